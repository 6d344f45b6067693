import type { Channel } from './source.ts';

/** How a domain controller was reached, by what protects the connection. */
export const channelLabels: Readonly<Record<Channel, string>> = {
  ldaps: 'LDAPS',
  'start-tls': 'LDAP with StartTLS',
  sealed: 'LDAP, signed and sealed by Windows sign-in',
  'clear-text': 'LDAP without encryption',
  practice: 'LDAP, on this computer only',
};
