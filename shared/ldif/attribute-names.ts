const mostKnown = 10_000;

interface KnownName {
  readonly octets: Uint8Array;
  readonly name: string;
}

/** An attribute or OID with options; underscores, which RFC 4512 does not know, are harmless. */
const attributePattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:;[A-Za-z0-9=*_-]+)*$/;

const decoder = new TextDecoder();

/**
 * The attribute names of a file. A file has millions of lines and a few hundred names: each is decoded and checked once,
 * which halves the time of reading, and all entries share one text of it.
 */
export class AttributeNames {
  readonly #known = new Map<number, KnownName>();

  /** The name that ends before the position, or null if it is no attribute name. */
  nameOf(octets: Uint8Array, end: number): string | null {
    let hash = end;
    for (let at = 0; at < end; at += 1) hash = (Math.imul(hash, 31) + (octets[at] ?? 0)) | 0;
    const known = this.#known.get(hash);
    if (known !== undefined && isBeginning(known.octets, octets, end)) return known.name;
    const name = decoder.decode(octets.subarray(0, end));
    if (!attributePattern.test(name)) return null;
    if (known === undefined && this.#known.size < mostKnown)
      this.#known.set(hash, { octets: octets.slice(0, end), name });
    return name;
  }
}

function isBeginning(beginning: Uint8Array, octets: Uint8Array, length: number): boolean {
  if (beginning.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (beginning[at] !== octets[at]) return false;
  return true;
}
