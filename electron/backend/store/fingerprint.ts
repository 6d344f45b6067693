import { createHash } from 'node:crypto';

/**
 * The SHA-256 fingerprint of a certificate in DER, `AA:BB:...`: the hash of its octets, which needs no library of TLS that may or
 * may not understand the certificate.
 */
export function fingerprintOf(certificate: Uint8Array): string {
  const digits = createHash('sha256').update(certificate).digest('hex').toUpperCase();
  return digits.replaceAll(/(..)(?=.)/g, '$1:');
}
