import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { openSocket } from '../../../../../electron/backend/directory/open-socket.ts';
import type { Target } from '../../../../../electron/backend/directory/open-socket.ts';
import { certificateFacts } from '../../../../../electron/backend/directory/tls/certificate-facts.ts';
import {
  openSecureSocket,
  secureSocket,
} from '../../../../../electron/backend/directory/tls/secure-socket.ts';
import type { TlsOptions } from '../../../../../electron/backend/directory/tls/secure-socket.ts';
import { toFailure } from '../../../../../shared/errors.ts';
import type { Failure } from '../../../../../shared/errors.ts';
import { openCertificateWorkshop, opensslMissing } from '../../../../support/certificates.ts';
import type { CertificateOptions, CertificateWorkshop, Identity } from '../../../../support/certificates.ts';
import { startPlainServer, startTlsServer } from '../../../../support/tls-server.ts';
import type { ListeningServer } from '../../../../support/tls-server.ts';

const skipped = opensslMissing !== null && process.env['CI'] !== 'true';
const names = 'DNS:localhost,IP:127.0.0.1';
const secret = 'the password of the account';
// So that no day ends between what is expected, what is made and what is said.
vi.setSystemTime(Date.now());

let workshop: CertificateWorkshop;
let root: Identity;
let stranger: Identity;
let good: Identity;
const servers: ListeningServer[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  if (skipped) return;
  workshop = await openCertificateWorkshop();
  // With RSA, as MD5 needs it.
  root = await workshop.make({ subject: '/CN=Harbor Root', key: 2048, authority: true });
  stranger = await workshop.make({ subject: '/CN=Another Root', authority: true });
  good = await workshop.make({ subject: '/CN=dc1', names, issuer: root });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => workshop?.close());

