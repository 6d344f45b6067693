import { connect } from 'node:net';
import type { LookupFunction, Socket } from 'node:net';

import type { AppError } from '../../../shared/errors.ts';
import { cancelled, explainNetworkError, silentServer } from './explain.ts';

/** How long it may take to look up the name and to connect, and again, with TLS, to agree on the encryption. */
export const connectTimeoutMilliseconds = 10_000;

export interface Target {
  readonly host: string;
  readonly port: number;
  /** How messages name the server. */
  readonly server: string;
  readonly signal: AbortSignal;
  /** Milliseconds; usually {@link connectTimeoutMilliseconds}. */
  readonly connectTimeout: number;
  /** How to find the address of the host; the computer's own way if it is left out. */
  readonly lookup?: LookupFunction | undefined;
}

/** Puts an error of a socket into words; `server` is how messages name the server. */
export type Explain = (server: string, error: unknown) => AppError;

/** A connected socket without any encryption that sends without delay. Throws AppError, as `explain` puts a failure. */
export function openSocket(target: Target, explain: Explain = explainNetworkError): Promise<Socket> {
  const { host, port, lookup } = target;
  const socket = connect({ host, port, noDelay: true, ...(lookup === undefined ? {} : { lookup }) });
  return whenReady(socket, 'connect', target, explain);
}

/**
 * Waits for one event of a socket. Whatever comes instead, an error, the end, silence until the time limit or the signal, destroys
 * the socket and is thrown as AppError.
 */
export function whenReady<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  { server, signal, connectTimeout }: Target,
  explain: Explain,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (error: AppError) => {
      settle();
      // An error that comes later has been told already.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const succeed = () => {
      settle();
      resolve(socket);
    };
    const error = (thrown: unknown) => fail(explain(server, thrown));
    const close = () => error(Object.assign(new Error('The socket was closed.'), { code: 'ECONNRESET' }));
    const abort = () => fail(cancelled());
    const timer = setTimeout(() => fail(silentServer(server, connectTimeout)), connectTimeout);
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.off(event, succeed);
      socket.off('error', error);
      socket.off('close', close);
    };
    socket.once(event, succeed);
    socket.once('error', error);
    socket.once('close', close);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
}
