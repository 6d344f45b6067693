import { X509Certificate } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readAuthorities } from '../../../../../electron/backend/directory/tls/authority-file.ts';
import { AppError, toFailure } from '../../../../../shared/errors.ts';
import type { Failure } from '../../../../../shared/errors.ts';
import { authorityFileBytes } from '../../../../../shared/limits.ts';
import { openCertificateWorkshop, opensslMissing } from '../../../../support/certificates.ts';
import type { CertificateWorkshop, Identity } from '../../../../support/certificates.ts';

const skipped = opensslMissing !== null && process.env['CI'] !== 'true';
const damagedFiles = 24_000;

let workshop: CertificateWorkshop;
let root: Identity;
let issuing: Identity;
let leaf: Identity;
let lonely: Identity;

beforeAll(async () => {
  if (skipped) return;
  workshop = await openCertificateWorkshop();
  root = await workshop.make({ subject: '/CN=Root', key: 2048, authority: true });
  issuing = await workshop.make({ subject: '/CN=Issuing', authority: true, issuer: root });
  leaf = await workshop.make({ subject: '/CN=dc1', issuer: issuing });
  lonely = await workshop.make({ subject: '/CN=dc2' });
});
afterAll(() => workshop?.close());

describe.skipIf(skipped)(`A file of authorities${skipped ? `: skipped, ${opensslMissing}` : ''}`, () => {
  test.each<[string, () => Buffer | Promise<Buffer>, readonly string[]]>([
    ['PEM', () => Buffer.from(root.certificate), ['CN=Root']],
    ['PEM with several', () => pem(root, issuing), ['CN=Root', 'CN=Issuing']],
    ['PEM with words between', () => Buffer.from(`Root:\n${root.certificate}\nEnd.`), ['CN=Root']],
    [
      'PEM with line ends of Windows',
      () => Buffer.from(root.certificate.replaceAll('\n', '\r\n')),
      ['CN=Root'],
    ],
    ['PEM in UTF-8 with a mark', () => Buffer.from(`\ufeff${root.certificate}`), ['CN=Root']],
    ['PEM in UTF-16 with a mark', () => Buffer.from(`\ufeff${root.certificate}`, 'utf16le'), ['CN=Root']],
    ['PEM in UTF-16', () => Buffer.from(root.certificate, 'utf16le'), ['CN=Root']],
    [
      'PEM in UTF-16, the other way round',
      () => Buffer.from(`\ufeff${root.certificate}`, 'utf16le').swap16(),
      ['CN=Root'],
    ],
    ['DER', () => der(root), ['CN=Root']],
    ['DER with a line end', () => Buffer.concat([der(root), Buffer.from('\r\n')]), ['CN=Root']],
    ['DER with several', () => Buffer.concat([der(root), der(issuing)]), ['CN=Root', 'CN=Issuing']],
    ['P7B in DER', () => p7b('DER', root, issuing), ['CN=Root', 'CN=Issuing']],
    ['P7B in PEM', () => p7b('PEM', root, issuing), ['CN=Root', 'CN=Issuing']],
    [
      'P7B in PEM as Windows labels it',
      async () => Buffer.from((await p7b('PEM', root)).toString().replaceAll('PKCS7', 'CERTIFICATE')),
      ['CN=Root'],
    ],
    [
      'a chain with the server’s own certificate',
      () => p7b('DER', leaf, issuing, root),
      ['CN=Issuing', 'CN=Root'],
    ],
    ['a certificate that stands for itself', () => pem(lonely), ['CN=dc2']],
    ['the same twice', () => pem(root, root), ['CN=Root']],
  ])('%s', async (_case, file, subjects) => {
    const found = readAuthorities(await file(), 'file');
    expect(found.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted());
  });

  test('of P7B is imported unaltered', async () => {
    const [found] = readAuthorities(await p7b('DER', root), 'file');
    expect(found?.toString()).toBe(root.certificate);
  });

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'is empty.'],
    ['text', () => Buffer.from('0 certificates'), 'holds no certificate.'],
    ['no certificate', () => Buffer.from(pemOf('CERTIFICATE REQUEST', der(root))), 'holds no certificate.'],
    ['a P7B without any', () => workshop.pkcs7([], 'DER'), 'holds no certificate.'],
    [
      'a server’s certificate',
      () => pem(leaf),
      'holds the certificate of CN=dc1, which is no authority. To trust a server by its own certificate, connect to it and compare the fingerprint.',
    ],
    ['a private key', () => Buffer.from(root.key), privateKey()],
    ['a private key beside a certificate', () => Buffer.from(root.certificate + root.key), privateKey()],
    ['a private key in DER', () => Buffer.from(base64Of(root.key), 'base64'), privateKey()],
    ['a PFX file', () => workshop.pfx(root), privateKey()],
    ['a cut PEM', () => pem(root).subarray(0, 500), cut()],
    ['a cut DER', () => der(root).subarray(0, 500), cut()],
    ['a DER cut in its header', () => der(root).subarray(0, 3), cut()],
    ['a second PEM that is cut', () => pem(root, issuing).subarray(0, -30), cut()],
    ['a DER with something behind it', () => Buffer.concat([der(root), Buffer.from('more')]), damaged()],
    ['a PEM that is no base64', () => Buffer.from(root.certificate.replace('MII', 'M*I')), damaged()],
    [
      'a PEM with another end',
      () => Buffer.from(root.certificate.replace('END CERT', 'END PERT')),
      damaged(),
    ],
    ['a label around nothing', () => Buffer.from(pemOf('CERTIFICATE', Buffer.alloc(0))), damaged()],
    ['a label around something else', () => Buffer.from(pemOf('CERTIFICATE', Buffer.from('abc'))), damaged()],
    ['a certificate with an altered structure', () => altered(der(root)), damaged()],
    [
      'more than anybody has',
      () => Buffer.concat(Array.from({ length: 101 }, () => der(issuing))),
      'holds more than 100 certificates.',
    ],
    ['a file that is too large', () => Buffer.alloc(authorityFileBytes + 1), 'is larger than 512 KiB.'],
    [
      'brackets within brackets',
      () => Buffer.alloc(authorityFileBytes, Buffer.from('3080', 'hex')),
      damaged(),
    ],
  ])('%s is refused', async (_case, file, words) => {
    const failure = failureOf(await file());
    expect(failure).toMatchObject({
      code: 'authority-unreadable',
      message: `The file "ca.cer" ${words} Choose the certificate of an authority, as PEM, DER or P7B.`,
    });
  });

  test(`damaged in ${damagedFiles} ways is read or refused`, { timeout: 120_000 }, async () => {
    const files = [
      pem(root, issuing),
      Buffer.from(pem(root).toString(), 'utf16le'),
      der(root),
      der(issuing),
      await p7b('DER', root, issuing),
      await p7b('PEM', leaf, issuing),
    ];
    const random = randomNumbers(20260131);
    const others: unknown[] = [];
    for (let round = 0; round < damagedFiles; round += 1) {
      const file = damage(files[round % files.length] ?? Buffer.alloc(0), random);
      try {
        readAuthorities(file, 'file');
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'authority-unreadable')) others.push(error);
      }
    }
    expect(others).toEqual([]);
  });
});

