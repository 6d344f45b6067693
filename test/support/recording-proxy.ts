import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface RecordingProxy {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** All octets so far, of all connections and both directions, in the order of their arrival. */
  recording(): Buffer;
  close(): Promise<void>;
}

/**
 * A piece of what the server sent. `before` counts the octets that the server sent on the same connection before it. The
 * answer goes to the client in its place; nothing further of the connection goes there before.
 */
export type Meddler = (chunk: Buffer, before: number) => Buffer | Promise<Buffer>;

/** Carries every connection to the server, notes what crosses, and lets a test meddle with what comes from the server. */
export async function startRecordingProxy(
  server: { readonly host: string; readonly port: number },
  meddle: Meddler = (chunk) => chunk,
): Promise<RecordingProxy> {
  const sockets = new Set<Socket>();
  const chunks: Buffer[] = [];
  const note = (chunk: Buffer) => void chunks.push(chunk);
  const proxy = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ ...server, noDelay: true });
    for (const socket of [client, upstream]) sockets.add(socket);
    carry(client, upstream, async (chunk) => {
      note(chunk);
      return chunk;
    });
    let before = 0;
    carry(upstream, client, async (chunk) => {
      note(chunk);
      before += chunk.length;
      return meddle(chunk, before - chunk.length);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    recording: () => Buffer.concat(chunks),
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** One direction, in order: what comes, what the meddler makes of it, and the end. */
function carry(from: Socket, to: Socket, meddle: (chunk: Buffer) => Promise<Buffer>): void {
  let carried = Promise.resolve();
  const next = (act: () => void | Promise<void>) => {
    carried = carried.then(act);
  };
  from.on('data', (chunk: Buffer) =>
    next(async () => {
      to.write(await meddle(chunk));
    }),
  );
  from.on('error', () => undefined); // its close follows
  from.once('close', () =>
    next(() => {
      to.destroy();
    }),
  );
  from.once('end', () =>
    next(() => {
      to.end();
    }),
  );
}
