import { describe, expect, test } from 'vitest';
import { failureText } from '../../electron/cli-failure-text.ts';
import type { CertificateFacts } from '../../shared/directory/certificate.ts';

describe('a failure', () => {
  test.each([
    ['its message', { message: 'No.' }, 'No.\n'],
    ['and its detail', { message: 'No.', detail: 'why\0\n' }, 'No.\n  (why\\u{0})\n'],
    [
      'with further lines, which stand in',
      { message: 'No.\r\nSubject: \u001b[31mCN=x\nVirtual servers  0 Open', detail: 'one\ntwo' },
      'No.\n  Subject: \\u{1b}[31mCN=x\n  Virtual servers  0 Open\n  (one\n  two)\n',
    ],
  ])('is %s', (_, failure, expected) => {
    expect(failureText({ code: 'bad-request', ...failure })).toBe(expected);
  });
});

const presented: CertificateFacts = {
  subject: 'CN=dc1\nTrusted',
  issuer: 'CN=Harbor Authority',
  names: ['dc1.harbor.example', '192.0.2.1'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  key: 'RSA 1024 bits',
  signatureAlgorithm: 'sha1WithRSAEncryption',
  sha256: 'AA:BB',
  sha1: 'CC:DD',
  selfSigned: false,
  weaknesses: ['Its key is short.'],
  pem: '-----BEGIN CERTIFICATE-----',
};
const pinned: CertificateFacts = {
  ...presented,
  subject: 'CN=dc1',
  issuer: 'CN=dc1',
  names: [],
  key: 'EC P-256',
  signatureAlgorithm: 'ecdsa-with-SHA256',
  sha256: 'EE:FF',
  sha1: '00:11',
  selfSigned: true,
  weaknesses: [],
};
const presentedText = `  Presented by dc1, port 636:
    Subject          CN=dc1\\u{a}Trusted
    Issuer           CN=Harbor Authority
    Made out for     dc1.harbor.example, 192.0.2.1
    Valid            2026-01-01T00:00:00.000Z to 2027-01-01T00:00:00.000Z
    Key              RSA 1024 bits, signed with sha1WithRSAEncryption
    SHA-256          AA:BB
    SHA-1            CC:DD (Windows: thumbprint)
    Weakness         Its key is short.
`;

describe('a refused certificate is shown to be compared, instead of the detail', () => {
  const refusal = { host: 'dc1', port: 636, reason: 'nobody vouches for it', presented };

  test('alone, with how to trust it', () => {
    expect(
      failureText({
        code: 'certificate-untrusted',
        message: 'Not trusted.',
        detail: 'Subject: CN=dc1',
        certificate: { ...refusal, pinned: null },
      }),
    ).toBe(`Not trusted.
${presentedText}  On the command line: --trust-certificate FINGERPRINT (with --channel ldaps or start-tls), or --trust-authority FILE.
`);
  });

  test('beside the one that is trusted for the host', () => {
    expect(
      failureText({
        code: 'certificate-changed',
        message: 'Another one.',
        certificate: { ...refusal, pinned },
      }),
    ).toBe(`Another one.
${presentedText}  Trusted for dc1:
    Subject          CN=dc1
    Issuer           itself
    Made out for     nobody
    Valid            2026-01-01T00:00:00.000Z to 2027-01-01T00:00:00.000Z
    Key              EC P-256, signed with ecdsa-with-SHA256
    SHA-256          EE:FF
    SHA-1            00:11 (Windows: thumbprint)
  The trusted certificates are shown, and removed, in the window of Hopcheck.
`);
  });
});