function pem(...identities: readonly Identity[]): Buffer {
  return Buffer.from(identities.map(({ certificate }) => certificate).join(''));
}

function der({ certificate }: Identity): Buffer {
  return new X509Certificate(certificate).raw;
}

function p7b(form: 'DER' | 'PEM', ...identities: readonly Identity[]): Promise<Buffer> {
  return workshop.pkcs7(
    identities.map(({ certificate }) => certificate),
    form,
  );
}

function pemOf(label: string, octets: Buffer): string {
  return `-----BEGIN ${label}-----\n${octets.toString('base64')}\n-----END ${label}-----\n`;
}

function base64Of(text: string): string {
  return text.replaceAll(/-----[^-]+-----|\s/g, '');
}

function altered(octets: Buffer): Buffer {
  const copy = Buffer.from(octets);
  copy.fill(0xff, 8, 40);
  return copy;
}

/** Changes, repeats, removes or cuts something, up to four times. */
function damage(octets: Buffer, random: (below: number) => number): Buffer {
  let file = Buffer.from(octets);
  for (let times = random(4) + 1; times > 0 && file.length > 0; times -= 1) {
    const at = random(file.length);
    const size = random(8) + 1;
    switch (random(5)) {
      case 0:
        file[at] = random(256);
        break;
      case 1:
        file = file.subarray(0, at);
        break;
      case 2:
        file = Buffer.concat([file.subarray(0, at), file.subarray(at + size)]);
        break;
      case 3:
        file = Buffer.concat([file.subarray(0, at + size), file.subarray(at)]);
        break;
      default:
        // Lengths and tags are near the beginning.
        file[random(Math.min(file.length, 60))] = random(256);
    }
  }
  return file;
}

/** The same numbers each time, from 0 to below the bound (a linear congruential generator). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function failureOf(file: Uint8Array): Failure {
  try {
    readAuthorities(file, 'ca.cer');
  } catch (error) {
    return toFailure(error);
  }
  throw new Error('It was read.');
}

function privateKey(): string {
  return 'holds a private key, which belongs to its owner alone. Have the certificate exported without it.';
}

function cut(): string {
  return 'ends in the middle of a certificate: a part of it is missing.';
}

function damaged(): string {
  return 'is damaged or no file of certificates.';
}
