import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';

import { acceptedCiphers } from './accepted-ciphers.ts';
import { isSelfSigned } from './certificate-facts.ts';
import { legacyCiphers } from './legacy-tls.ts';

/**
 * OpenSSL's security level would refuse old keys and hashes of certificates where BoringSSL, in Electron, takes them. Here neither
 * decides, so that both judge alike: `certificate-facts.ts` tells what is weak, `check-certificate.ts` refuses what is worthless.
 */
const usualCiphers =
  acceptedCiphers([`${tls.DEFAULT_CIPHERS}:@SECLEVEL=0`], 'TLSv1.2') ?? tls.DEFAULT_CIPHERS;

/**
 * What TLS trusts and speaks: TLS 1.2 and later, or 1.0 and later if `legacy` was chosen. Trusted are the authorities of Node, of
 * the system and the imported ones.
 */
export function secureContext(imported: readonly X509Certificate[], legacy: boolean): tls.SecureContext {
  const known = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
  // An imported authority is trusted even if another one vouches for it. The system's intermediate ones are not: Windows collects
  // them from everywhere.
  const allowPartialTrustChain = imported.some((one) => !one.ca || !isSelfSigned(one));
  const roots = allowPartialTrustChain
    ? known.filter((pem) => isSelfSigned(new X509Certificate(pem)))
    : known;
  return tls.createSecureContext({
    ca: [...new Set([...roots, ...imported.map(String)])],
    allowPartialTrustChain,
    minVersion: legacy ? 'TLSv1' : 'TLSv1.2',
    ciphers: (legacy ? legacyCiphers : null) ?? usualCiphers,
  });
}
