import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface DelayingProxy {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** How often the direction of the talk turned from client to server: the round trips of all connections. */
  readonly roundTrips: () => number;
  close(): Promise<void>;
}

/**
 * A line of that round-trip time (milliseconds) between a client and a server: every chunk arrives half of it later, in order,
 * however many are under way. The three-way handshake of TCP is imitated: the first octets of the client wait a round trip more.
 */
export async function startDelayingProxy(
  server: { readonly host: string; readonly port: number },
  roundTripTime: number,
): Promise<DelayingProxy> {
  const sockets = new Set<Socket>();
  let roundTrips = 0;
  const proxy = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ ...server, noDelay: true });
    let clientSpoke = false;
    client.on('data', () => {
      roundTrips += clientSpoke ? 0 : 1;
      clientSpoke = true;
    });
    upstream.on('data', () => {
      clientSpoke = false;
    });
    carry(client, upstream, roundTripTime / 2, roundTripTime);
    carry(upstream, client, roundTripTime / 2, 0);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    roundTrips: () => roundTrips,
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The first chunk waits `extra` more, and all behind it; whatever timer fires first, the oldest goes first. */
function carry(from: Socket, to: Socket, delay: number, extra: number): void {
  const begin = performance.now();
  const underWay: (() => void)[] = [];
  const later = (act: () => void) => {
    const handshake = Math.max(0, begin + extra - performance.now());
    underWay.push(act);
    setTimeout(() => underWay.shift()?.(), delay + handshake);
  };
  from.on('data', (chunk: Buffer) => later(() => to.write(chunk)));
  from.once('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
  from.once('close', () => later(() => to.destroy()));
}
