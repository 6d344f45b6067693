import { acceptedCiphers } from './accepted-ciphers.ts';

/**
 * Ciphers of servers that speak TLS 1.0, for OpenSSL, which has no 3DES, and for BoringSSL, which knows no security level. Short,
 * because Windows Server 2003 looks at the first 64 only.
 */
const lists = ['ECDHE+AESGCM:ECDHE+AES:AES256-SHA:AES128-SHA:@SECLEVEL=0', 'ALL:DES-CBC3-SHA'];

/** The ciphers for a connection that accepts TLS 1.0; null if this engine cannot speak it. */
export const legacyCiphers = acceptedCiphers(lists, 'TLSv1');

/** Whether this engine can speak TLS 1.0 at all, so that the choice may be offered. */
export function legacyTlsOffered(): boolean {
  return legacyCiphers !== null;
}
