import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import {
  bindingsHash,
  channelBindingHash,
} from '../../../../../electron/backend/directory/sasl/channel-binding.ts';
import { derElement } from '../../../../../electron/backend/directory/sasl/der.ts';
import { SecurityError } from '../../../../../electron/backend/directory/sasl/security-context.ts';

test('The hash of published channel bindings is the published one', () => {
  // From Microsoft's worked example of NTLM and extended protection for authentication.
  const digest = Buffer.from('ea05fefecc6b0bd571dbbc5baa3ed45386d0446835f7b74c85621b9983475f95', 'hex');
  const bindings = Buffer.concat([Buffer.from('tls-server-end-point:'), digest]);
  expect(bindingsHash(bindings).toString('hex')).toBe('6586e99d81c2fc984e47172fd4dd0310');
});

test.each([
  ['md5WithRSAEncryption', '2a864886f70d010104', 'sha256'],
  ['sha1WithRSAEncryption', '2a864886f70d010105', 'sha256'],
  ['sha256WithRSAEncryption', '2a864886f70d01010b', 'sha256'],
  ['sha384WithRSAEncryption', '2a864886f70d01010c', 'sha384'],
  ['sha512WithRSAEncryption', '2a864886f70d01010d', 'sha512'],
  ['ecdsa-with-SHA384', '2a8648ce3d040303', 'sha384'],
  ['Ed25519, which has no hash of its own,', '2b6570', 'sha256'],
])('A certificate signed by %s is hashed as RFC 5929 says', (_name, identifier, hash) => {
  const certificate = certificateSignedBy(derElement(0x06, Buffer.from(identifier, 'hex')));
  expect(channelBindingHash(certificate)).toEqual(expectedHash(certificate, hash));
});

test.each([
  ['names SHA-512', '608648016503040203', 'sha512'],
  ['names SHA-1', '2b0e03021a', 'sha256'],
])('A certificate signed by RSASSA-PSS that %s is hashed by it or better', (_case, identifier, hash) => {
  const algorithm = derElement(0x30, derElement(0x06, Buffer.from(identifier, 'hex')));
  const parameters = derElement(0x30, derElement(0xa0, algorithm));
  const pss = derElement(0x06, Buffer.from('2a864886f70d01010a', 'hex'));
  const certificate = certificateSignedBy(Buffer.concat([pss, parameters]));
  expect(channelBindingHash(certificate)).toEqual(expectedHash(certificate, hash));
});

test.each([
  ['nothing', ''],
  ['no certificate', '0400'],
  ['half of one', '300530030101'],
])('What is %s is refused', (_case, hex) => {
  expect(() => channelBindingHash(Buffer.from(hex, 'hex'))).toThrow(SecurityError);
});

/** As much of a certificate as says how it was signed (RFC 5280 section 4.1). */
function certificateSignedBy(algorithm: Buffer): Buffer {
  const content = derElement(0x30, Buffer.alloc(300, 0));
  const signature = derElement(0x03, Buffer.alloc(65));
  return derElement(0x30, content, derElement(0x30, algorithm), signature);
}

function expectedHash(certificate: Buffer, hash: string): Buffer {
  return bindingsHash(
    Buffer.concat([Buffer.from('tls-server-end-point:'), createHash(hash).update(certificate).digest()]),
  );
}
