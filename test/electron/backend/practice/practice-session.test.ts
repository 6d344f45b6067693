import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

import { BindRequest, PresenceFilter, SearchRequest, UnbindRequest } from 'ldapts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { decodeResponse } from '../../../../electron/backend/directory/ldap-response.ts';
import type { LdapResponse } from '../../../../electron/backend/directory/ldap-response.ts';
import { MemoryDirectory } from '../../../../electron/backend/directory/memory-directory.ts';
import { MessageFrames } from '../../../../electron/backend/directory/message-frames.ts';
import { PracticeSession } from '../../../../electron/backend/practice/practice-session.ts';

const mebibyte = 1024 * 1024;
/** A mebibyte in all. */
const entries = Array.from({ length: 1_000 }, (_, number) => ({
  distinguishedName: number === 0 ? 'DC=x' : `CN=${number},DC=x`,
  attributes: new Map([['objectClass', [Buffer.from('top'), Buffer.alloc(1_000)]]]),
}));
/** More than the length of a message can say. */
const tooLarge = {
  distinguishedName: 'CN=Large',
  attributes: new Map([['objectClass', [Buffer.alloc(17 * mebibyte)]]]),
};
const credentials = { accounts: ['practice'], password: 'x' };
const requests = 40;

let server: Server;
/** The server's ends of the connections, in order. */
const served: Socket[] = [];
const clients: Socket[] = [];

beforeEach(async () => {
  const directory = new MemoryDirectory([...entries, tooLarge]);
  server = createServer((socket) => {
    served.push(socket);
    new PracticeSession(socket, directory, credentials).start();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of [...clients.splice(0), ...served.splice(0)]) socket.destroy();
  server.close();
});

describe('A connection of the practice domain controller', () => {
  test('that floods it gets no more answers than it takes, and in the end all of them in order', async () => {
    const flood = await open();
    flood.pause();
    const searches = Array.from({ length: requests }, (_, at) => search('DC=x', 'sub', at + 2));
    await send(flood, [bind(), ...searches]);
    await resultsOf(await greet(), 2); // by now the flood has been read, and another connection had its turn
    expect(served[0]?.writableLength).toBeLessThan(3 * mebibyte);
    const ended = (await resultsOf(flood, requests + 1)).map(({ messageId }) => messageId);
    expect(ended).toEqual(Array.from({ length: requests + 1 }, (_, at) => at + 1));
  });

  test('ends with an object that cannot be sent, and only that connection', async () => {
    const client = await open();
    await send(client, [bind(), search('CN=Large', 'base', 2)]);
    expect((await resultsOf(client, 2))[1]).toMatchObject({ messageId: 0, result: { resultCode: 80 } });
    expect(await resultsOf(await greet(), 2)).toMatchObject([{ messageId: 1 }, { messageId: 2 }]);
  });

  test('is closed when it says goodbye, however much it sends afterwards', async () => {
    const client = await open();
    const goodbye = new UnbindRequest({ messageId: 2 }).write();
    client.resume();
    const closed = Promise.all([once(client, 'close'), once(await firstServed(), 'close')]);
    client.end(Buffer.concat([bind(), goodbye, ...Array.from({ length: 5_000 }, () => bind())]));
    await closed;
    expect(served.map(({ destroyed }) => destroyed)).toEqual([true]);
  });
});

async function open(): Promise<Socket> {
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  clients.push(client);
  client.on('error', () => client.destroy());
  await once(client, 'connect');
  return client;
}

async function firstServed(): Promise<Socket> {
  if (served.length === 0) await once(server, 'connection');
  const [socket] = served;
  if (socket === undefined) throw new Error('Nobody is connected.');
  return socket;
}

/** Another connection, which signs in and asks for one object. */
async function greet(): Promise<Socket> {
  const client = await open();
  await send(client, [bind(), search('DC=x', 'base', 2)]);
  return client;
}

async function send(client: Socket, messages: readonly Buffer[]): Promise<void> {
  await new Promise<void>((resolve) => client.write(Buffer.concat(messages), () => resolve()));
}

function bind(): Buffer {
  return new BindRequest({ messageId: 1, dn: 'practice', password: 'x' }).write();
}

function search(baseDN: string, scope: 'base' | 'sub', messageId: number): Buffer {
  const filter = new PresenceFilter({ attribute: 'objectClass' });
  return new SearchRequest({ messageId, baseDN, scope, filter }).write();
}

/** The first results that come. */
async function resultsOf(client: Socket, count: number): Promise<readonly LdapResponse[]> {
  const frames = new MessageFrames(mebibyte);
  const results: LdapResponse[] = [];
  for await (const chunk of client.iterator({ destroyOnReturn: false })) {
    const responses = [...frames.push(chunk as Buffer)].map(decodeResponse);
    results.push(...responses.filter(({ kind }) => kind === 'result'));
    if (results.length >= count) return results;
  }
  throw new Error('The connection ended too early.');
}
