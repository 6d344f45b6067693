import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/**
 * Keeps Node from following the issuers of the server's certificate, as it does by itself when a handshake is done. To the presented
 * certificates it adds the trusted ones by their names alone, for ever if two of them name each other (cross-certificates, a root
 * renewed with a new key), in native code that no timer interrupts.
 */
export function withoutIssuers(socket: TLSSocket): void {
  const ask = socket.getPeerCertificate.bind(socket);
  Object.assign(socket, { getPeerCertificate: () => ask(false) });
}

/**
 * All certificates that the server presented, its own first and the others in no order that could be relied upon. TLS bounds them to
 * about 100 KiB. To be read once and last, as it takes the certificates out of the session: getPeerCertificate() has none afterwards.
 */
export function presentedChain(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let link: X509Certificate | undefined = socket.getPeerX509Certificate();
  for (; link !== undefined; link = link.issuerCertificate) {
    // Read anew, as one that Node failed to copy has no octets and must not pass for a sound one.
    chain.push(new X509Certificate(link.raw));
  }
  return chain;
}
