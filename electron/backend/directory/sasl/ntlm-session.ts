import { createHash, timingSafeEqual } from 'node:crypto';

import { hmacMd5 } from './ntlm-response.ts';
import { Rc4 } from './rc4.ts';
import { SecurityError } from './security-context.ts';
import type { MessageProtection } from './security-context.ts';

/** Octets of a signature (MS-NLMP section 2.2.2.9.2). */
export const signatureSize = 16;

type Direction = 'client-to-server' | 'server-to-client';

/**
 * The protection of what is said after a sign-in by NTLM with extended session security, 128 bit and key exchange (MS-NLMP
 * section 3.4): every message is encrypted, and signed together with its number.
 */
export class NtlmSession implements MessageProtection {
  readonly #sending: OneWay;
  readonly #receiving: OneWay;

  /** `sessionKey`: the exported session key, 16 octets. */
  constructor(sessionKey: Buffer) {
    this.#sending = new OneWay(sessionKey, 'client-to-server');
    this.#receiving = new OneWay(sessionKey, 'server-to-client');
  }

  /** Signature over the list of mechanisms; what follows is encrypted with the cipher begun anew (MS-SPNG section 3.3.5.1). */
  signMechanisms(mechanisms: Buffer): Buffer {
    const signature = this.#sending.sign(mechanisms);
    this.#sending.restart();
    return signature;
  }

  /** Checks the server's signature over the list of mechanisms. Throws {@link SecurityError} if it is another. */
  verifyMechanisms(mechanisms: Buffer, signature: Buffer): void {
    if (!equal(this.#receiving.sign(mechanisms), signature))
      throw new SecurityError('The negotiation of the sign-in was altered on the way.');
    this.#receiving.restart();
  }

  wrap(message: Buffer): Buffer {
    const sealed = this.#sending.transform(message);
    return Buffer.concat([this.#sending.sign(message), sealed]);
  }

  unwrap(token: Buffer): Buffer {
    if (token.length < signatureSize) throw new SecurityError('A sealed message is cut short.');
    const message = this.#receiving.transform(token.subarray(signatureSize));
    if (!equal(this.#receiving.sign(message), token.subarray(0, signatureSize)))
      throw new SecurityError('A sealed message was altered on the way, or is not the next one.');
    return message;
  }
}

/** Keys, cipher and number of one direction. */
class OneWay {
  readonly #signingKey: Buffer;
  readonly #sealingKey: Buffer;
  #cipher: Rc4;
  #number = 0;

  constructor(sessionKey: Buffer, direction: Direction) {
    this.#signingKey = deriveKey(sessionKey, direction, 'signing');
    this.#sealingKey = deriveKey(sessionKey, direction, 'sealing');
    this.#cipher = new Rc4(this.#sealingKey);
  }

  transform(octets: Buffer): Buffer {
    return this.#cipher.transform(octets);
  }

  /** MAC with extended session security and key exchange (MS-NLMP section 3.4.4.2). */
  sign(message: Buffer): Buffer {
    const number = Buffer.alloc(4);
    number.writeUInt32LE(this.#number);
    this.#number = (this.#number + 1) >>> 0;
    const checksum = hmacMd5(this.#signingKey, number, message).subarray(0, 8);
    return Buffer.concat([Buffer.from([1, 0, 0, 0]), this.#cipher.transform(checksum), number]);
  }

  /** The cipher from its beginning; the numbers go on. */
  restart(): void {
    this.#cipher = new Rc4(this.#sealingKey);
  }
}

/** SIGNKEY and SEALKEY for 128 bit (MS-NLMP sections 3.4.5.2 and 3.4.5.3). */
function deriveKey(sessionKey: Buffer, direction: Direction, purpose: 'signing' | 'sealing'): Buffer {
  const constant = `session key to ${direction} ${purpose} key magic constant\0`;
  return createHash('md5').update(sessionKey).update(constant, 'latin1').digest();
}

/** In a time that does not tell where they differ. */
function equal(expected: Buffer, found: Buffer): boolean {
  return found.length === expected.length && timingSafeEqual(found, expected);
}
