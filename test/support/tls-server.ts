import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import * as tls from 'node:tls';

import type { Identity } from './certificates.ts';

export interface ListeningServer {
  readonly port: number;
  /** How many connections came. */
  readonly connections: () => number;
  /** All that came inside of TLS, or without TLS everything. */
  readonly received: () => string;
  /** Settles when every connection was closed. */
  readonly allClosed: () => Promise<void>;
  close(): Promise<void>;
}

/** A TLS server on 127.0.0.1 that presents a certificate and records what it is told; `chain` goes along with it. */
export function startTlsServer(
  { certificate, key }: Identity,
  { chain = [], ...options }: tls.TlsOptions & { readonly chain?: readonly string[] } = {},
): Promise<ListeningServer> {
  const record: Buffer[] = [];
  // Security level 0, as the server of a test may be as weak as it likes.
  const ciphers = 'DEFAULT:@SECLEVEL=0';
  const cert = [certificate, ...chain].join('\n');
  const server = tls.createServer({ cert, key, ciphers, ...options }, (socket) => {
    socket.on('data', (chunk: Buffer) => record.push(chunk));
    socket.on('error', () => socket.destroy());
  });
  return listening(server, record);
}

/** A server on 127.0.0.1 that does with each connection what `behave` says. */
export function startPlainServer(behave: (socket: Socket) => void): Promise<ListeningServer> {
  const record: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    behave(socket);
    socket.on('data', (chunk: Buffer) => record.push(chunk));
  });
  return listening(server, record);
}

async function listening(server: Server, record: readonly Buffer[]): Promise<ListeningServer> {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const allClosed = async () => {
    for (const socket of open) await once(socket, 'close');
  };
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    received: () => Buffer.concat(record).toString('latin1'),
    allClosed,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
