import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

import { ProtocolOperation } from 'ldapts';
import { afterEach, describe, expect, test } from 'vitest';

import { probeDomainController } from '../../../../../electron/backend/directory/discovery/probe.ts';
import type { ProbeOptions } from '../../../../../electron/backend/directory/discovery/probe.ts';
import { servePractice } from '../../../../../electron/backend/practice/practice-server.ts';
import { resultMessage } from '../../../../../electron/backend/practice/answers.ts';
import type { ProbeReport } from '../../../../../shared/directory/discovery.ts';
import { toFailure } from '../../../../../shared/errors.ts';
import { startDnsServer } from '../../../../support/dns-server.ts';
import { entryOf, searchDone, startMisbehavingServer } from '../../../../support/misbehaving-server.ts';
import type { Asked, MisbehavingServer } from '../../../../support/misbehaving-server.ts';

const told: ProbeReport = {
  dnsHostName: 'practice-dc.harbor.example',
  domain: 'harbor.example',
  site: 'Default-First-Site-Name',
  windowsLevel: 'Windows Server 2003',
  readOnly: false,
  clockDifferenceMilliseconds: expect.any(Number),
  latencyMilliseconds: expect.any(Number),
  sealedSignIn: true,
  startTls: false,
  ldaps: false,
};

/** Nothing listens there (tcpmux), and no system gives it away by chance, as it does with those that were just closed. */
const unusedPort = 1;

let server: MisbehavingServer | null = null;
const listeners: Server[] = [];
afterEach(async () => {
  await server?.close();
  server = null;
  for (const listener of listeners.splice(0)) listener.close();
});

describe('A probe', () => {
  test('tells what a domain controller tells everybody, signs nobody in and leaves', async () => {
    server = await startMisbehavingServer(answersStartTls(52));
    const limits = { ldapsPort: unusedPort };
    expect(await probe({ port: server.port, limits })).toEqual(told);
    expect(server.log).toEqual(['connect', 'search', 'extended', 'unbind']);
  });

  test('tells that something answers on the port of LDAPS', async () => {
    server = await startMisbehavingServer(answersStartTls(52));
    const { port, hungUp } = await listen();
    expect(await probe({ port: server.port, limits: { ldapsPort: port } })).toEqual({ ...told, ldaps: true });
    await hungUp;
  });

  test('tells that StartTLS is taken, and hangs up', async () => {
    const hungUp = Promise.withResolvers<void>();
    server = await startMisbehavingServer((asked) => {
      if (asked.request.kind === 'extended') asked.socket.once('close', () => hungUp.resolve());
      return answersStartTls(0)(asked);
    });
    const limits = { ldapsPort: unusedPort };
    expect(await probe({ port: server.port, limits })).toEqual({ ...told, startTls: true });
    await hungUp.promise;
    expect(server.log).toEqual(['connect', 'search', 'extended']);
  });

  test('does not take no answer to StartTLS for one', async () => {
    server = await startMisbehavingServer(({ request }) => request.kind === 'extended');
    // Long enough for the answer to come that is one.
    const limits = { ldapsPort: unusedPort, probe: 2_000 };
    expect(await probe({ port: server.port, limits })).toEqual(told);
  });

  test('tells that there is no sign-in that encrypts', async () => {
    server = await startMisbehavingServer((asked) => {
      const { request, socket } = asked;
      if (request.kind !== 'search') return answersStartTls(52)(asked);
      const configurationNamingContext = ['CN=Configuration,DC=corp,DC=example'];
      socket.write(entryOf(request.messageId, '', { configurationNamingContext }));
      socket.write(searchDone(request.messageId, 0));
      return true;
    });
    const limits = { ldapsPort: unusedPort };
    expect(await probe({ port: server.port, limits })).toMatchObject({
      dnsHostName: '',
      sealedSignIn: false,
    });
  });

  test('of the practice domain controller works too', async () => {
    const practice = await servePractice([]);
    const limits = { ldapsPort: unusedPort };
    expect(await probe({ port: practice.port, limits })).toEqual(told);
    await practice.close();
  });

  test('finds the host by a DNS server of one’s own', async () => {
    server = await startMisbehavingServer(answersStartTls(52));
    const dns = await startDnsServer({ 'dc1.hopcheck.invalid': [{ type: 'A', address: '127.0.0.1' }] });
    const limits = { ldapsPort: unusedPort };
    const options = { host: 'dc1.hopcheck.invalid', port: server.port, dnsServer: dns.address, limits };
    expect(await probe(options)).toEqual(told);
    await dns.close();
  });
});

