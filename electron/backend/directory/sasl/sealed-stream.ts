import { Duplex } from 'node:stream';

import { encodeFrame, SealedFrames } from './sealed-frames.ts';
import { SecurityError } from './security-context.ts';
import type { MessageProtection } from './security-context.ts';

/** Octets that one sealed message carries at most. Domain controllers accept far more, and requests are smaller. */
const largestPiece = 64 * 1024;

/**
 * A stream whose octets go through another one encrypted and signed, from its first octet on (RFC 4422 section 3.7). It takes the inner
 * stream over: ending, closing and destroying go both ways, and so does waiting. A message that was altered, or is too large,
 * destroys both with a {@link SecurityError}; nothing of it is passed on.
 */
export class SealedStream extends Duplex {
  readonly #inner: Duplex;
  readonly #protection: MessageProtection;
  readonly #frames = new SealedFrames();
  #ended = false;

  constructor(inner: Duplex, protection: MessageProtection) {
    super({ allowHalfOpen: false });
    this.#inner = inner;
    this.#protection = protection;
    inner.on('data', (chunk: Buffer) => this.#receive(chunk));
    inner.on('end', () => this.#end());
    inner.on('error', (error) => this.destroy(error));
    // What was read before an orderly end may still be waiting to be read on; anything else ends at once.
    inner.on('close', () => this.#ended || this.destroy());
    // Until somebody reads here, for whom _read resumes it.
    inner.pause();
    // One that is gone already will not say so again.
    if (inner.destroyed) this.destroy();
  }

  #receive(chunk: Buffer): void {
    if (this.destroyed) return;
    try {
      let wantsMore = true;
      for (const token of this.#frames.push(chunk)) {
        const message = this.#protection.unwrap(token);
        if (message.length > 0) wantsMore = this.push(message);
      }
      if (!wantsMore) this.#inner.pause();
    } catch (error) {
      // Thrown on from here, in a handler of the stream, it would end the program.
      this.destroy(error instanceof Error ? error : new SecurityError(String(error)));
    }
  }

  #end(): void {
    this.#ended = true;
    this.push(null);
  }

  override _read(): void {
    this.#inner.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const frames: Buffer[] = [];
    for (let at = 0; at < chunk.length; at += largestPiece)
      frames.push(encodeFrame(this.#protection.wrap(chunk.subarray(at, at + largestPiece))));
    this.#inner.write(Buffer.concat(frames), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    // An inner stream that is gone already cannot be ended again, which is no failure.
    this.#inner.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#inner.destroy();
    done(error);
  }
}
