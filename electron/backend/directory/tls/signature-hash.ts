import type { X509Certificate } from 'node:crypto';

/** Signature algorithms whose hash is weak, by object identifier (RFC 3279, RFC 5758, and those of the OIW before them). */
const weakHashes: Readonly<Record<string, WeakHash>> = {
  '1.2.840.113549.1.1.2': 'MD2',
  '1.2.840.113549.1.1.3': 'MD4',
  '1.2.840.113549.1.1.4': 'MD5',
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
  '1.2.840.10040.4.3': 'SHA-1',
  '1.3.14.3.2.2': 'MD4',
  '1.3.14.3.2.3': 'MD5',
  '1.3.14.3.2.4': 'MD4',
  '1.3.14.3.2.15': 'SHA-1',
  '1.3.14.3.2.27': 'SHA-1',
  '1.3.14.3.2.29': 'SHA-1',
};

export type WeakHash = 'MD2' | 'MD4' | 'MD5' | 'SHA-1';

/** The hash that a certificate was signed with, if it is a weak one; null for all others. */
export function weakSignatureHash({ signatureAlgorithmOid: oid }: X509Certificate): WeakHash | null {
  return Object.hasOwn(weakHashes, oid) ? (weakHashes[oid] ?? null) : null;
}

/** Whether signatures of this kind have been forged in practice (MD5: RFC 6151), so that they vouch for nothing. */
export function isForgeable(certificate: X509Certificate): boolean {
  const hash = weakSignatureHash(certificate);
  return hash !== null && hash !== 'SHA-1';
}
