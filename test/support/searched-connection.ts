import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { LdapConnection } from '../../electron/backend/directory/ldap-connection.ts';
import { startMisbehavingServer } from './misbehaving-server.ts';
import type { Asked } from './misbehaving-server.ts';

/** One search request as a test answers it. */
export interface AskedSearch {
  readonly messageId: number;
  /** The request as it came. */
  readonly raw: Buffer;
  readonly socket: Socket;
  /** How many came before it. */
  readonly page: number;
}

export interface SearchedConnection {
  readonly connection: LdapConnection;
  close(): Promise<void>;
}

/** A connection to a server on 127.0.0.1, named `dc1`, that answers searches with these messages, and all else as `misbehave` does. */
export async function connectToServer(
  answer: (asked: AskedSearch) => readonly Buffer[],
  misbehave: (asked: Asked) => boolean = () => false,
): Promise<SearchedConnection> {
  const server = await startMisbehavingServer((asked) => {
    const { request, raw, socket, searches: page } = asked;
    if (request.kind !== 'search') return misbehave(asked);
    for (const message of answer({ messageId: request.messageId, raw, socket, page })) socket.write(message);
    return true;
  });
  const client = connect(server.port, '127.0.0.1');
  await once(client, 'connect');
  const connection = new LdapConnection(client, 'dc1');
  return {
    connection,
    close: async () => {
      await connection.close();
      await server.close();
    },
  };
}
