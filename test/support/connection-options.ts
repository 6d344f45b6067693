import type { DomainControllerOptions } from '../../electron/backend/directory/domain-controller.ts';

/** Options to open a domain controller on 127.0.0.1 as a test needs them: practice, unless it says otherwise. */
export function connectionOptions(
  options: Partial<DomainControllerOptions> & Pick<DomainControllerOptions, 'port'>,
): DomainControllerOptions {
  return {
    host: '127.0.0.1',
    channel: 'practice',
    signIn: 'automatic',
    legacyTls: false,
    clearTextConsent: false,
    dnsServer: null,
    account: 'HARBOR\\practice',
    password: 'practice',
    trust: { authorities: [], pinned: null },
    signal: new AbortController().signal,
    ...options,
  };
}
