import { X509Certificate } from 'node:crypto';
import { checkServerIdentity } from 'node:tls';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';

import type { CertificateFacts } from '../../../../shared/directory/certificate.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Target } from '../open-socket.ts';
import { certificateFacts, isSelfSigned } from './certificate-facts.ts';
import { chainRefusal, changedRefusal, forgeableRefusal, nameRefusal } from './refusal.ts';
import { isForgeable } from './signature-hash.ts';

/** A certificate that may be relied upon. */
export interface TrustedCertificate {
  readonly facts: CertificateFacts;
  /** Who vouches for it: an authority, or the assessor who has pinned it. */
  readonly trust: 'authority' | 'pin';
  /** The certificate itself, DER. */
  readonly raw: Buffer;
}

/**
 * The certificate of a socket whose handshake is done, if it is the one pinned for the host or, where none is, if its chain of trust
 * holds and it is made out for the host. Otherwise throws AppError `certificate-changed` or `certificate-untrusted`, with what was
 * presented.
 */
export function checkCertificate(
  socket: TLSSocket,
  { host, port, server }: Pick<Target, 'host' | 'port' | 'server'>,
  pinned: X509Certificate | null,
): TrustedCertificate {
  // Read once and this way: getPeerX509Certificate() takes the certificate out of the session, so that the name check sees none.
  const peer = socket.getPeerCertificate(true);
  if (!Buffer.isBuffer(peer.raw))
    throw new AppError('tls-failed', `${server} showed no certificate. Choose another domain controller.`);
  const now = new Date();
  const facts = certificateFacts(new X509Certificate(peer.raw), now);
  const presented = { host, port, server, facts };
  if (pinned !== null) {
    // A pin exists because no authority could vouch for the host, so none may take its place.
    if (!pinned.raw.equals(peer.raw)) throw changedRefusal(presented, certificateFacts(pinned, now));
    return { facts, trust: 'pin', raw: peer.raw };
  }
  if (!socket.authorized) throw chainRefusal(presented, String(socket.authorizationError), now);
  if (checkServerIdentity(host, peer) !== undefined) throw nameRefusal(presented);
  const forgeable = signaturesOf(peer).find(isForgeable);
  if (forgeable !== undefined)
    throw forgeableRefusal(presented, certificateFacts(forgeable, now).signatureAlgorithm);
  return { facts, trust: 'authority', raw: peer.raw };
}

/** The certificates of a chain that rely on a signature of another one: all but its root. */
function signaturesOf(peer: DetailedPeerCertificate): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let link: DetailedPeerCertificate | undefined = peer; link !== undefined; link = issuerOf(link)) {
    chain.push(new X509Certificate(link.raw));
  }
  return chain.filter((certificate) => !isSelfSigned(certificate));
}

/** A root is its own issuer; a chain that is cut has none. */
function issuerOf({ raw, issuerCertificate }: DetailedPeerCertificate): DetailedPeerCertificate | undefined {
  const issuer = issuerCertificate as DetailedPeerCertificate | undefined;
  return issuer === undefined || issuer.raw.equals(raw) ? undefined : issuer;
}
