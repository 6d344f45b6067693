import { once } from 'node:events';

import { afterEach, expect, test } from 'vitest';

import { openSocket } from '../../../../electron/backend/directory/open-socket.ts';
import type { Target } from '../../../../electron/backend/directory/open-socket.ts';
import { toFailure } from '../../../../shared/errors.ts';
import { startPlainServer } from '../../../support/tls-server.ts';
import type { ListeningServer } from '../../../support/tls-server.ts';

const servers: ListeningServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

test('A host is found by the look-up of the target', async () => {
  const server = await serve();
  const asked: string[] = [];
  const lookup: Target['lookup'] = (host, _options, done) => {
    asked.push(host);
    done(null, [{ address: '127.0.0.1', family: 4 }]);
  };
  const socket = await openSocket(target(server.port, { host: 'dc1.harbor.example', lookup }));
  socket.end('found');
  await once(socket, 'close');
  expect([asked, server.received()]).toEqual([['dc1.harbor.example'], 'found']);
});

test('A look-up that fails is explained', async () => {
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND dc9'), { code: 'ENOTFOUND' });
  const lookup: Target['lookup'] = (_host, _options, done) => done(error, []);
  expect(await failureOf(target(389, { host: 'dc9', lookup }))).toMatchObject({
    code: 'host-unknown',
    detail: 'getaddrinfo ENOTFOUND dc9',
  });
});

test.each([
  ['does not end', 'connection-timeout'],
  ['is cancelled', 'cancelled'],
])('A look-up that %s holds nobody up', async (how, code) => {
  const controller = new AbortController();
  const lookup = () => {
    if (how === 'is cancelled') controller.abort();
  };
  const { signal } = controller;
  expect((await failureOf(target(389, { host: 'dc1', lookup, signal, connectTimeout: 100 }))).code).toBe(
    code,
  );
});

test('What is cancelled before it begins does not connect', async () => {
  const server = await serve();
  expect((await failureOf(target(server.port, { signal: AbortSignal.abort() }))).code).toBe('cancelled');
});

test('A port on which nothing listens refuses', async () => {
  const server = await serve();
  await server.close();
  servers.pop();
  expect((await failureOf(target(server.port))).code).toBe('connection-refused');
});

async function serve(): Promise<ListeningServer> {
  const server = await startPlainServer(() => undefined);
  servers.push(server);
  return server;
}

function target(port: number, changes: Partial<Target> = {}): Target {
  const { signal } = new AbortController();
  return { host: '127.0.0.1', port, server: `dc1:${port}`, signal, connectTimeout: 10_000, ...changes };
}

function failureOf(wanted: Target) {
  return openSocket(wanted).then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => toFailure(error),
  );
}
