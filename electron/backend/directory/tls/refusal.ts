import type { X509Certificate } from 'node:crypto';

import type { CertificateFacts } from '../../../../shared/directory/certificate.ts';
import { untrustedCertificate } from '../../../../shared/directory/untrusted-certificate.ts';
import { AppError } from '../../../../shared/errors.ts';
import { dayOf, subjectOf } from './certificate-facts.ts';
import type { Worthlessness } from './certificate-strength.ts';

/** Where a certificate was presented. */
export interface Presented {
  readonly host: string;
  readonly port: number;
  /** How messages name the server. */
  readonly server: string;
  readonly facts: CertificateFacts;
}

interface Reason {
  /** What is wrong, following "because". */
  readonly why: string;
  readonly next: string;
}

const trustOrImport =
  'Compare its SHA-256 fingerprint with the one on the domain controller and trust this certificate for this host, or import the certificate of its authority (PEM, DER or P7B).';
const trustOnly =
  'Compare its SHA-256 fingerprint with the one on the domain controller and trust this certificate for this host, or choose another domain controller.';

const unknownIssuer: Reason = {
  why: 'this computer does not know the authority that issued it',
  next: trustOrImport,
};

/** OpenSSL's verification errors, as Node names them. */
const chainReasons: Readonly<Record<string, Reason>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    why: 'it is self-signed: nobody vouches for it but itself',
    next: trustOnly,
  },
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  CERT_SIGNATURE_FAILURE: { why: 'its signature is not that of the authority it names', next: trustOnly },
  INVALID_CA: { why: 'it was issued by somebody who is no authority', next: trustOnly },
  INVALID_PURPOSE: { why: 'it was not issued for servers', next: trustOnly },
};

/** The refusal for a chain of trust that does not hold; `error` is OpenSSL's name of what is wrong. */
export function chainRefusal(presented: Presented, error: string, now: Date): AppError {
  return untrusted(presented, validityReason(presented.facts, error, now) ?? chainReason(error));
}

/** The refusal for a certificate that is made out for somebody else. */
export function nameRefusal(presented: Presented): AppError {
  const { host, facts } = presented;
  return untrusted(presented, {
    why: `it is not made out for ${host} but for ${listOf(facts.names)}`,
    next: 'Connect by a name that it carries, or compare its SHA-256 fingerprint and trust this certificate for this host.',
  });
}

/** The refusal for a chain with a certificate, its first or another, that proves nothing. */
export function worthlessRefusal(
  presented: Presented,
  culprit: X509Certificate,
  flaw: Worthlessness,
): AppError {
  const own = culprit.fingerprint256 === presented.facts.sha256;
  return untrusted(presented, {
    why: worthlessReason(own ? null : `its authority ${subjectOf(culprit)}`, flaw),
    next: trustOnly,
  });
}

/** The hard stop for a host that presents another certificate than the one pinned for it. */
export function changedRefusal({ host, port, server, facts }: Presented, pinned: CertificateFacts): AppError {
  return new AppError(
    'certificate-changed',
    `${server} presented another certificate than the one that is trusted for ${host}, so nothing was sent. Ask its administrator whether it was replaced: if so, remove the old one from the trusted certificates, connect again and compare; if not, somebody may be intercepting the connection.`,
    `Presented:\n${linesOf(facts)}\nTrusted for ${host}:\n${linesOf(pinned)}`,
    {
      host,
      port,
      reason: 'another certificate is trusted for this host',
      presented: facts,
      pinned,
    },
  );
}

function untrusted({ host, port, server, facts }: Presented, { why, next }: Reason): AppError {
  return new AppError('certificate-untrusted', untrustedCertificate(server, why, next), linesOf(facts), {
    host,
    port,
    reason: why,
    presented: facts,
    pinned: null,
  });
}

/** `authority` names whose certificate it is about; null for the server's own. */
function worthlessReason(authority: string | null, flaw: Worthlessness): string {
  if (flaw.kind === 'forgeable-signature')
    return `the signature that vouches for ${authority ?? 'it'} (${flaw.algorithm}) is of a kind that can be forged`;
  const key = authority === null ? `its ${flaw.key} key` : `the ${flaw.key} key of ${authority}`;
  return `${key} (${flaw.size}) is too weak to prove anything`;
}

function chainReason(error: string): Reason {
  const known = Object.hasOwn(chainReasons, error) ? chainReasons[error] : undefined;
  return known ?? { why: `its verification failed (${error})`, next: trustOnly };
}

/** Says the day that this computer believes in, as its clock may be the one that is wrong. */
function validityReason({ validFrom, validTo }: CertificateFacts, error: string, now: Date): Reason | null {
  const next =
    'If that clock is right, compare the certificate’s SHA-256 fingerprint with the one on the domain controller and trust this certificate for this host, or have it renewed.';
  const today = `while the clock of this computer says ${dayOf(now)}`;
  if (error === 'CERT_HAS_EXPIRED') {
    const own = validTo < now.toISOString();
    return {
      why: own
        ? `its validity ended on ${dayOf(validTo)}, ${today}`
        : `the validity of its authority has ended, ${today}`,
      next,
    };
  }
  if (error === 'CERT_NOT_YET_VALID') {
    const own = validFrom > now.toISOString();
    return {
      why: own
        ? `its validity does not begin before ${dayOf(validFrom)}, ${today}`
        : `the validity of its authority has not begun, ${today}`,
      next,
    };
  }
  return null;
}

/** As a person compares them on the command line. */
function linesOf(facts: CertificateFacts): string {
  return [
    `Subject: ${facts.subject}`,
    `Issuer: ${facts.issuer}`,
    `Names: ${listOf(facts.names)}`,
    `Valid: ${facts.validFrom} to ${facts.validTo}`,
    `Key: ${facts.key}, signed with ${facts.signatureAlgorithm}`,
    `SHA-256 fingerprint: ${facts.sha256}`,
    `SHA-1 fingerprint: ${facts.sha1}`,
    ...facts.weaknesses.map((weakness) => `Weakness: ${weakness}`),
  ].join('\n');
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'nobody';
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
