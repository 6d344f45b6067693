import { createHash } from 'node:crypto';

import { derContent, derElements, derTag } from './der.ts';
import { SecurityError } from './security-context.ts';

/**
 * Hash functions other than SHA-256, by the object identifier of the signature or of the hash function itself (RFC 4055, RFC 5758).
 * Every other one, among them MD5 and SHA-1, is replaced by SHA-256 (RFC 5929 section 4.1).
 */
const hashes: ReadonlyMap<string, string> = new Map([
  ['2a864886f70d01010c', 'sha384'], // sha384WithRSAEncryption
  ['2a864886f70d01010d', 'sha512'], // sha512WithRSAEncryption
  ['2a864886f70d01010e', 'sha224'], // sha224WithRSAEncryption
  ['2a8648ce3d040301', 'sha224'], // ecdsa-with-SHA224
  ['2a8648ce3d040303', 'sha384'], // ecdsa-with-SHA384
  ['2a8648ce3d040304', 'sha512'], // ecdsa-with-SHA512
  ['608648016503040202', 'sha384'],
  ['608648016503040203', 'sha512'],
  ['608648016503040204', 'sha224'],
]);

/** id-RSASSA-PSS, which names its hash function in its parameters (RFC 4055 section 3.1). */
const probabilisticSignature = '2a864886f70d01010a';
const pssHashTag = 0xa0;

/**
 * What ties a sign-in by NTLM to the TLS connection it goes through (`MsvAvChannelBindings`, MS-NLMP section 2.2.2.1): 16 octets,
 * made of the server's certificate (DER) by `tls-server-end-point` (RFC 5929 section 4).
 * Throws {@link SecurityError} for octets that are no certificate.
 */
export function channelBindingHash(certificate: Buffer): Buffer {
  const digest = createHash(signatureHash(certificate)).update(certificate).digest();
  return bindingsHash(Buffer.concat([Buffer.from('tls-server-end-point:'), digest]));
}

/** MD5 of a `gss_channel_bindings_struct` (RFC 2744 section 3.11) that has application data and no addresses. */
export function bindingsHash(applicationData: Buffer): Buffer {
  const addresses = Buffer.alloc(16);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(applicationData.length);
  return createHash('md5').update(addresses).update(length).update(applicationData).digest();
}

/** Name of the hash function of the certificate's own signature, unless it is too weak (RFC 5929 section 4.1). */
function signatureHash(certificate: Buffer): string {
  const [, algorithm] = derElements(derContent(certificate, derTag.sequence));
  if (algorithm?.tag !== derTag.sequence)
    throw new SecurityError('The certificate of the server cannot be read.');
  const [identifier, parameters] = derElements(algorithm.content);
  const name = identifier?.content.toString('hex') ?? '';
  const hash = name === probabilisticSignature ? pssHash(parameters?.content) : name;
  return hashes.get(hash) ?? 'sha256';
}

function pssHash(parameters: Buffer = Buffer.alloc(0)): string {
  const named = derElements(parameters).find(({ tag }) => tag === pssHashTag);
  if (named === undefined) return '';
  const [identifier] = derElements(derContent(named.content, derTag.sequence));
  return identifier?.content.toString('hex') ?? '';
}
