import { describe, expect, test } from 'vitest';

import { derElement, derTag } from '../../../../../electron/backend/directory/sasl/der.ts';
import {
  isForgeable,
  weakSignatureHash,
} from '../../../../../electron/backend/directory/tls/signature-hash.ts';

const { objectIdentifier, sequence } = derTag;
const hashParameter = 0xa0;
const saltLength = derElement(0xa2, Buffer.from('020120', 'hex'));

// OpenSSL signs no certificate with MD5 and RSASSA-PSS; others may.
describe('A signature by RSASSA-PSS', () => {
  test.each([
    ['MD2', '2a864886f70d0202', 'MD2', true],
    ['MD4', '2a864886f70d0204', 'MD4', true],
    ['MD5', '2a864886f70d0205', 'MD5', true],
    ['SHA-1', '2b0e03021a', 'SHA-1', false],
    ['SHA-256', '608648016503040201', null, false],
  ])('of %s is judged by that', (_case, hash, weakHash, forgeable) => {
    const algorithm = derElement(sequence, derElement(objectIdentifier, Buffer.from(hash, 'hex')));
    const certificate = signedWith(derElement(hashParameter, algorithm), saltLength);
    expect([weakSignatureHash(certificate), isForgeable(certificate)]).toEqual([weakHash, forgeable]);
  });

  test('that names no hash uses SHA-1', () => {
    expect([weakSignatureHash(signedWith()), weakSignatureHash(signedWith(saltLength))]).toEqual([
      'SHA-1',
      'SHA-1',
    ]);
  });
});

function signedWith(...parameters: readonly Buffer[]) {
  const oid = derElement(objectIdentifier, Buffer.from('2a864886f70d01010a', 'hex'));
  const algorithm = derElement(sequence, oid, derElement(sequence, ...parameters));
  const raw = Buffer.from(derElement(sequence, derElement(sequence), algorithm));
  return { signatureAlgorithmOid: '1.2.840.113549.1.1.10', raw };
}