describe('A probe that fails', () => {
  test.each<[string, (asked: Asked) => boolean, string]>([
    ['keeps silent', () => true, 'connection-timeout'],
    [
      'says a little now and then',
      ({ request, socket }) => {
        if (request.kind !== 'search') return true;
        const timer = setInterval(() => socket.write(entryOf(request.messageId, '', {})), 10);
        socket.once('close', () => clearInterval(timer));
        return true;
      },
      'connection-timeout',
    ],
    [
      'speaks something else',
      ({ socket }) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n') || true,
      'protocol-error',
    ],
    [
      'hangs up',
      ({ socket }) => {
        socket.end();
        return true;
      },
      'connection-lost',
    ],
    [
      'is no domain controller',
      ({ request, socket }) => {
        if (request.kind !== 'search') return false;
        socket.write(entryOf(request.messageId, '', { namingContexts: ['dc=example'] }));
        socket.write(searchDone(request.messageId, 0));
        return true;
      },
      'protocol-error',
    ],
  ])('because the server %s leaves nothing open', async (_case, misbehave, code) => {
    const hungUp = Promise.withResolvers<void>();
    server = await startMisbehavingServer((asked) => {
      asked.socket.once('close', () => hungUp.resolve());
      return misbehave(asked);
    });
    const limits = { ldapsPort: unusedPort, probe: code === 'connection-timeout' ? 200 : 10_000 };
    expect(await failureOf(probe({ port: server.port, limits }))).toMatchObject({
      code,
      message: expect.stringContaining(`127.0.0.1:${server.port}`),
    });
    await hungUp.promise;
  });

  test('says how long it waited', async () => {
    server = await startMisbehavingServer(() => true);
    expect(await failureOf(probe({ port: server.port, limits: { probe: 200 } }))).toEqual({
      code: 'connection-timeout',
      message: `127.0.0.1:${server.port} has not answered for 0.2 seconds. Try again later, or choose another domain controller.`,
    });
  });

  test('because it was cancelled leaves nothing open', async () => {
    const controller = new AbortController();
    const hungUp = Promise.withResolvers<void>();
    server = await startMisbehavingServer(({ socket }) => {
      socket.once('close', () => hungUp.resolve());
      controller.abort();
      return true;
    });
    const attempt = probe({ port: server.port, signal: controller.signal });
    expect(await failureOf(attempt)).toEqual({ code: 'cancelled', message: 'Cancelled.' });
    await hungUp.promise;
    expect(await failureOf(probe({ port: server.port, signal: controller.signal }))).toMatchObject({
      code: 'cancelled',
    });
  });

  test.each([
    ['the port of a global catalog', { port: 3268 }, 'global-catalog-port'],
    ['the port of an encrypted global catalog', { port: 3269 }, 'global-catalog-port'],
    ['what is no host', { host: 'ldap://dc1' }, 'host-invalid'],
    ['what is no DNS server', { dnsServer: 'dns' }, 'host-invalid'],
  ])('begins with %s', async (_case, options, code) => {
    expect(await failureOf(probe(options))).toMatchObject({ code });
  });

  test('because nothing listens says so', async () => {
    expect(await failureOf(probe({ port: unusedPort }))).toMatchObject({
      code: 'connection-refused',
      message: expect.stringContaining(`127.0.0.1:${unusedPort} refuses connections on this port`),
    });
  });

  test('because the DNS server does not know the host says so', async () => {
    const dns = await startDnsServer({});
    const attempt = probe({ host: 'dc1.hopcheck.invalid', port: null, dnsServer: dns.address });
    expect(await failureOf(attempt)).toMatchObject({
      code: 'host-unknown',
      message: expect.stringContaining(`The DNS server ${dns.address} does not know dc1.hopcheck.invalid.`),
    });
    await dns.close();
  });
});

function probe(options: Partial<ProbeOptions>): Promise<ProbeReport> {
  const signal = new AbortController().signal;
  return probeDomainController({ host: '127.0.0.1', port: null, dnsServer: null, signal, ...options });
}

function failureOf(attempt: Promise<unknown>) {
  return attempt.then(() => null, toFailure);
}

function answersStartTls(resultCode: number) {
  return ({ request, socket }: Asked): boolean => {
    if (request.kind !== 'extended') return false;
    const answer = { resultCode, diagnostic: '' };
    socket.write(resultMessage(request.messageId, ProtocolOperation.LDAP_RES_EXTENSION, answer));
    return true;
  };
}

/** A server that takes connections and says nothing; `hungUp` comes when the first one has ended. */
async function listen(): Promise<{ readonly port: number; readonly hungUp: Promise<void> }> {
  const hungUp = Promise.withResolvers<void>();
  const listener = createServer((socket) => socket.resume().once('close', () => hungUp.resolve()));
  listeners.push(listener);
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return { port: (listener.address() as AddressInfo).port, hungUp: hungUp.promise };
}