describe.skipIf(skipped)(`TLS to a server${skipped ? `: skipped, ${opensslMissing}` : ''}`, () => {
  describe('is accepted', () => {
    test('if an imported authority vouches for its certificate', async () => {
      const server = await serve(good);
      const { certificate } = await open(server);
      expect(certificate).toEqual({
        facts: factsOf(good),
        trust: 'authority',
        tls: 'TLSv1.3, TLS_AES_256_GCM_SHA384',
        weaknesses: [],
        raw: new X509Certificate(good.certificate).raw,
      });
    });

    test('by its address, if the certificate is made out for that', async () => {
      const server = await serve(good);
      expect((await open(server, {}, { host: '127.0.0.1' })).certificate.trust).toBe('authority');
    });

    test('if its certificate has only a common name', async () => {
      const server = await serve(await workshop.make({ subject: '/CN=localhost', issuer: root }));
      expect((await open(server)).certificate.facts.names).toEqual(['localhost']);
    });

    test('if it sends the authority between itself and the imported one', async () => {
      const issuing = await workshop.make({ subject: '/CN=Issuing', authority: true, issuer: root });
      const identity = await workshop.make({ names, issuer: issuing });
      const server = await serve(identity, { chain: [issuing.certificate] });
      expect((await open(server)).certificate.trust).toBe('authority');
    });

    test('if the authority that issued it was imported without the one above', async () => {
      const issuing = await workshop.make({ subject: '/CN=Issuing', authority: true, issuer: root });
      const server = await serve(await workshop.make({ names, issuer: issuing }));
      expect((await open(server, trusting(issuing))).certificate.trust).toBe('authority');
    });

    test.each<[string, CertificateOptions, readonly string[]]>([
      [
        'a short key',
        { key: 1024 },
        ['Its RSA key of 1024 bits is too short; 2048 bits are the least that is secure today.'],
      ],
      [
        'a weak hash',
        { key: 2048, hash: 'sha1' },
        ['It is signed with SHA-1, for which forgeries are known; SHA-256 is usual today.'],
      ],
    ])('with %s, and says so', async (_case, options, weaknesses) => {
      const server = await serve(await leaf(options));
      expect((await open(server)).certificate).toMatchObject({ trust: 'authority', weaknesses });
    });

    test('and then carries what is said both ways', async () => {
      const server = await serve(good);
      const { socket } = await open(server);
      socket.end(secret);
      await once(socket, 'close');
      expect(server.received()).toBe(secret);
    });
  });

  describe('with its certificate pinned is accepted', () => {
    test.each<[string, CertificateOptions, readonly string[]]>([
      ['without any authority', {}, []],
      ['under another name', { names: 'DNS:dc9.harbor.example' }, []],
      ['after its validity', { days: [-30, -2] }, [`Its validity ended on ${day(-2)}.`]],
      ['before its validity', { days: [2, 30] }, [`Its validity does not begin before ${day(2)}.`]],
      [
        'with a short key and SHA-1',
        { key: 1024, hash: 'sha1' },
        [
          'Its RSA key of 1024 bits is too short; 2048 bits are the least that is secure today.',
          'It is signed with SHA-1, for which forgeries are known; SHA-256 is usual today.',
        ],
      ],
      [
        'with MD5',
        { key: 2048, hash: 'md5' },
        ['It is signed with MD5, for which forgeries are known; SHA-256 is usual today.'],
      ],
    ])('%s', async (_case, options, weaknesses) => {
      const identity = await leaf(options);
      const server = await serve(identity);
      expect((await open(server, pinning(identity))).certificate).toMatchObject({ trust: 'pin', weaknesses });
    });

    test('if it is self-signed', async () => {
      const identity = await workshop.make({ names });
      const server = await serve(identity);
      const { certificate } = await open(server, pinning(identity));
      expect(certificate).toMatchObject({ trust: 'pin', facts: factsOf(identity) });
    });
  });

  describe('is refused before anything is sent', () => {
    test.each<[string, CertificateOptions | 'self-signed', string]>([
      ['if nobody knows its authority', {}, 'this computer does not know the authority that issued it'],
      ['if it is self-signed', 'self-signed', 'it is self-signed: nobody vouches for it but itself'],
    ])('%s', async (_case, options, reason) => {
      const identity = options === 'self-signed' ? await workshop.make({ names }) : await leaf(options);
      const server = await serve(identity);
      const failure = await refusalOf(server, trusting(stranger));
      expect(failure).toMatchObject({
        code: 'certificate-untrusted',
        certificate: {
          host: 'localhost',
          port: server.port,
          reason,
          presented: factsOf(identity),
          pinned: null,
        },
      });
    });

    test.each<[string, CertificateOptions, string]>([
      [
        'if it is made out for somebody else',
        { names: 'DNS:dc1.harbor.example,DNS:dc1,IP:192.0.2.1' },
        'it is not made out for localhost but for dc1.harbor.example, dc1, 192.0.2.1',
      ],
      [
        'if its common name does not count beside its names',
        { subject: '/CN=localhost', names: 'DNS:dc1' },
        'it is not made out for localhost but for dc1',
      ],
      [
        'after its validity',
        { days: [-30, -2] },
        `its validity ended on ${day(-2)}, while the clock of this computer says ${day(0)}`,
      ],
      [
        'before its validity',
        { days: [2, 30] },
        `its validity does not begin before ${day(2)}, while the clock of this computer says ${day(0)}`,
      ],
      [
        'if an authority vouches for it with MD5',
        { key: 2048, hash: 'md5' },
        'the signature that vouches for it (md5WithRSAEncryption) is of a kind that can be forged',
      ],
    ])('%s', async (_case, options, reason) => {
      const identity = await leaf({ subject: '/CN=dc', ...options });
      const server = await serve(identity);
      expect(await refusalOf(server)).toMatchObject({
        code: 'certificate-untrusted',
        certificate: { reason, presented: factsOf(identity), pinned: null },
      });
    });

    test('if an authority of its chain is vouched for with MD5', async () => {
      const issuing = await workshop.make({
        subject: '/CN=I',
        hash: 'md5',
        authority: true,
        issuer: root,
      });
      const identity = await workshop.make({ names, issuer: issuing });
      const server = await serve(identity, { chain: [issuing.certificate] });
      expect(await refusalOf(server)).toMatchObject({
        code: 'certificate-untrusted',
        certificate: {
          host: 'localhost',
          port: server.port,
          reason:
            'the signature that vouches for its authority CN=I (md5WithRSAEncryption) is of a kind that can be forged',
          presented: factsOf(identity),
          pinned: null,
        },
      });
    });

    // TLS 1.3 is beyond a key this short, and a short curve is agreed on by no version.
    test.each([512, 1000])('if its RSA key has only %d bits, unless it is pinned', async (bits) => {
      const identity = await leaf({ key: bits });
      const server = await serve(identity, { maxVersion: 'TLSv1.2' });
      const facts = factsOf(identity);
      expect(await refusalOf(server)).toMatchObject({
        code: 'certificate-untrusted',
        message: expect.stringContaining('trust this certificate for this host'),
        detail: expect.stringContaining(facts.sha256),
        certificate: {
          host: 'localhost',
          port: server.port,
          reason: `its RSA key (${bits} bits) is too weak to prove anything`,
          presented: facts,
          pinned: null,
        },
      });
      expect((await open(server, pinning(identity))).certificate).toMatchObject({
        trust: 'pin',
        facts,
        weaknesses: [
          `Its RSA key of ${bits} bits is too short; 2048 bits are the least that is secure today.`,
        ],
      });
    });

    test('if it is self-signed with a key that can be broken and was imported as an authority', async () => {
      const identity = await workshop.make({ names, key: 512 });
      const server = await serve(identity, { maxVersion: 'TLSv1.2' });
      expect((await refusalOf(server, trusting(identity))).certificate).toMatchObject({
        reason: 'its RSA key (512 bits) is too weak to prove anything',
        presented: factsOf(identity),
      });
    });

    test('if it is made out for nobody', async () => {
      const identity = await workshop.make({ subject: '/O=Harbor', issuer: root });
      const server = await serve(identity);
      expect((await refusalOf(server)).certificate).toMatchObject({
        reason: 'it is not made out for localhost but for nobody',
        presented: factsOf(identity),
      });
    });

    test('if somebody vouches for it who is no authority', async () => {
      const identity = await workshop.make({ names, issuer: good });
      const server = await serve(identity, { chain: [good.certificate] });
      expect((await refusalOf(server)).code).toBe('certificate-untrusted');
    });

    test.each([false, true])(
      'if another certificate is pinned for it, and an authority vouches for the new one: %s',
      async (vouchedFor) => {
        const pinned = await workshop.make({ names });
        const server = await serve(good);
        const trust = { authorities: vouchedFor ? [root.certificate] : [], pinned: pinned.certificate };
        const failure = await refusalOf(server, { trust });
        expect(failure).toMatchObject({
          code: 'certificate-changed',
          certificate: {
            host: 'localhost',
            port: server.port,
            reason: 'another certificate is trusted for this host',
            presented: factsOf(good),
            pinned: factsOf(pinned),
          },
        });
        expect(failure.detail).toContain(factsOf(good).sha256);
        expect(failure.detail).toContain(factsOf(pinned).sha256);
      },
    );

    test('and the refusal tells what to compare and what to do', async () => {
      const identity = await leaf({ subject: '/O=Harbor/CN=dc1', key: 1024 });
      const server = await serve(identity);
      const { validFrom, validTo, sha256, sha1 } = factsOf(identity);
      expect(await refusalOf(server, trusting(stranger))).toMatchObject({
        message: `Nothing was sent to localhost:${server.port}: its certificate is not trusted, because this computer does not know the authority that issued it. Compare its SHA-256 fingerprint with the one on the domain controller and trust this certificate for this host, or import the certificate of its authority (PEM, DER or P7B).`,
        detail: [
          'Subject: O=Harbor, CN=dc1',
          'Issuer: CN=Harbor Root',
          'Names: localhost, 127.0.0.1',
          `Valid: ${validFrom} to ${validTo}`,
          'Key: RSA 1024 bits, signed with sha256WithRSAEncryption',
          `SHA-256 fingerprint: ${sha256}`,
          `SHA-1 fingerprint: ${sha1}`,
          'Weakness: Its RSA key of 1024 bits is too short; 2048 bits are the least that is secure today.',
        ].join('\n'),
      });
    });

    test('if a stored certificate cannot be read', async () => {
      const server = await serve(good);
      const trust = { authorities: ['no certificate'], pinned: null };
      expect((await refusalOf(server, { trust })).code).toBe('authority-unreadable');
    });
  });

  describe('of an old version', () => {
    const tls10 = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'AES128-SHA:@SECLEVEL=0' } as const;
    const old: CertificateOptions = { key: 1024, hash: 'sha1' };

    test('is refused unless it was chosen, and the choice is named', async () => {
      const server = await serve(await leaf({ key: 2048 }), tls10);
      expect(await refusalOf(server)).toMatchObject({
        code: 'tls-failed',
        message: expect.stringMatching(/speaks only versions of TLS older than 1\.2.*"Accept TLS 1\.0"/),
      });
    });

    test('is accepted by choice, with all that is weak about it', async () => {
      const server = await serve(await leaf(old), tls10);
      expect((await open(server, { legacy: true })).certificate).toMatchObject({
        trust: 'authority',
        tls: 'TLSv1, TLS_RSA_WITH_AES_128_CBC_SHA',
        weaknesses: [
          'Its RSA key of 1024 bits is too short; 2048 bits are the least that is secure today.',
          'It is signed with SHA-1, for which forgeries are known; SHA-256 is usual today.',
          'The connection uses TLS 1.0, which is withdrawn as insecure (RFC 8996).',
        ],
      });
    });

    test('TLS 1.1 is accepted by the same choice', async () => {
      const server = await serve(await leaf(old), { ...tls10, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' });
      expect((await open(server, { legacy: true })).certificate.weaknesses).toContain(
        'The connection uses TLS 1.1, which is withdrawn as insecure (RFC 8996).',
      );
    });

    test('may be accepted and yet not be used', async () => {
      const server = await serve(good);
      expect((await open(server, { legacy: true })).certificate).toMatchObject({
        tls: 'TLSv1.3, TLS_AES_256_GCM_SHA384',
        weaknesses: [
          'TLS 1.0 was accepted, so that an attacker could have forced weak encryption; the connection uses TLS 1.3.',
        ],
      });
    });

    test('checks certificates no less', async () => {
      const server = await serve(await leaf(old), tls10);
      expect((await refusalOf(server, { ...trusting(stranger), legacy: true })).code).toBe(
        'certificate-untrusted',
      );
    });

    test('without a cipher in common is refused either way', async () => {
      const server = await serve(good, {
        minVersion: 'TLSv1.2',
        maxVersion: 'TLSv1.2',
        ciphers: 'PSK:@SECLEVEL=0',
      });
      expect((await refusalOf(server)).message).toContain('"Accept TLS 1.0"');
      expect((await refusalOf(server, { legacy: true })).message).not.toContain('Accept TLS 1.0');
    });
  });

  describe('over a connection that exists already', () => {
    test('is encrypted on it', async () => {
      const server = await serve(good);
      const plain = await openSocket(target(server));
      plain.pause();
      const { socket, certificate } = await keep(secureSocket(plain, target(server), trusting(root)));
      expect(certificate.trust).toBe('authority');
      socket.end(secret);
      await once(socket, 'close');
      expect([server.received(), server.connections(), plain.destroyed]).toEqual([secret, 1, true]);
    });

    test('after words in clear', async () => {
      const server = await startPlainServer((socket) => socket.write('go ahead'));
      servers.push(server);
      const plain = await openSocket(target(server));
      const [words] = (await once(plain, 'data')) as [Buffer];
      plain.pause();
      expect(words.toString()).toBe('go ahead');
      const controller = new AbortController();
      const secured = secureSocket(plain, target(server, { signal: controller.signal }), trusting(root));
      controller.abort();
      expect((await failureOf(secured)).code).toBe('cancelled');
      await server.allClosed();
    });

    test('takes words in clear that came too early for no part of TLS', async () => {
      const server = await startPlainServer((socket) => socket.write('injected, not encrypted'));
      servers.push(server);
      const plain = await openSocket(target(server));
      await once(plain, 'readable');
      expect((await failureOf(secureSocket(plain, target(server), trusting(root)))).code).toBe('tls-failed');
      await server.allClosed();
    });

    test('is refused if that is closed', async () => {
      const server = await serve(good);
      const plain = await openSocket(target(server));
      plain.destroy();
      expect((await failureOf(secureSocket(plain, target(server), trusting(root)))).code).toBe(
        'connection-lost',
      );
    });

    test('is refused if that is destroyed while TLS begins', async () => {
      const server = await startPlainServer((socket) => socket.once('data', () => plain.destroy()));
      servers.push(server);
      const plain = await openSocket(target(server));
      expect((await failureOf(secureSocket(plain, target(server), trusting(root)))).code).toBe('tls-failed');
      await server.allClosed();
    });

    test('is refused if the other side closes it', async () => {
      const server = await startPlainServer((socket) => socket.end());
      servers.push(server);
      const plain = await openSocket(target(server));
      plain.pause();
      expect((await failureOf(secureSocket(plain, target(server), trusting(root)))).code).toBe('tls-failed');
      expect(plain.destroyed).toBe(true);
    });
  });

  describe('to something that is no TLS server', () => {
    test.each<[string, (socket: Socket) => void, string, number]>([
      ['that keeps silent', () => undefined, 'connection-timeout', 200],
      ['that closes at once', (socket) => socket.end(), 'tls-failed', 10_000],
      ['that resets at once', (socket) => socket.resetAndDestroy(), 'tls-failed', 10_000],
      [
        'that closes after the greeting',
        (socket) => socket.once('data', () => socket.end()),
        'tls-failed',
        10_000,
      ],
      [
        'that resets after the greeting',
        (socket) => socket.once('data', () => socket.resetAndDestroy()),
        'tls-failed',
        10_000,
      ],
      [
        'that speaks clear text',
        (socket) => socket.write('220 mail.example ESMTP\r\n'),
        'tls-failed',
        10_000,
      ],
      [
        'that speaks LDAP',
        (socket) => socket.write(Buffer.from('300c02010161070a010204000400', 'hex')),
        'tls-failed',
        10_000,
      ],
      [
        'that keeps silent in the middle of an answer',
        (socket) => socket.write(Buffer.from('160303007a02', 'hex')),
        'connection-timeout',
        200,
      ],
    ])('%s', async (_case, behave, code, connectTimeout) => {
      const server = await startPlainServer(behave);
      servers.push(server);
      const failure = await failureOf(openSecureSocket(target(server, { connectTimeout }), trusting(root)));
      expect(failure.code).toBe(code);
      await server.allClosed();
    });

    test('that is cancelled while TLS begins', async () => {
      const controller = new AbortController();
      const server = await startPlainServer((socket) => socket.once('data', () => controller.abort()));
      servers.push(server);
      const opening = openSecureSocket(target(server, { signal: controller.signal }), trusting(root));
      expect((await failureOf(opening)).code).toBe('cancelled');
      await server.allClosed();
    });
  });
});

function leaf(options: CertificateOptions): Promise<Identity> {
  return workshop.make({ names, issuer: root, ...options });
}

function day(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function factsOf({ certificate }: Identity) {
  return certificateFacts(new X509Certificate(certificate));
}

function trusting({ certificate }: Identity): TlsOptions {
  return { trust: { authorities: [certificate], pinned: null }, legacy: false };
}

function pinning({ certificate }: Identity): TlsOptions {
  return { trust: { authorities: [], pinned: certificate }, legacy: false };
}

async function serve(...server: Parameters<typeof startTlsServer>): Promise<ListeningServer> {
  const started = await startTlsServer(...server);
  servers.push(started);
  return started;
}

function target({ port }: ListeningServer, changes: Partial<Target> = {}): Target {
  const { host = 'localhost' } = changes;
  const { signal } = new AbortController();
  return { host, port, server: `${host}:${port}`, signal, connectTimeout: 10_000, ...changes };
}

function open(server: ListeningServer, options: Partial<TlsOptions> = {}, changes: Partial<Target> = {}) {
  return keep(openSecureSocket(target(server, changes), { ...trusting(root), ...options }));
}

async function keep<S extends { readonly socket: Socket }>(opening: Promise<S>): Promise<S> {
  const opened = await opening;
  sockets.push(opened.socket);
  return opened;
}

/** The failure of a connection that is refused: nothing was said on it, and it is closed. */
async function refusalOf(server: ListeningServer, options: Partial<TlsOptions> = {}): Promise<Failure> {
  const opening = openSecureSocket(target(server), { ...trusting(root), ...options });
  // What a caller would say as soon as it may.
  const failure = await failureOf(opening.then(({ socket }) => socket.end(secret)));
  await server.allClosed();
  expect(server.received()).toBe('');
  return failure;
}

function failureOf(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => toFailure(error),
  );
}
