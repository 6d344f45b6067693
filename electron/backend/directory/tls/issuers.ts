import type { X509Certificate } from 'node:crypto';

import { subjectOf } from './certificate-facts.ts';
import { hashWeakness, isSelfSigned, keyWeaknesses } from './certificate-strength.ts';

/** More are not told; no chain of a domain controller is longer. */
const mostIssuers = 10;

/**
 * What is weak about the authorities that may have vouched for a certificate, directly or by way of others, a sentence each with the
 * name of the authority. The engine does not tell which of them it relied on; `known` are all that it could.
 */
export function issuerWeaknesses(
  certificate: X509Certificate,
  known: readonly X509Certificate[],
): readonly string[] {
  return possibleIssuers(certificate, known).slice(0, mostIssuers).flatMap(weaknessesOf);
}

/** Nearest first, each once. */
function possibleIssuers(
  certificate: X509Certificate,
  known: readonly X509Certificate[],
): readonly X509Certificate[] {
  const others = new Map(known.map((one) => [one.fingerprint256, one]));
  others.delete(certificate.fingerprint256);
  const found = [certificate];
  // The list grows while it is gone through.
  for (const subject of found) {
    for (const [fingerprint, other] of others) {
      if (!subject.checkIssued(other)) continue;
      others.delete(fingerprint);
      found.push(other);
    }
  }
  return found.slice(1);
}

function weaknessesOf(issuer: X509Certificate): readonly string[] {
  const name = `The authority ${subjectOf(issuer)}:`;
  const ofKey = keyWeaknesses(issuer).map((sentence) => `${name} ${sentence.replace(/^Its/, 'its')}`);
  const ofHash = isSelfSigned(issuer) ? null : hashWeakness(issuer);
  return ofHash === null ? ofKey : [...ofKey, `${name} its certificate ${ofHash}`];
}
