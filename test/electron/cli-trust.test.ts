import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../electron/backend/practice/practice-server.ts';
import { openCertificateWorkshop, type CertificateWorkshop, type Identity } from '../support/certificates.ts';
import {
  behindTls,
  practiceOrganization,
  practiceSeenText,
  practiceSourceText,
  runSigningIn,
} from '../support/practice-sign-in.ts';

let workshop: CertificateWorkshop;
let authority: Identity;
let identity: Identity;
let fingerprint: string;
let practice: PracticeServer;
let folder: string;

beforeAll(async () => {
  workshop = await openCertificateWorkshop();
  authority = await workshop.make({ subject: '/CN=Harbor Authority', authority: true });
  identity = await certificateOf('/CN=dc1.harbor.example');
  fingerprint = new X509Certificate(identity.certificate).fingerprint256;
  practice = await startPracticeServer(practiceOrganization);
});
afterAll(async () => {
  await practice.close();
  await workshop.close();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const certificateOf = (subject: string) =>
  workshop.make({ subject, names: 'IP:127.0.0.1', issuer: authority });

const ldaps = ['--channel', 'ldaps', '--sign-in', 'simple', '--assessor', 'Ann'];

const signIn = (command: 'assess' | 'check', port: number, options: readonly string[]) =>
  runSigningIn(command, { practice, folder, port }, options);

const trustedNow = () => `Trusted from now on, for 127.0.0.1, as Ann says: the certificate ${fingerprint}.\n`;

const tlsText = (port: number, vouched: string) =>
  practiceSourceText(port, [
    'Channel          LDAPS',
    'Sign-in          Simple bind: the password is sent',
    'TLS              TLSv1.3, TLS_AES_256_GCM_SHA384',
    `Certificate      SHA-256 ${fingerprint}`,
    `Vouched for      ${vouched}`,
  ]);

describe('the certificate of a domain controller', () => {
  test('that nobody vouches for is shown to be compared', async () => {
    const { validFromDate, validToDate, fingerprint: sha1 } = new X509Certificate(identity.certificate);
    await behindTls(identity, practice.port, async (port) => {
      expect(await signIn('check', port, ldaps)).toEqual({
        status: 2,
        output: '',
        messages: `Nothing was sent to 127.0.0.1:${port}: its certificate is not trusted, because this computer does not know the authority that issued it. Compare its SHA-256 fingerprint with the one on the domain controller and trust this certificate for this host, or import the certificate of its authority (PEM, DER or P7B).
  Presented by 127.0.0.1, port ${port}:
    Subject          CN=dc1.harbor.example
    Issuer           CN=Harbor Authority
    Made out for     dc1.harbor.example, 127.0.0.1
    Valid            ${validFromDate.toISOString()} to ${validToDate.toISOString()}
    Key              EC P-256, signed with ecdsa-with-SHA256
    SHA-256          ${fingerprint}
    SHA-1            ${sha1} (Windows: thumbprint)
  On the command line: --trust-certificate FINGERPRINT (with --channel ldaps or start-tls), or --trust-authority FILE.
`,
      });
    });
  });

  test('is trusted by the fingerprint that was named, from then on', async () => {
    const named = fingerprint.replaceAll(':', '').toLowerCase();
    await behindTls(identity, practice.port, async (port) => {
      const output = `${tlsText(port, 'pinned: an assessor on this computer compared its fingerprint')}${practiceSeenText}`;
      expect(await signIn('check', port, [...ldaps, '--trust-certificate', named])).toEqual({
        status: 0,
        messages: trustedNow(),
        output,
      });
      expect(await signIn('check', port, ldaps)).toEqual({ status: 0, messages: '', output });
    });
  });

  test('is trusted for an assessment as well', async () => {
    const { status, messages, output } = await behindTls(identity, practice.port, (port) =>
      signIn('assess', port, [...ldaps, '--trust-certificate', fingerprint]),
    );
    expect({ status, messages }).toEqual({ status: 1, messages: trustedNow() });
    expect(output.split('\n')).toContain(
      'Vouched for      pinned: an assessor on this computer compared its fingerprint',
    );
  });

  test('of another fingerprint is refused, and both are shown', async () => {
    const other = fingerprint.replaceAll(/[0-9A-F]/g, '0');
    await behindTls(identity, practice.port, async (port) => {
      const { status, output, messages } = await signIn('check', port, [
        ...ldaps,
        '--trust-certificate',
        other,
      ]);
      expect({ status, output, lines: messages.split('\n').slice(0, 3) }).toEqual({
        status: 2,
        output: '',
        lines: [
          '127.0.0.1 presented another certificate than the one that --trust-certificate names, so it is not trusted, and no password was sent. Find out why before you go on.',
          `  Named      ${other}`,
          `  Presented  ${fingerprint}`,
        ],
      });
      expect(await signIn('check', port, ldaps)).toMatchObject({ status: 2, output: '' });
    });
  });

  test('that took the place of the trusted one is a hard stop, even if it is named', async () => {
    await behindTls(identity, practice.port, (port) =>
      signIn('check', port, [...ldaps, '--trust-certificate', fingerprint]),
    );
    const successor = await certificateOf('/CN=dc2.harbor.example');
    const second = new X509Certificate(successor.certificate).fingerprint256;
    const run = await behindTls(successor, practice.port, (port) =>
      signIn('check', port, [...ldaps, '--trust-certificate', second]),
    );
    expect(run).toMatchObject({ status: 2, output: '' });
    const lines = run.messages.split('\n').map((line) => line.trim());
    expect(lines.filter((line) => /^(Presented|Trusted|SHA-256)/.test(line))).toEqual([
      expect.stringMatching(/^Presented by 127\.0\.0\.1, port \d+:$/),
      `SHA-256          ${second}`,
      'Trusted for 127.0.0.1:',
      `SHA-256          ${fingerprint}`,
    ]);
  });

  test('is trusted if its authority is, from then on', async () => {
    await writeFile(join(folder, 'ca.pem'), authority.certificate);
    await behindTls(identity, practice.port, async (port) => {
      const output = `${tlsText(port, 'an authority vouches for it')}${practiceSeenText}`;
      const importing = [...ldaps, '--trust-authority', 'ca.pem'];
      expect([
        await signIn('check', port, importing),
        await signIn('check', port, importing),
        await signIn('check', port, ldaps),
      ]).toEqual([
        {
          status: 0,
          messages: 'Trusted from now on, for every host, as Ann says: 1 authority of ca.pem.\n',
          output,
        },
        { status: 0, messages: 'Trusted already: 1 authority of ca.pem.\n', output },
        { status: 0, messages: '', output },
      ]);
    });
  });

  test.each([
    ['missing.pem', 'The file of authorities "missing.pem" cannot be read. There is no such file.'],
    ['.', 'The file of authorities "." cannot be read. It is not a file.'],
    ['large.pem', 'The file of authorities "large.pem" cannot be read. It is larger than 512 KiB'],
    ['text.pem', 'text.pem'],
  ])('needs a file of authorities that can be read, not %s', async (file, words) => {
    await writeFile(join(folder, 'large.pem'), Buffer.alloc(512 * 1024 + 1));
    await writeFile(join(folder, 'text.pem'), 'no certificate');
    expect(await signIn('check', practice.port, [...ldaps, '--trust-authority', file])).toEqual({
      status: 2,
      output: '',
      messages: expect.stringContaining(words),
    });
  });
});
