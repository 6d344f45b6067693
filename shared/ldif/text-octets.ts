import { AppError } from '../errors.ts';

const byteOrderMarks = [
  { encoding: 'utf-16le', octets: [0xff, 0xfe] },
  { encoding: 'utf-16be', octets: [0xfe, 0xff] },
  { encoding: 'utf-8', octets: [0xef, 0xbb, 0xbf] },
] as const;

/**
 * Turns a file's octets into those of a text whose lines end with LF: UTF-16 with a byte order mark into UTF-8, anything
 * else (UTF-8, ANSI) as it stands, without its mark. NUL octets are refused with AppError `ldif-not-text`, and so is text that
 * is not what its mark says.
 */
export class TextOctets {
  #beginning: Uint8Array | null = new Uint8Array(0);
  #decoder: TextDecoder | null = null;
  readonly #encoder = new TextEncoder();

  push(chunk: Uint8Array): Uint8Array {
    if (this.#beginning === null) return this.#convert(chunk);
    const beginning = joined(this.#beginning, chunk);
    if (beginning.length < 3) {
      this.#beginning = beginning;
      return new Uint8Array(0);
    }
    return this.#begin(beginning);
  }

  /** What was held back for the file's first characters, and whether the file ends within a character of UTF-16. */
  end(): { readonly octets: Uint8Array; readonly endsWithinCharacter: boolean } {
    const octets = this.#beginning === null ? new Uint8Array(0) : this.#begin(this.#beginning);
    try {
      this.#decoder?.decode();
      return { octets, endsWithinCharacter: false };
    } catch {
      return { octets, endsWithinCharacter: true };
    }
  }

  #begin(beginning: Uint8Array): Uint8Array {
    this.#beginning = null;
    const mark = byteOrderMarks.find(({ octets }) => octets.every((octet, at) => beginning[at] === octet));
    if (mark === undefined) return this.#convert(beginning);
    if (mark.encoding !== 'utf-8')
      this.#decoder = new TextDecoder(mark.encoding, { fatal: true, ignoreBOM: true });
    return this.#convert(beginning.subarray(mark.octets.length));
  }

  #convert(chunk: Uint8Array): Uint8Array {
    const octets =
      this.#decoder === null ? plainOctets(chunk) : this.#encoder.encode(decodeUtf16(this.#decoder, chunk));
    if (octets.includes(0)) {
      throw notText(
        'holds NUL octets, which no LDIF file has (if it is Unicode text, it lacks its byte order mark)',
      );
    }
    return octets;
  }
}

/** The same memory without what Node's Buffer changes: its `slice` copies nothing, and its `subarray` is slow. */
function plainOctets(chunk: Uint8Array): Uint8Array {
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
}

function decodeUtf16(decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw notText('begins as Unicode text (UTF-16) but does not go on as such');
  }
}

function notText(what: string): AppError {
  return new AppError(
    'ldif-not-text',
    `This is not an LDIF file: it ${what}. Choose the file that ldifde wrote, and copy it in binary mode.`,
  );
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
