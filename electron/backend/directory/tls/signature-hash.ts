import type { X509Certificate } from 'node:crypto';

import { derContent, derElements, derTag } from '../sasl/der.ts';

export type WeakHash = 'MD2' | 'MD4' | 'MD5' | 'SHA-1';

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

/** id-RSASSA-PSS, which names its hash in its parameters (RFC 4055 section 3.1). */
const probabilisticSignature = '1.2.840.113549.1.1.10';
const hashParameter = 0xa0;

/** Weak hashes by the octets of their own object identifiers (RFC 8017 appendix B.1). */
const weakParameters: ReadonlyMap<string, WeakHash> = new Map([
  ['2a864886f70d0202', 'MD2'],
  ['2a864886f70d0204', 'MD4'],
  ['2a864886f70d0205', 'MD5'],
  ['2b0e03021a', 'SHA-1'],
]);

type Signed = Pick<X509Certificate, 'signatureAlgorithmOid' | 'raw'>;

/** The hash that a certificate was signed with, if it is a weak one; null for all others. */
export function weakSignatureHash({ signatureAlgorithmOid: oid, raw }: Signed): WeakHash | null {
  if (oid === probabilisticSignature) return weakParameterHash(raw);
  return Object.hasOwn(weakHashes, oid) ? (weakHashes[oid] ?? null) : null;
}

/** Whether signatures of this kind have been forged in practice (MD5: RFC 6151), so that they vouch for nothing. */
export function isForgeable(certificate: Signed): boolean {
  const hash = weakSignatureHash(certificate);
  return hash !== null && hash !== 'SHA-1';
}

function weakParameterHash(certificate: Buffer): WeakHash | null {
  const [, algorithm] = derElements(derContent(certificate, derTag.sequence));
  const [, parameters] = derElements(algorithm?.content ?? Buffer.alloc(0));
  const hash = derElements(parameters?.content ?? Buffer.alloc(0)).find(({ tag }) => tag === hashParameter);
  // RFC 4055 section 3.1: SHA-1 is what it means to name none.
  if (hash === undefined) return 'SHA-1';
  const [identifier] = derElements(derContent(hash.content, derTag.sequence));
  return weakParameters.get(identifier?.content.toString('hex') ?? '') ?? null;
}
