import type { KeyObject, X509Certificate } from 'node:crypto';

import { isForgeable, weakSignatureHash } from './signature-hash.ts';

/** NIST SP 800-57 part 1: less than 112 bits of strength are not enough any more. */
const leastRsaBits = 2048;
const leastCurveBits = 224;

/** Shorter keys can be broken: RSA of 829 bits was factored in public in 2020. Of DSA the same bits are as strong. */
const leastUnbrokenBits = 1024;

/** What makes a certificate vouch for nothing. */
export type Worthlessness =
  | { readonly kind: 'forgeable-signature'; readonly algorithm: string }
  | { readonly kind: 'weak-key'; readonly key: 'RSA' | 'DSA' | 'EC'; readonly size: string };

/** Null for a kind of key that the engine does not know. */
export function publicKeyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey;
  } catch {
    return null;
  }
}

/** Whether nobody vouches for the certificate but itself. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject !== certificate.issuer) return false;
  const key = publicKeyOf(certificate);
  return key !== null && certificate.verify(key);
}

/** What is weak about a key, at most one sentence that begins with "Its". */
export function keyWeaknesses(certificate: X509Certificate): readonly string[] {
  const key = publicKeyOf(certificate);
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
  if (key === null) return ['Its key is of a kind that Hopcheck does not know and cannot judge.'];
  if (key.asymmetricKeyType === 'dsa') return ['Its key is of the kind DSA, which is no longer accepted.'];
  if (modulusLength !== undefined && modulusLength < leastRsaBits) {
    return [
      `Its RSA key of ${modulusLength} bits is too short; ${leastRsaBits} bits are the least that is secure today.`,
    ];
  }
  if (!hasWeakCurve(key)) return [];
  return namedCurve === undefined
    ? ['Its key is on a curve without a name, which Hopcheck cannot judge.']
    : [`Its key on the curve ${namedCurve} is too short; P-256 is usual today.`];
}

/** The hash of the signature that vouches for a certificate, if it is weak, and what that means. */
export function hashWeakness(certificate: X509Certificate): string | null {
  const hash = weakSignatureHash(certificate);
  return hash === null
    ? null
    : `is signed with ${hash}, for which forgeries are known; SHA-256 is usual today.`;
}

/**
 * Why a certificate can have no part in a chain of trust: anybody could have made it, or sign in its name. Null if it can. A
 * certificate that is its own issuer relies on nobody's signature.
 */
export function worthlessness(certificate: X509Certificate): Worthlessness | null {
  if (isForgeable(certificate) && !isSelfSigned(certificate)) {
    const { signatureAlgorithm, signatureAlgorithmOid } = certificate;
    return { kind: 'forgeable-signature', algorithm: signatureAlgorithm ?? signatureAlgorithmOid };
  }
  const key = publicKeyOf(certificate);
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && modulusLength < leastUnbrokenBits) {
    const kind = key?.asymmetricKeyType === 'dsa' ? 'DSA' : 'RSA';
    return { kind: 'weak-key', key: kind, size: `${modulusLength} bits` };
  }
  if (key !== null && hasWeakCurve(key))
    return { kind: 'weak-key', key: 'EC', size: `curve ${namedCurve ?? 'without a name'}` };
  return null;
}

/** By the number in the name; the curves without one are short, and of those without a name nothing is known. */
function hasWeakCurve({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType !== 'ec') return false;
  return Number(/\d{3}/.exec(asymmetricKeyDetails?.namedCurve ?? '')?.[0] ?? 0) < leastCurveBits;
}
