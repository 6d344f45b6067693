import { X509Certificate } from 'node:crypto';
import { checkServerIdentity } from 'node:tls';
import type { TLSSocket } from 'node:tls';

import type { CertificateFacts } from '../../../../shared/directory/certificate.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Target } from '../open-socket.ts';
import { certificateFacts } from './certificate-facts.ts';
import { worthlessness } from './certificate-strength.ts';
import { issuerWeaknesses } from './issuers.ts';
import { presentedChain } from './presented-chain.ts';
import { chainRefusal, changedRefusal, nameRefusal, worthlessRefusal } from './refusal.ts';
import type { Presented } from './refusal.ts';

/** A certificate that may be relied upon. */
export interface TrustedCertificate {
  readonly facts: CertificateFacts;
  /** Who vouches for it: an authority, or the assessor who has pinned it. */
  readonly trust: 'authority' | 'pin';
  /** What is weak about it and about the authorities that it relies on, a sentence each. */
  readonly weaknesses: readonly string[];
  /** The certificate itself, DER. */
  readonly raw: Buffer;
}

/** What a certificate is checked against, beside what the socket's engine trusts. */
export interface Expected {
  readonly imported: readonly X509Certificate[];
  readonly pinned: X509Certificate | null;
}

/**
 * The certificate of a socket whose handshake is done, if it is the one pinned for the host or, where none is, if its chain of trust
 * holds and it is made out for the host. Otherwise throws AppError `certificate-changed` or `certificate-untrusted`, with what was
 * presented, or `tls-failed` where that cannot be read. To be called once for a socket.
 */
export function checkCertificate(
  socket: TLSSocket,
  target: Pick<Target, 'host' | 'port' | 'server'>,
  expected: Expected,
): TrustedCertificate {
  try {
    return check(socket, target, expected);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'tls-failed',
      `${target.server} showed a certificate that cannot be read. Choose another domain controller.`,
      error instanceof Error ? error.message : String(error),
    );
  }
}

function check(
  socket: TLSSocket,
  { host, port, server }: Pick<Target, 'host' | 'port' | 'server'>,
  { imported, pinned }: Expected,
): TrustedCertificate {
  const peer = socket.getPeerCertificate(false);
  if (!Buffer.isBuffer(peer.raw))
    throw new AppError('tls-failed', `${server} showed no certificate. Choose another domain controller.`);
  const now = new Date();
  const certificate = new X509Certificate(peer.raw);
  const facts = certificateFacts(certificate, now);
  const presented = { host, port, server, facts };
  const accepted = { facts, raw: peer.raw };
  if (pinned !== null) {
    // A pin exists because no authority could vouch for the host, so none may take its place.
    if (!pinned.raw.equals(peer.raw)) throw changedRefusal(presented, certificateFacts(pinned, now));
    return { ...accepted, trust: 'pin', weaknesses: facts.weaknesses };
  }
  const chain = presentedChain(socket);
  if (!socket.authorized)
    throw (
      importedRefusal(presented, chain, imported) ??
      chainRefusal(presented, String(socket.authorizationError), now)
    );
  if (checkServerIdentity(host, peer) !== undefined) throw nameRefusal(presented);
  refuseWorthless(presented, chain);
  const sound = imported.filter((authority) => worthlessness(authority) === null);
  const ofIssuers = issuerWeaknesses(certificate, [...chain, ...sound]);
  return { ...accepted, trust: 'authority', weaknesses: [...facts.weaknesses, ...ofIssuers] };
}

/**
 * Refuses a chain with any certificate that proves nothing, used or not: which of them the engine relied on cannot be known, and a
 * decoy of the same name would mislead every guess.
 */
function refuseWorthless(presented: Presented, chain: readonly X509Certificate[]): void {
  for (const certificate of chain) {
    const flaw = worthlessness(certificate);
    if (flaw !== null) throw worthlessRefusal(presented, certificate, flaw);
  }
}

/** The refusal for an imported authority that would have vouched if it were not left out as worthless; null if there is none. */
function importedRefusal(
  presented: Presented,
  chain: readonly X509Certificate[],
  imported: readonly X509Certificate[],
): AppError | null {
  for (const authority of imported) {
    const flaw = worthlessness(authority);
    if (flaw !== null && chain.some((certificate) => certificate.checkIssued(authority)))
      return worthlessRefusal(presented, authority, flaw);
  }
  return null;
}
