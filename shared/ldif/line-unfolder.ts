import { syntaxError, tooLarge } from './ldif-error.ts';
import { longestLineOctets } from './limits.ts';
import { OctetBuffer } from './octet-buffer.ts';

/** A line with its folded parts joined, without its end. The octets are valid until the next line is asked for. */
export interface LogicalLine {
  /** Number of its first part, from 1. */
  readonly number: number;
  readonly octets: Uint8Array;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/** Cuts text into lines and joins the folded ones. Holds one line, at most {@link longestLineOctets} (AppError `ldif-too-large`). */
export class LineUnfolder {
  /** A line whose end has not come yet. */
  readonly #unfinished = new OctetBuffer();
  /** The last whole line, which the next one may still continue; its folded parts gather in #folded. */
  #held: LogicalLine | null = null;
  readonly #folded = new OctetBuffer();
  #count = 0;

  *push(chunk: Uint8Array): Generator<LogicalLine> {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const finished = this.#accept(this.#physicalLine(chunk.subarray(start, end)));
      start = end + 1;
      if (finished !== null) yield finished;
    }
    this.#unfinished.append(chunk.subarray(start));
    this.#checkLength(this.#count + 1, this.#unfinished.length);
    // The chunk is the caller's and may be used again.
    if (this.#held !== null) this.#held = { number: this.#held.number, octets: this.#held.octets.slice() };
  }

  /** The last whole line if there is one, and the number of a line after it that has no end (null if all have). */
  end(): { readonly last: LogicalLine | null; readonly unfinishedLine: number | null } {
    if (this.#unfinished.length === 0) return { last: this.#takeHeld(), unfinishedLine: null };
    const continues = this.#unfinished.take()[0] === space;
    return { last: continues ? null : this.#takeHeld(), unfinishedLine: this.#count + 1 };
  }

  #physicalLine(piece: Uint8Array): Uint8Array {
    let line = piece;
    if (this.#unfinished.length > 0) {
      this.#unfinished.append(piece);
      line = this.#unfinished.take();
    }
    // More than one carriage return is what a transfer in text mode leaves of CRLF.
    let length = line.length;
    while (length > 0 && line[length - 1] === carriageReturn) length -= 1;
    return length === line.length ? line : line.subarray(0, length);
  }

  /** Takes a line in and returns the one before it, which is now known to be whole. */
  #accept(octets: Uint8Array): LogicalLine | null {
    this.#count += 1;
    this.#checkLength(this.#count, octets.length);
    if (octets[0] === space) {
      this.#continueHeld(octets.subarray(1));
      return null;
    }
    const finished = this.#takeHeld();
    this.#held = { number: this.#count, octets };
    return finished;
  }

  #continueHeld(part: Uint8Array): void {
    if (this.#held === null || this.#held.octets.length === 0) {
      throw syntaxError(
        this.#count,
        'begins with a space, as the continuation of a line, but there is none before it',
      );
    }
    if (this.#folded.length === 0) this.#folded.append(this.#held.octets);
    this.#folded.append(part);
    this.#checkLength(this.#held.number, this.#folded.length);
  }

  #takeHeld(): LogicalLine | null {
    if (this.#held === null || this.#folded.length === 0) return this.#held;
    return { number: this.#held.number, octets: this.#folded.take() };
  }

  #checkLength(number: number, octets: number): void {
    if (octets > longestLineOctets) {
      throw tooLarge(number, `is longer than ${longestLineOctets / 1024 / 1024} MiB`);
    }
  }
}
