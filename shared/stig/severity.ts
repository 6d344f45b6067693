/** Severities in the words of the CKLB format, worst first. */
export const severities = ['high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

export const severityLabels: Readonly<Record<Severity, string>> = {
  high: 'CAT I',
  medium: 'CAT II',
  low: 'CAT III',
};
