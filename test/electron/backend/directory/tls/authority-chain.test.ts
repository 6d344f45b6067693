import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openCertificateWorkshop, opensslMissing } from '../../../../support/certificates.ts';
import type { CertificateOptions, CertificateWorkshop, Identity } from '../../../../support/certificates.ts';
import { startTlsServer } from '../../../../support/tls-server.ts';
import type { ListeningServer } from '../../../../support/tls-server.ts';
import type { Outcome } from './connect-once.ts';

const skipped = opensslMissing !== null && process.env['CI'] !== 'true';
const names = 'DNS:localhost';
const accepted: Outcome = { trust: 'authority', weaknesses: [] };
const unknownIssuer: Outcome = {
  code: 'certificate-untrusted',
  reason: 'this computer does not know the authority that issued it',
};

let workshop: CertificateWorkshop;
let folder: string;
const servers: ListeningServer[] = [];

/** Two authorities that vouch for each other, and a server of the first. */
interface Circle {
  readonly firstRoot: Identity;
  readonly secondRoot: Identity;
  readonly firstBySecond: Identity;
  readonly secondByFirst: Identity;
  readonly server: Identity;
  /** One that names the first authority without being issued by it. */
  readonly intruder: Identity;
}

let crossed: Circle;
let renewed: Circle;

