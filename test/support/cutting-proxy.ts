import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface CuttingProxy {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** From now on each connection ends after so many octets of the server: by a farewell (FIN) or without one (RST). */
  cutAfter(octets: number, how: 'farewell' | 'reset'): void;
  /** Octets that the server has said on the last connection. */
  readonly carried: () => number;
  /** Settles when no connection is open any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** A line between a client and a server on 127.0.0.1 that breaks where a test wants it to. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let limit = Infinity;
  let cut: 'farewell' | 'reset' = 'farewell';
  let carried = 0;
  const proxy = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: serverPort, host: '127.0.0.1', noDelay: true });
    let remaining = limit;
    carried = 0;
    const end = () => {
      if (cut === 'reset') client.resetAndDestroy();
      else client.end();
      upstream.destroy();
    };
    if (remaining === 0) end();
    // Not by a pipe, which would stop to read from a client whose server is gone, and so never see it close.
    client.on('data', (octets: Buffer) => upstream.write(octets));
    client.on('end', () => upstream.end());
    upstream.on('data', (octets: Buffer) => {
      carried += octets.length;
      const passed = octets.subarray(0, remaining);
      remaining -= passed.length;
      if (passed.length > 0) client.write(passed);
      if (remaining === 0) end();
    });
    upstream.on('close', () => client.end());
    client.on('close', () => upstream.destroy());
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => sockets.delete(socket));
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    cutAfter: (octets, how) => {
      limit = octets;
      cut = how;
    },
    carried: () => carried,
    idle: async () => {
      await Promise.all([...sockets].map((socket) => (socket.closed ? null : once(socket, 'close'))));
    },
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
