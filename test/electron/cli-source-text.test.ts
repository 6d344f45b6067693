import { expect, test } from 'vitest';
import { sourceLines } from '../../electron/cli-source-text.ts';
import type { DomainControllerDescription } from '../../shared/directory/source.ts';

const plain: DomainControllerDescription = {
  kind: 'domain-controller',
  host: '192.0.2.1',
  port: 389,
  channel: 'sealed',
  signIn: 'ntlm',
  account: 'HARBOR\\ann',
  dnsHostName: 'dc1.harbor.example',
  site: null,
  windowsLevel: 'Windows Server 2003',
  clockDifferenceMilliseconds: 0,
  certificateFingerprint: null,
  certificateTrust: null,
  tls: null,
  weaknesses: [],
  ldapsPassedOver: null,
  clearTextConsent: false,
};

test('a sealed channel tells why LDAPS was passed over', () => {
  expect(sourceLines({ ...plain, ldapsPassedOver: 'Nothing answers on port 636.' })).toEqual([
    'Source           domain controller dc1.harbor.example (192.0.2.1, port 389), Windows Server 2003',
    'Account          HARBOR\\ann',
    'Channel          LDAP, signed and sealed by Windows sign-in',
    'Sign-in          Windows sign-in (NTLM): the password itself is never sent',
    'LDAPS not used   Nothing answers on port 636.',
  ]);
});

test('TLS tells its version, the certificate, who vouches for it, and what is weak', () => {
  const source: DomainControllerDescription = {
    ...plain,
    port: 636,
    channel: 'ldaps',
    signIn: 'simple',
    site: 'Quay\nSide',
    certificateFingerprint: 'AA:BB',
    certificateTrust: 'pin',
    tls: 'TLSv1, AES128-SHA',
    weaknesses: ['Its key is short.', 'TLS 1.0 is old.'],
  };
  expect(sourceLines(source)).toEqual([
    'Source           domain controller dc1.harbor.example (192.0.2.1, port 636), Windows Server 2003, site Quay\\u{a}Side',
    'Account          HARBOR\\ann',
    'Channel          LDAPS',
    'Sign-in          Simple bind: the password is sent',
    'TLS              TLSv1, AES128-SHA',
    'Certificate      SHA-256 AA:BB',
    'Vouched for      pinned: an assessor on this computer compared its fingerprint',
    'Weakness         Its key is short.',
    'Weakness         TLS 1.0 is old.',
  ]);
});

test('clear text tells who accepted it', () => {
  const source: DomainControllerDescription = {
    ...plain,
    channel: 'clear-text',
    signIn: 'simple',
    clearTextConsent: true,
  };
  expect(sourceLines(source).slice(2)).toEqual([
    'Channel          LDAP without encryption',
    'Sign-in          Simple bind: the password is sent',
    'Clear text       the assessor accepted that the password crossed the network readable',
  ]);
});

test('a file tells its size, its age and its hash', () => {
  const file = { kind: 'ldif', fileName: 'a.ldf', size: 1, sha256: '00ff' } as const;
  expect([
    sourceLines({ ...file, modifiedAt: '2026-01-02T03:04:05.000Z' }),
    sourceLines({ ...file, size: 20, modifiedAt: null }),
  ]).toEqual([
    [
      'Source           LDIF file a.ldf, 1 octet',
      'Last changed     2026-01-02T03:04:05.000Z',
      'SHA-256          00ff',
    ],
    ['Source           LDIF file a.ldf, 20 octets', 'Last changed     unknown', 'SHA-256          00ff'],
  ]);
});