beforeAll(async () => {
  if (skipped) return;
  workshop = await openCertificateWorkshop();
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-known-authorities-'));
  crossed = await circle('/CN=Harbor Root', '/CN=Partner Root', { keyIdentifiers: false });
  // As Windows renews a root with a new key: one name, told apart by the identifiers of the keys.
  renewed = await circle('/CN=Harbor Root', '/CN=Harbor Root', { keyIdentifiers: true });
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(async () => {
  if (skipped) return;
  await workshop.close();
  await rm(folder, { recursive: true });
});

describe.skipIf(skipped)(`A circle of authorities${skipped ? `: skipped, ${opensslMissing}` : ''}`, () => {
  describe.each([
    ['of two names', () => crossed],
    ['of one name, renewed', () => renewed],
  ])('%s', (_case, ofKind) => {
    type Part = Exclude<keyof Circle, 'server' | 'intruder'>;
    test.each<[imported: readonly Part[], presented: readonly Part[], Outcome]>([
      [['firstBySecond', 'secondByFirst'], [], accepted],
      [['secondByFirst', 'firstBySecond'], [], accepted],
      [['firstBySecond', 'secondByFirst'], ['firstBySecond', 'secondByFirst'], accepted],
      [['firstBySecond', 'secondByFirst'], ['secondByFirst', 'firstBySecond'], accepted],
      [['firstRoot', 'firstBySecond', 'secondByFirst', 'secondRoot'], [], accepted],
      [['secondRoot', 'secondByFirst', 'firstBySecond', 'firstRoot'], [], accepted],
      [['secondRoot'], ['firstBySecond', 'secondByFirst'], accepted],
      [['secondRoot'], ['secondByFirst', 'firstBySecond'], accepted],
      [['firstRoot'], ['firstBySecond', 'secondByFirst'], accepted],
      [['secondByFirst'], ['firstBySecond'], accepted],
      [['firstBySecond'], ['secondByFirst'], accepted],
      [[], ['firstBySecond', 'secondByFirst'], unknownIssuer],
    ])('with %j imported and %j presented', async (imported, presented, outcome) => {
      const kind = ofKind();
      const chain = presented.map((part) => kind[part]);
      expect(
        await connectOnce(
          kind.server,
          imported.map((part) => kind[part]),
          chain,
        ),
      ).toEqual(outcome);
    });

    test.each<readonly Part[][]>([
      [['firstBySecond', 'secondByFirst'], []],
      [['secondByFirst', 'firstBySecond'], []],
      [
        ['firstBySecond', 'secondByFirst'],
        ['firstBySecond', 'secondByFirst'],
      ],
    ])(
      'with %j imported and %j presented is not entered by who only names it',
      async (imported, presented) => {
        const kind = ofKind();
        const outcome = await connectOnce(
          kind.intruder,
          (imported ?? []).map((part) => kind[part]),
          (presented ?? []).map((part) => kind[part]),
        );
        expect(outcome).toMatchObject({ code: 'certificate-untrusted' });
      },
    );

    test('known to the computer is passed by', async () => {
      const { server, intruder, firstRoot, secondRoot, firstBySecond, secondByFirst } = ofKind();
      const known = [firstBySecond, secondByFirst];
      expect(await connectOnce(server, [], [], null, known)).toMatchObject({ code: 'certificate-untrusted' });
      expect(await connectOnce(intruder, [], [], null, known)).toMatchObject({
        code: 'certificate-untrusted',
      });
      expect(await connectOnce(server, [firstRoot], [], null, known)).toEqual(accepted);
      expect(await connectOnce(server, [secondRoot], [], null, known)).toEqual(accepted);
      expect(await connectOnce(server, [], [], null, [...known, firstRoot, secondRoot])).toEqual(accepted);
      expect(await connectOnce(server, [], known, null, [secondRoot, ...known])).toEqual(accepted);
      expect(await connectOnce(server, known, [], null, known)).toEqual(accepted);
    });

    test('does not stop a pinned certificate', async () => {
      const { server, firstBySecond, secondByFirst } = ofKind();
      expect(await connectOnce(server, [firstBySecond, secondByFirst], [], server)).toEqual({
        trust: 'pin',
        weaknesses: [],
      });
    });
  });
});

describe.skipIf(skipped)(`A chain of authorities${skipped ? `: skipped, ${opensslMissing}` : ''}`, () => {
  let root: Identity;
  beforeAll(async () => {
    if (!skipped) root = await authority({ subject: '/CN=Root', key: 2048 });
  });

  test('with MD5 is refused in whatever order it is presented, and with a decoy', async () => {
    const issuing = await authority({ subject: '/CN=Issuing', issuer: root, hash: 'md5' });
    const server = await workshop.make({ names, issuer: issuing });
    const counterfeitRoot = await authority({ subject: '/CN=Root', keyIdentifiers: false });
    // The engine passes over it as its time is over.
    const decoy = await authority({
      subject: '/CN=Issuing',
      key: issuing,
      issuer: counterfeitRoot,
      days: [-30, -2],
      keyIdentifiers: false,
    });
    const refused = {
      code: 'certificate-untrusted',
      reason:
        'the signature that vouches for its authority CN=Issuing (md5WithRSAEncryption) is of a kind that can be forged',
    };
    for (const chain of [[issuing], [decoy, issuing], [issuing, decoy], [root, decoy, issuing]])
      expect(await connectOnce(server, [root], chain)).toEqual(refused);
    // Imported, it is no better.
    expect(await connectOnce(server, [root, issuing])).toEqual(refused);
    expect(await connectOnce(server, [issuing])).toEqual(refused);
    expect(await connectOnce(server, [root, issuing], [decoy])).toEqual(refused);
    expect(await connectOnce(server, [root], [decoy, issuing], server)).toEqual({
      trust: 'pin',
      weaknesses: [],
    });
  });

  test('with MD5 is accepted where the same authority is vouched for better', async () => {
    const old = await authority({ subject: '/CN=Issuing', issuer: root, hash: 'md5' });
    const again = await authority({ subject: '/CN=Issuing', key: old, issuer: root });
    const server = await workshop.make({ names, issuer: old });
    expect(await connectOnce(server, [root, old], [again])).toEqual(accepted);
    expect(await connectOnce(server, [old, again])).toEqual(accepted);
  });

  test('with MD5 only on its root, which nobody needs to vouch for, is accepted', async () => {
    const oldRoot = await authority({ subject: '/CN=Old Root', key: 2048, hash: 'md5' });
    const server = await workshop.make({ names, issuer: oldRoot });
    expect(await connectOnce(server, [oldRoot], [oldRoot])).toEqual(accepted);
  });

  test.each<[string, number | string, string]>([
    ['RSA', 512, 'the RSA key of its authority CN=Issuing (512 bits) is too weak to prove anything'],
    [
      'EC',
      'secp112r1',
      'the EC key of its authority CN=Issuing (curve secp112r1) is too weak to prove anything',
    ],
  ])('with an authority of a short %s key is refused unless pinned', async (_case, key, reason) => {
    const issuing = await authority({ subject: '/CN=Issuing', issuer: root, key });
    const server = await workshop.make({ names, issuer: issuing, hash: 'sha1' });
    const refused = { code: 'certificate-untrusted', reason };
    expect(await connectOnce(server, [root], [issuing])).toEqual(refused);
    expect(await connectOnce(server, [root, issuing])).toEqual(refused);
    expect(await connectOnce(server, [root], [issuing], server)).toMatchObject({ trust: 'pin' });
  });

  test('with a root of a short key is refused', async () => {
    const shortRoot = await authority({ subject: '/CN=Short Root', key: 512 });
    const server = await workshop.make({ names, issuer: shortRoot });
    const refused = {
      code: 'certificate-untrusted',
      reason: 'the RSA key of its authority CN=Short Root (512 bits) is too weak to prove anything',
    };
    expect(await connectOnce(server, [shortRoot])).toEqual(refused);
    expect(await connectOnce(server, [shortRoot], [shortRoot])).toEqual(refused);
    expect(await connectOnce(server, [root], [shortRoot])).toEqual(unknownIssuer);
  });

  test('is not refused for an imported authority that has no part in it', async () => {
    const others = [
      await authority({ subject: '/CN=Short', key: 512 }),
      await authority({ subject: '/CN=Forgeable', issuer: root, hash: 'md5' }),
    ];
    const server = await workshop.make({ names, issuer: root });
    expect(await connectOnce(server, [...others, root])).toEqual(accepted);
  });

  test('with weak authorities is accepted, and they are named', async () => {
    const policy = await authority({ subject: '/CN=Policy', issuer: root, key: 1024 });
    const issuing = await authority({ subject: '/CN=Issuing', issuer: policy, hash: 'sha1' });
    const server = await workshop.make({ names, issuer: issuing });
    const named: Outcome = {
      trust: 'authority',
      weaknesses: [
        'The authority CN=Issuing: its certificate is signed with SHA-1, for which forgeries are known; SHA-256 is usual today.',
        'The authority CN=Policy: its RSA key of 1024 bits is too short; 2048 bits are the least that is secure today.',
      ],
    };
    expect(await connectOnce(server, [root], [issuing, policy])).toEqual(named);
    expect(await connectOnce(server, [policy], [root, issuing])).toEqual(named);
  });
});

async function circle(first: string, second: string, options: CertificateOptions): Promise<Circle> {
  const firstRoot = await authority({ subject: first, ...options });
  const secondRoot = await authority({ subject: second, ...options });
  const cross = (subject: string, key: Identity, issuer: Identity) =>
    authority({ subject, key, issuer, ...options });
  const stranger = await authority({ subject: first, keyIdentifiers: false });
  return {
    firstRoot,
    secondRoot,
    firstBySecond: await cross(first, firstRoot, secondRoot),
    secondByFirst: await cross(second, secondRoot, firstRoot),
    server: await workshop.make({ names, issuer: firstRoot, ...options }),
    intruder: await workshop.make({ names, issuer: stranger, keyIdentifiers: false }),
  };
}

function authority(options: CertificateOptions): Promise<Identity> {
  return workshop.make({ authority: true, ...options });
}

/** What comes of a connection in a process of its own, which is ended if it does not end; `known` are authorities of the computer. */
async function connectOnce(
  identity: Identity,
  imported: readonly Identity[],
  presented: readonly Identity[] = [],
  pinned: Identity | null = null,
  known: readonly Identity[] = [],
): Promise<Outcome> {
  const server = await startTlsServer(identity, { chain: presented.map(({ certificate }) => certificate) });
  servers.push(server);
  const trust = {
    authorities: imported.map(({ certificate }) => certificate),
    pinned: pinned?.certificate ?? null,
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'connect-once.ts'), JSON.stringify([server.port, { trust, legacy: false }])],
    { timeout: 20_000, killSignal: 'SIGKILL', env: { ...process.env, ...(await knownToNode(known)) } },
  );
  return JSON.parse(stdout) as Outcome;
}

async function knownToNode(known: readonly Identity[]): Promise<Readonly<Record<string, string>>> {
  if (known.length === 0) return {};
  const path = join(folder, 'known.pem');
  await writeFile(path, known.map(({ certificate }) => certificate).join(''));
  return { NODE_EXTRA_CA_CERTS: path };
}
