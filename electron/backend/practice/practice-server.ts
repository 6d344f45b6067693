import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

import type { RawEntry } from '../../../shared/directory/entry.ts';
import { readLdif } from '../../../shared/ldif/ldif-reader.ts';
import { MemoryDirectory } from '../directory/memory-directory.ts';
import { disconnectionMessage } from './answers.ts';
import { outcomes } from './outcomes.ts';
import { PracticeSession } from './practice-session.ts';

const mostConnections = 16;
const account = 'HARBOR\\practice';
const accounts = [account, 'practice@harbor.example', 'CN=Practice,CN=Users,DC=harbor,DC=example'];

/** A running practice domain controller. */
export interface PracticeServer {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  readonly account: string;
  /** Another one at every start. */
  readonly password: string;
  /** Ends all connections and stops. */
  close(): Promise<void>;
}

/**
 * Starts the practice domain controller, a training aid: an LDAP server on this machine's own loopback that serves the LDIF
 * file at `path` and behaves like a domain controller of Windows Server 2003. Throws what reading the file or the LDIF throws.
 */
export async function startPracticeServer(path: string): Promise<PracticeServer> {
  const entries: RawEntry[] = [];
  for await (const record of readLdif([await readFile(path)]))
    if (record.kind === 'entry') entries.push(record.entry);
  return servePractice(entries);
}

/** Starts a practice domain controller for these objects. */
export async function servePractice(entries: Iterable<RawEntry>): Promise<PracticeServer> {
  const directory = new MemoryDirectory(entries);
  const password = randomBytes(18).toString('base64url');
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    // A client that vanishes is its own affair.
    socket.on('error', () => socket.destroy());
    if (sockets.size >= mostConnections) {
      socket.end(disconnectionMessage(outcomes.tooManyConnections), () => socket.destroy());
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    new PracticeSession(socket, directory, { accounts, password }).start();
  });
  server.listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, account, password, close: () => close(server, sockets) };
}

async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
}
