import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import { ProtocolOperation } from 'ldapts';

import { MessageFrames } from '../../electron/backend/directory/message-frames.ts';
import { entryMessage, resultMessage, success } from '../../electron/backend/practice/answers.ts';
import { decodeRequest } from '../../electron/backend/practice/request.ts';
import type { LdapRequest } from '../../electron/backend/practice/request.ts';
import { rootDse } from '../../electron/backend/practice/root-dse.ts';

export interface MisbehavingServer {
  readonly port: number;
  /** What was asked, over all connections: `connect`, `bind`, `search`, ... */
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** A request to be answered, or misanswered, by a test. */
export interface Asked {
  readonly request: LdapRequest;
  /** The request as it came. */
  readonly raw: Buffer;
  readonly socket: Socket;
  /** How many searches below the rootDSE came before this one on all connections; the first is the look for Exchange. */
  readonly searches: number;
}

/**
 * An LDAP server on 127.0.0.1 that behaves well, as far as a domain controller with an Exchange container and nothing else would,
 * until `misbehave` takes a request over by returning true.
 */
export async function startMisbehavingServer(
  misbehave: (asked: Asked) => boolean,
): Promise<MisbehavingServer> {
  const sockets = new Set<Socket>();
  const log: string[] = [];
  let searches = 0;
  const server = createServer((socket) => {
    const frames = new MessageFrames(1024 * 1024);
    sockets.add(socket);
    log.push('connect');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      for (const message of frames.push(chunk)) {
        const request = decodeRequest(message);
        log.push(request.kind);
        if (!misbehave({ request, raw: message, socket, searches })) behave(request, socket);
        if (request.kind === 'search' && request.search.base !== '') searches += 1;
      }
    });
  });
  server.listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    log,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** An entry as it goes over the wire. */
export function entryOf(
  messageId: number,
  name: string,
  attributes: Readonly<Record<string, readonly string[]>>,
): Buffer {
  const octets = (values: readonly string[]) => values.map((value) => Buffer.from(value));
  const entries = Object.entries(attributes).map(([key, values]) => [key, octets(values)] as const);
  return entryMessage(messageId, { distinguishedName: name, attributes: new Map(entries) }, false);
}

/** The end of a search; `cookie` makes it one page of several. */
export function searchDone(messageId: number, resultCode: number, diagnostic = '', cookie = ''): Buffer {
  return resultMessage(
    messageId,
    ProtocolOperation.LDAP_RES_SEARCH,
    { resultCode, diagnostic },
    Buffer.from(cookie),
  );
}

function behave(request: LdapRequest, socket: Socket): void {
  if (request.kind === 'bind')
    socket.write(resultMessage(request.messageId, ProtocolOperation.LDAP_RES_BIND, success));
  if (request.kind === 'unbind') socket.end();
  if (request.kind !== 'search') return;
  const { messageId, search } = request;
  socket.write(
    search.base === ''
      ? entryMessage(messageId, rootDse(new Date()), false)
      : entryOf(messageId, search.base, { objectClass: ['top', 'container'] }),
  );
  socket.write(searchDone(messageId, 0));
}
