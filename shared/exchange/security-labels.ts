import type { Authentication } from './outbound-security.ts';

const authenticationLabels: Readonly<Record<Authentication, string>> = {
  anonymous: 'Anonymous',
  basic: 'Basic (inferred)',
  integrated_windows: 'Integrated Windows (inferred)',
  authenticated: 'Authenticated, method unknown',
  unknown: 'Unknown',
};

/** The authentication in a table cell. */
export function authenticationLabel(authentication: Authentication): string {
  return authenticationLabels[authentication];
}

/** The TLS bit in a table cell. */
export function tlsLabel(tls: boolean | null): string {
  return tls === null ? 'Unknown' : tls ? 'TLS' : 'No TLS';
}
