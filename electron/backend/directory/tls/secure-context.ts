import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';

import { acceptedCiphers } from './accepted-ciphers.ts';
import { isSelfSigned, publicKeyOf, worthlessness } from './certificate-strength.ts';
import { legacyCiphers } from './legacy-tls.ts';

/**
 * OpenSSL's security level would refuse old keys and hashes of certificates where BoringSSL, in Electron, takes them. Here neither
 * decides, so that both judge alike: `certificate-facts.ts` tells what is weak, `check-certificate.ts` refuses what is worthless.
 */
const usualCiphers =
  acceptedCiphers([`${tls.DEFAULT_CIPHERS}:@SECLEVEL=0`], 'TLSv1.2') ?? tls.DEFAULT_CIPHERS;

interface KnownAuthorities {
  readonly roots: readonly X509Certificate[];
  readonly intermediate: readonly X509Certificate[];
}

let known: KnownAuthorities | undefined;

/**
 * What TLS trusts and speaks: TLS 1.2 and later, or 1.0 and later if `legacy` was chosen. Trusted are the authorities of Node, of
 * the system and the imported ones, without the worthless of them: the engine does not tell which it relied on, so none of those
 * may be within its reach.
 */
export function secureContext(imported: readonly X509Certificate[], legacy: boolean): tls.SecureContext {
  known ??= knownAuthorities();
  const sound = imported.filter((one) => worthlessness(one) === null);
  const roots = [...known.roots, ...sound];
  // An imported authority is trusted even if another one vouches for it. The system's intermediate ones are not: Windows collects
  // them from everywhere.
  const allowPartialTrustChain = sound.some((one) => !one.ca || !isSelfSigned(one));
  const intermediate = allowPartialTrustChain ? [] : withoutCrossCertificates(known.intermediate, roots);
  return tls.createSecureContext({
    ca: [...new Set([...roots, ...intermediate].map(String))],
    allowPartialTrustChain,
    minVersion: legacy ? 'TLSv1' : 'TLSv1.2',
    ciphers: (legacy ? legacyCiphers : null) ?? usualCiphers,
  });
}

/** Judged once, as there are hundreds; Node too reads the system's store only once. */
function knownAuthorities(): KnownAuthorities {
  const sound = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')].flatMap(readSound);
  return {
    roots: sound.filter(isSelfSigned),
    intermediate: sound.filter((one) => !isSelfSigned(one)),
  };
}

/** None where there is something that Hopcheck cannot read: it must not be in the way of all connections. */
function readSound(pem: string): readonly X509Certificate[] {
  try {
    const certificate = new X509Certificate(pem);
    return worthlessness(certificate) === null ? [certificate] : [];
  } catch {
    return [];
  }
}

/**
 * Without those that vouch for a root which is trusted and valid anyway. The engine follows the first issuer that it finds and never
 * comes back, so that two roots that vouch for each other would lead it round in a circle.
 */
function withoutCrossCertificates(
  intermediate: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  now = new Date(),
): readonly X509Certificate[] {
  return intermediate.filter(
    (one) => !roots.some((root) => isSameAuthority(one, root) && isValidAt(root, now)),
  );
}

function isSameAuthority(one: X509Certificate, other: X509Certificate): boolean {
  if (one.subject !== other.subject) return false;
  const [key, otherKey] = [publicKeyOf(one), publicKeyOf(other)];
  return key !== null && otherKey !== null && key.equals(otherKey);
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, now: Date): boolean {
  return validFromDate <= now && now <= validToDate;
}
