import { SecurityError } from './security-context.ts';

/** Octets of the largest sealed message accepted: as large as the largest LDAP message. */
export const largestToken = 16 * 1024 * 1024;
const headerSize = 4;

/** Puts the length before a sealed message (RFC 4422 section 3.7). */
export function encodeFrame(token: Buffer): Buffer {
  const header = Buffer.alloc(headerSize);
  header.writeUInt32BE(token.length);
  return Buffer.concat([header, token]);
}

/** Cuts a stream of octets into sealed messages (RFC 4422 section 3.7: four octets of length, then the message). */
export class SealedFrames {
  #chunks: Buffer[] = [];
  #held = 0;
  /** Octets of the message being received; null before its length is there. */
  #length: number | null = null;

  /** The messages that are whole now. Throws {@link SecurityError} for one above the bound, after which the stream is of no more use. */
  *push(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    for (;;) {
      if (this.#length === null) {
        if (this.#held < headerSize) return;
        this.#length = this.#take(headerSize).readUInt32BE();
        if (this.#length > largestToken)
          throw new SecurityError(`A sealed message of ${this.#length} octets is too large.`);
      }
      if (this.#held < this.#length) return;
      yield this.#take(this.#length);
      this.#length = null;
    }
  }

  #take(size: number): Buffer {
    const [first, ...others] = this.#chunks;
    const octets =
      first !== undefined && others.length === 0 ? first : Buffer.concat(this.#chunks, this.#held);
    this.#chunks = octets.length > size ? [octets.subarray(size)] : [];
    this.#held -= size;
    return octets.subarray(0, size);
  }
}
