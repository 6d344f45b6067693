import type { Authentication } from '../../shared/exchange/outbound-security.ts';

export { authenticationLabel, tlsLabel } from '../../shared/exchange/security-labels.ts';

export type Mark = 'selected' | 'clear' | 'unknown';

export interface DialogOption {
  readonly label: string;
  readonly mark: Mark;
  /** True if the mark rests on bits whose meaning no Microsoft text states. */
  readonly inferred: boolean;
}

/** The Outbound Security dialog of Exchange System Manager as the observation fills it. */
export interface OutboundSecurityDialog {
  readonly options: readonly DialogOption[];
  readonly tls: Mark;
}

const optionLabels = {
  anonymous: 'Anonymous access',
  basic: 'Basic authentication',
  integrated_windows: 'Integrated Windows authentication',
} as const;

/**
 * What the dialog would show. What is not known is marked unknown, never clear: with authentication bits that name no
 * single method only Anonymous is known to be clear.
 */
export function outboundSecurityDialog(
  authentication: Authentication,
  tls: boolean | null,
): OutboundSecurityDialog {
  const markOf = (option: keyof typeof optionLabels): Mark => {
    if (authentication === 'unknown') return 'unknown';
    if (authentication === 'authenticated') return option === 'anonymous' ? 'clear' : 'unknown';
    return authentication === option ? 'selected' : 'clear';
  };
  return {
    options: (['anonymous', 'basic', 'integrated_windows'] as const).map((option) => ({
      label: optionLabels[option],
      mark: markOf(option),
      inferred: authentication === option && option !== 'anonymous',
    })),
    tls: tls === null ? 'unknown' : tls ? 'selected' : 'clear',
  };
}
