import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openExchange } from '../../../../electron/backend/directory/domain-controller.ts';
import type { DomainControllerOptions } from '../../../../electron/backend/directory/domain-controller.ts';
import { windowsLevel } from '../../../../electron/backend/directory/root-dse.ts';
import { servePractice, startPracticeServer } from '../../../../electron/backend/practice/practice-server.ts';
import type { PracticeServer } from '../../../../electron/backend/practice/practice-server.ts';
import type { RawEntry } from '../../../../shared/directory/entry.ts';
import { toFailure } from '../../../../shared/errors.ts';
import type { Failure } from '../../../../shared/errors.ts';
import { collect } from '../../../support/collect.ts';
import { connectionOptions } from '../../../support/connection-options.ts';

const organization = fileURLToPath(new URL('../../../../build/practice-organization.ldif', import.meta.url));
const container = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=harbor,DC=example';
const signal = new AbortController().signal;

let practice: PracticeServer;
beforeAll(async () => {
  practice = await startPracticeServer(organization);
});
afterAll(() => practice.close());

describe('The practice domain controller as a source', () => {
  test('describes itself as practice', async () => {
    const source = await open();
    expect(source.description).toEqual({
      kind: 'practice',
      host: '127.0.0.1',
      port: practice.port,
      channel: 'practice',
      account: 'HARBOR\\practice',
      signIn: 'simple',
      dnsHostName: 'practice-dc.harbor.example',
      site: 'Default-First-Site-Name',
      windowsLevel: 'Windows Server 2003',
      clockDifferenceMilliseconds: expect.any(Number),
      certificateFingerprint: null,
      certificateTrust: null,
      tls: null,
      weaknesses: [],
      ldapsPassedOver: null,
      clearTextConsent: false,
    });
    expect(source.exchangeContainer).toBe(container);
    await source.close();
    await source.close();
  });

  test('is read in pages of 1000 to the end', async () => {
    const large = await servePractice(largeOrganization(2_234));
    const source = await open({ port: large.port, password: large.password });
    const request = {
      base: container,
      scope: 'sub',
      filter: '(objectClass=*)',
      attributes: ['objectClass'],
    } as const;
    const sizes: number[] = [];
    for await (const { entries } of source.search(request, signal)) sizes.push(entries.length);
    expect(sizes).toEqual([1000, 1000, 234]);
    await source.close();
    await large.close();
  });

  test('delivers the result of a search that finds no place to begin', async () => {
    const source = await open();
    const request = {
      base: `CN=Nowhere,${container}`,
      scope: 'sub',
      filter: '(objectClass=*)',
      attributes: ['cn'],
    } as const;
    expect(await collect(source.search(request, signal))).toEqual([
      {
        entries: [],
        references: [],
        resultCode: 32,
        diagnostic: `0000208D: NameErr: DSID-031001CD, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${container}'\n`,
        droppedPasswords: [],
        cutValues: [],
      },
    ]);
    await source.close();
  });

  test('refuses a wrong password, in plain words', async () => {
    expect(await failureOf(open({ password: 'wrong' }))).toEqual({
      code: 'sign-in-failed',
      message: `127.0.0.1:${practice.port} did not sign the account in. The name or the password is wrong. Write the name as DOMAIN\\name or name@domain, and check the password before you try again: repeated attempts can lock the account.`,
      detail:
        'LDAP result 49: 80090308: LdapErr: DSID-0C090334, comment: AcceptSecurityContext error, data 52e, vece',
    });
  });

  test('without Exchange in it is no source', async () => {
    const empty = await servePractice([]);
    expect(await failureOf(open({ port: empty.port, password: empty.password }))).toMatchObject({
      code: 'exchange-not-found',
      detail: `Not found: ${container}`,
    });
    await empty.close();
  });
});

describe('What must not even begin', () => {
  test.each<[string, Partial<DomainControllerOptions>, string]>([
    ['a global catalog port', { channel: 'ldaps', port: 3268 }, 'global-catalog-port'],
    ['the encrypted global catalog port', { channel: 'ldaps', port: 3269 }, 'global-catalog-port'],
    ['an empty password', { password: '' }, 'password-empty'],
    ['an empty account', { account: ' ' }, 'bad-request'],
    ['an address of the web', { channel: 'ldaps', host: 'https://dc1' }, 'host-invalid'],
    ['practice on another computer', { host: '192.0.2.1' }, 'host-invalid'],
    ['practice without a port', { port: null }, 'host-invalid'],
    ['something already cancelled', { signal: AbortSignal.abort() }, 'cancelled'],
  ])('%s', async (_case, options, code) => {
    let connections = 0;
    const { server, port } = await listen(() => (connections += 1));
    expect((await failureOf(open({ port, ...options }))).code).toBe(code);
    expect(connections).toBe(0);
    server.close();
  });
});

describe('LDAPS to something that is no LDAPS server', () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ['it keeps silent', () => undefined, 'connection-timeout'],
    ['it closes', (socket) => socket.destroy(), 'tls-failed'],
    ['it speaks clear text', (socket) => socket.write('220 mail.example ESMTP\r\n'), 'tls-failed'],
  ])('%s', async (_case, behave, code) => {
    const received: Buffer[] = [];
    const { server, port } = await listen((socket) => {
      socket.on('data', (chunk: Buffer) => received.push(chunk));
      socket.on('error', () => socket.destroy());
      behave(socket);
    });
    const connect = code === 'connection-timeout' ? 300 : 10_000;
    const failure = await failureOf(
      open({ port, channel: 'ldaps', password: 'secret', limits: { connect, answer: 1_000 } }),
    );
    expect(failure.code).toBe(code);
    expect(Buffer.concat(received).includes('secret')).toBe(false);
    server.close();
  });

  test('nothing listens', async () => {
    const { server, port } = await listen(() => undefined);
    server.close();
    await once(server, 'close');
    expect((await failureOf(open({ port, channel: 'ldaps' }))).code).toBe('connection-refused');
  });

  test('it is cancelled while TLS begins', async () => {
    const controller = new AbortController();
    const { server, port } = await listen((socket) => {
      socket.on('error', () => socket.destroy());
      controller.abort();
    });
    expect((await failureOf(open({ port, channel: 'ldaps', signal: controller.signal }))).code).toBe(
      'cancelled',
    );
    server.close();
  });
});

test.each([
  ['0', 'Windows 2000 Server'],
  ['2', 'Windows Server 2003'],
  ['3', 'Windows Server 2008'],
  ['4', 'Windows Server 2008 R2'],
  ['5', 'Windows Server 2012'],
  ['6', 'Windows Server 2012 R2'],
  ['7', 'Windows Server 2016, 2019 or 2022'],
  ['10', 'Windows Server 2025'],
  ['11', 'unknown Windows edition (functional level 11)'],
  [undefined, 'Windows 2000 Server or unknown'],
])('Functional level %s is %s', (functionality, name) => {
  expect(windowsLevel(functionality)).toBe(name);
});

function open(options: Partial<DomainControllerOptions> = {}) {
  const { port, account, password } = practice;
  return openExchange(connectionOptions({ port, account, password, ...options }));
}

async function listen(
  onConnection: (socket: Socket) => void,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(onConnection).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

function* largeOrganization(count: number): Generator<RawEntry> {
  const attributes = new Map([['objectClass', [Buffer.from('top')]]]);
  yield { distinguishedName: container, attributes };
  for (let number = 1; number < count; number += 1)
    yield { distinguishedName: `CN=${number},${container}`, attributes };
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => toFailure(error),
  );
}
