import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import * as tls from 'node:tls';

import { AppError } from '../../../../shared/errors.ts';
import { explainTlsError, lostConnection } from '../explain.ts';
import { openSocket, whenReady } from '../open-socket.ts';
import type { Explain, Target } from '../open-socket.ts';
import { checkCertificate } from './check-certificate.ts';
import type { TrustedCertificate } from './check-certificate.ts';
import { withoutIssuers } from './presented-chain.ts';
import { secureContext } from './secure-context.ts';
import type { Trust } from './trust.ts';

export type { Trust } from './trust.ts';

export interface TlsOptions {
  readonly trust: Trust;
  /** Accepts TLS 1.0 and its ciphers too. */
  readonly legacy: boolean;
}

/** The certificate of a server, found trustworthy, and the encryption that was agreed on. */
export interface VerifiedCertificate extends TrustedCertificate {
  /** Version and cipher, `TLSv1.3, TLS_AES_256_GCM_SHA384`. */
  readonly tls: string;
  /** What is weak about the certificate, the authorities that it relies on and the version of TLS, a sentence each. */
  readonly weaknesses: readonly string[];
}

export interface SecureSocket {
  readonly socket: tls.TLSSocket;
  readonly certificate: VerifiedCertificate;
}

/** A new connection that is encrypted from its first octet on (LDAPS); otherwise like {@link secureSocket}. */
export async function openSecureSocket(target: Target, options: TlsOptions): Promise<SecureSocket> {
  return secureSocket(await openSocket(target, explainFor(options.legacy)), target, options);
}

/**
 * Encrypts a connected socket that nobody reads from. Until its certificate was found trustworthy nothing but the handshake is
 * sent. Throws AppError, `certificate-untrusted` and `certificate-changed` above all; the socket is destroyed then.
 */
export async function secureSocket(
  plain: Socket,
  target: Target,
  { trust, legacy }: TlsOptions,
): Promise<SecureSocket> {
  let socket: tls.TLSSocket | undefined;
  try {
    if (plain.destroyed) throw lostConnection(target.server);
    const pinned = trust.pinned === null ? null : readCertificate(trust.pinned);
    const imported = trust.authorities.map(readCertificate);
    socket = tls.connect({
      socket: plain,
      // RFC 6066: an address is no server name.
      ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
      secureContext: secureContext(imported, legacy),
      // Both are checked below, before anything is sent, so that a refusal can show the certificate.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    withoutIssuers(socket);
    await whenReady(socket, 'secureConnect', target, explainFor(legacy));
    const certificate = checkCertificate(socket, target, { imported, pinned });
    return { socket, certificate: describe(certificate, socket, legacy) };
  } catch (error) {
    socket?.destroy();
    plain.destroy();
    throw error;
  }
}

function explainFor(legacy: boolean): Explain {
  return (server, error) => explainTlsError(server, error, legacy);
}

function describe(
  certificate: TrustedCertificate,
  socket: tls.TLSSocket,
  legacy: boolean,
): VerifiedCertificate {
  const version = socket.getProtocol() ?? 'unknown';
  return {
    ...certificate,
    tls: `${version}, ${socket.getCipher().standardName}`,
    weaknesses: [...certificate.weaknesses, ...(legacy ? [legacyWeakness(version)] : [])],
  };
}

/** Without the choice of legacy TLS no old version can have been agreed on. */
function legacyWeakness(version: string): string {
  const name = version === 'TLSv1' ? 'TLS 1.0' : version.replace('TLSv', 'TLS ');
  return version === 'TLSv1' || version === 'TLSv1.1'
    ? `The connection uses ${name}, which is withdrawn as insecure (RFC 8996).`
    : `TLS 1.0 was accepted, so that an attacker could have forced weak encryption; the connection uses ${name}.`;
}

function readCertificate(pem: string): X509Certificate {
  try {
    // Node itself passes over text that is no certificate without a word.
    return new X509Certificate(pem);
  } catch (error) {
    throw new AppError(
      'authority-unreadable',
      'A stored certificate cannot be read. Remove it from the trusted certificates and add it again.',
      error instanceof Error ? error.message : String(error),
    );
  }
}
