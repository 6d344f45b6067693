import { X509Certificate } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { certificateFacts } from '../../../../../electron/backend/directory/tls/certificate-facts.ts';
import { openCertificateWorkshop, opensslMissing } from '../../../../support/certificates.ts';
import type { CertificateOptions, CertificateWorkshop } from '../../../../support/certificates.ts';

const skipped = opensslMissing !== null && process.env['CI'] !== 'true';
const weakHash = 'for which forgeries are known; SHA-256 is usual today.';

let workshop: CertificateWorkshop;

beforeAll(async () => {
  if (!skipped) workshop = await openCertificateWorkshop();
});
afterAll(() => workshop?.close());

describe.skipIf(skipped)(`A certificate${skipped ? `: skipped, ${opensslMissing}` : ''}`, () => {
  test('is told as a person compares it', async () => {
    const issuer = await workshop.make({ subject: '/O=Harbor/CN=Harbor Root', key: 2048, authority: true });
    const { certificate } = await workshop.make({
      subject: '/DC=example/DC=harbor/CN=dc1.harbor.example',
      // The second one is how Windows names a domain controller for its own purposes.
      names: section(
        'DNS.1=dc1.harbor.example',
        'otherName.1=1.3.6.1.4.1.311.25.1;FORMAT:HEX,OCT:00112233445566778899AABBCCDDEEFF',
        'DNS.2=dc1',
        'IP.1=192.0.2.1',
      ),
      issuer,
    });
    const known = new X509Certificate(certificate);
    expect(certificateFacts(known)).toEqual({
      subject: 'DC=example, DC=harbor, CN=dc1.harbor.example',
      issuer: 'O=Harbor, CN=Harbor Root',
      names: ['dc1.harbor.example', 'dc1', '192.0.2.1'],
      validFrom: new Date(known.validFrom).toISOString(),
      validTo: new Date(known.validTo).toISOString(),
      key: 'EC P-256',
      signatureAlgorithm: 'sha256WithRSAEncryption',
      sha256: known.fingerprint256,
      sha1: known.fingerprint,
      selfSigned: false,
      weaknesses: [],
      pem: certificate,
    });
  });

  test.each<[string, CertificateOptions, string, readonly string[]]>([
    ['an RSA key', { key: 2048 }, 'RSA 2048 bits', []],
    [
      'a short RSA key',
      { key: 1024 },
      'RSA 1024 bits',
      ['Its RSA key of 1024 bits is too short; 2048 bits are the least that is secure today.'],
    ],
    ['a key on a long curve', { key: 'secp384r1' }, 'EC P-384', []],
    ['a key on a rare curve', { key: 'secp256k1' }, 'EC secp256k1', []],
    [
      'a key on a short curve',
      { key: 'prime192v1' },
      'EC prime192v1',
      ['Its key on the curve prime192v1 is too short; P-256 is usual today.'],
    ],
    [
      'a key on a short curve whose name has no size',
      { key: 'wap-wsg-idm-ecid-wtls8' },
      'EC wap-wsg-idm-ecid-wtls8',
      ['Its key on the curve wap-wsg-idm-ecid-wtls8 is too short; P-256 is usual today.'],
    ],
    ['RSASSA-PSS', { key: 2048, probabilistic: true }, 'RSA 2048 bits', []],
    [
      'RSASSA-PSS and SHA-1, which its parameters leave out',
      { key: 2048, hash: 'sha1', probabilistic: true },
      'RSA 2048 bits',
      [`It is signed with SHA-1, ${weakHash}`],
    ],
    ['SHA-1', { key: 2048, hash: 'sha1' }, 'RSA 2048 bits', [`It is signed with SHA-1, ${weakHash}`]],
    ['SHA-1 and an EC key', { hash: 'sha1' }, 'EC P-256', [`It is signed with SHA-1, ${weakHash}`]],
    ['MD5', { key: 2048, hash: 'md5' }, 'RSA 2048 bits', [`It is signed with MD5, ${weakHash}`]],
  ])('with %s is judged', async (_case, options, key, weaknesses) => {
    expect(await factsOf(options)).toMatchObject({ key, weaknesses, selfSigned: true });
  });

  test.each([
    ['1999-12-31T23:59:59Z', ['Its validity does not begin before 2']],
    ['2999-12-31T23:59:59Z', ['Its validity ended on 2']],
  ])('is judged by the time that it is %s', async (now, weaknesses) => {
    const facts = await factsOf({}, new Date(now));
    expect(facts.weaknesses).toEqual(weaknesses.map((words) => expect.stringContaining(words)));
  });

  test('whose names are of no use has its common name', async () => {
    expect(
      (await factsOf({ subject: '/CN=dc1.harbor.example', names: 'email:a@harbor.example' })).names,
    ).toEqual(['dc1.harbor.example']);
  });

  test('does not smuggle a name in by another one', async () => {
    const names = section('URI.1="http://x/, DNS:dc9.harbor.example"', 'DNS.1=dc1.harbor.example');
    expect((await factsOf({ names })).names).toEqual(['dc1.harbor.example']);
  });

  test('with a name out of all proportion is told with its beginning', async () => {
    const facts = await factsOf({ subject: `/O=${'a'.repeat(64)}${`/O=${'b'.repeat(64)}`.repeat(20)}` });
    expect(facts.subject).toHaveLength(501);
    expect(facts.subject).toMatch(/b…$/);
  });
});

/** Names in a section of their own, in which values may hold a comma. */
function section(...lines: readonly string[]): string {
  return ['@names', '[names]', ...lines].join('\n');
}

async function factsOf(options: CertificateOptions, now?: Date) {
  const { certificate } = await workshop.make(options);
  return certificateFacts(new X509Certificate(certificate), now);
}
