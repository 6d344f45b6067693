import { X509Certificate } from 'node:crypto';
import { connect, isIP } from 'node:net';
import type { Socket } from 'node:net';
import * as tls from 'node:tls';

import { AppError } from '../../../shared/errors.ts';
import { checkCertificate } from './certificate.ts';
import { cancelled, explainNetworkError, explainTlsError, silentServer } from './explain.ts';

/** How long it may take to look up the name, to connect and, with TLS, to agree on the encryption. */
export const connectTimeoutMilliseconds = 10_000;

export interface Target {
  readonly host: string;
  readonly port: number;
  /** How messages name the server. */
  readonly server: string;
  readonly signal: AbortSignal;
  /** Milliseconds; usually {@link connectTimeoutMilliseconds}. */
  readonly connectTimeout: number;
}

export interface SecureSocket {
  readonly socket: tls.TLSSocket;
  /** SHA-256 of the server's certificate, `AA:BB:...`. */
  readonly fingerprint: string;
}

/** A connected socket without any encryption. Throws AppError. */
export function openSocket(target: Target): Promise<Socket> {
  const socket = connect({ host: target.host, port: target.port, noDelay: true });
  return whenReady(socket, 'connect', target, explainNetworkError);
}

/**
 * A connected socket with TLS 1.2 or later whose certificate was found trustworthy and made out for the host. Until then nothing
 * but the handshake is sent. `trust` holds CA certificates (PEM) to trust beside those of the system and of Node.
 * Throws AppError, `certificate-untrusted` above all.
 */
export async function openSecureSocket(target: Target, trust: readonly string[]): Promise<SecureSocket> {
  const socket = tls.connect({
    host: target.host,
    port: target.port,
    // RFC 6066: an address is no server name.
    ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
    secureContext: createSecureContext(trust),
    // Both are checked below, before anything is sent, so that a refusal can show the certificate.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  await whenReady(socket, 'secureConnect', target, explainTlsError);
  try {
    return { socket, fingerprint: checkCertificate(socket, target) };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function createSecureContext(trust: readonly string[]): tls.SecureContext {
  // Node passes over text that is no certificate without a word.
  const imported = trust.map(readCertificate);
  const ca = new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system'), ...imported]);
  return tls.createSecureContext({ ca: [...ca], minVersion: 'TLSv1.2' });
}

function readCertificate(pem: string): string {
  try {
    return new X509Certificate(pem).toString();
  } catch (error) {
    throw new AppError(
      'tls-failed',
      'An imported certificate cannot be read. Import the certificate of the certification authority again, as PEM text.',
      error instanceof Error ? error.message : String(error),
    );
  }
}

/** Waits for one event of a socket; whatever comes instead destroys the socket and is thrown as AppError. */
function whenReady<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  { server, signal, connectTimeout }: Target,
  explain: (server: string, error: unknown) => AppError,
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
    const abort = () => fail(cancelled());
    const timer = setTimeout(() => fail(silentServer(server, connectTimeout)), connectTimeout);
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.off(event, succeed);
      socket.off('error', error);
    };
    socket.once(event, succeed);
    socket.once('error', error);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
}
