/**
 * Distinguished names as RFC 4514 writes them. Our own: the LDAP libraries either build names only, or are given up
 * (@ldapjs/dn is deprecated, rfc2253 has stood still since 2016).
 */

export interface AttributeValuePair {
  /** Attribute type as written, such as `CN`. */
  readonly type: string;
  /** The value without its escapes; a `#`-prefixed BER value stays as written. */
  readonly value: string;
}

/** One step of a name. Almost always one pair; multi-valued steps (`CN=a+OU=b`) have several. */
export type RelativeName = readonly AttributeValuePair[];

/** Raised for text that is not a distinguished name, with the position (from 0) of what was not understood. */
export class DistinguishedNameError extends Error {
  override readonly name = 'DistinguishedNameError';
}

/** The steps of a name, the object's own first. The empty text is the empty name (the rootDSE). */
export function parseDistinguishedName(text: string): readonly RelativeName[] {
  if (text.trim() === '') return [];
  return new Parser(text).parse();
}

/**
 * A key under which two spellings of one name are equal: attribute types and values without regard to case, escapes
 * resolved, insignificant spaces gone, the pairs of a step in order. Text that is no name is its own key in lower case.
 */
export function distinguishedNameKey(text: string): string {
  try {
    return formatKey(parseDistinguishedName(text));
  } catch (error) {
    if (error instanceof DistinguishedNameError) return text.toLowerCase();
    throw error;
  }
}

function formatKey(steps: readonly RelativeName[]): string {
  return steps
    .map((step) =>
      step
        .map(({ type, value }) => `${type.toLowerCase()}=${escapeValue(value.toLowerCase())}`)
        .sort()
        .join('+'),
    )
    .join(',');
}

/** The name one level up as it is written in the text, or null for the empty name, a single step and text that is no name. */
export function parentName(text: string): string | null {
  const end = endOfFirstStep(text);
  return end === null ? null : text.slice(end + 1).trimStart();
}

/** The value of the object's own step, unescaped (of several pairs the first); the whole text if it is no name. */
export function leafValue(text: string): string {
  try {
    return parseDistinguishedName(text)[0]?.[0]?.value ?? text;
  } catch (error) {
    if (error instanceof DistinguishedNameError) return text;
    throw error;
  }
}

/** True if the name is the other one or lies below it; both given as keys of {@link distinguishedNameKey}. */
export function isAtOrBelow(key: string, ancestorKey: string): boolean {
  return ancestorKey === '' || key === ancestorKey || key.endsWith(`,${ancestorKey}`);
}

/** A value as a step of a name may carry it. */
export function escapeValue(value: string): string {
  const escaped = value.replace(/["+,;<>=\\\0]/g, (character) => (character === '\0' ? '\\00' : `\\${character}`));
  return escaped.replace(/^[ #]/, '\\$&').replace(/(?<!\\) $/, '\\ ');
}

function endOfFirstStep(text: string): number | null {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if ((character === ',' || character === ';') && !quoted) return at;
  }
  return null;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): readonly RelativeName[] {
    const steps: RelativeName[] = [];
    for (;;) {
      steps.push(this.#step());
      if (this.#at === this.#text.length) return steps;
      this.#at += 1; // the separator at which #step stopped
    }
  }

  #step(): RelativeName {
    const pairs = [this.#pair()];
    while (this.#text[this.#at] === '+') {
      this.#at += 1;
      pairs.push(this.#pair());
    }
    return pairs;
  }

  #pair(): AttributeValuePair {
    const equals = this.#text.indexOf('=', this.#at);
    const type = equals < 0 ? '' : this.#text.slice(this.#at, equals).trim();
    if (!/^(?:[A-Za-z][A-Za-z0-9-]*|(?:OID\.)?\d+(?:\.\d+)*)$/i.test(type)) throw this.#error('an attribute name and "="');
    this.#at = equals + 1;
    while (this.#text[this.#at] === ' ') this.#at += 1;
    return { type, value: this.#text[this.#at] === '"' ? this.#quotedValue() : this.#plainValue() };
  }

  #plainValue(): string {
    const octets: number[] = [];
    let value = '';
    let significant = 0; // length up to which the value cannot be insignificant trailing space
    const flush = () => {
      if (octets.length > 0) value += new TextDecoder().decode(Uint8Array.from(octets.splice(0)));
    };
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at] ?? '';
      if (',;+'.includes(character)) break;
      if (character === '"') throw this.#error('no quotation mark inside a value');
      const octet = character === '\\' ? this.#escapedOctet() : null;
      if (octet !== null) {
        octets.push(octet);
        significant = Infinity;
        continue;
      }
      if (significant === Infinity) {
        flush();
        significant = value.length;
      }
      const escaped = character === '\\';
      value += escaped ? this.#escapedCharacter() : character;
      if (escaped || character !== ' ') significant = value.length;
    }
    const endedWithOctet = octets.length > 0;
    flush();
    return endedWithOctet ? value : value.slice(0, significant === Infinity ? value.length : significant);
  }

  #quotedValue(): string {
    let value = '';
    for (this.#at += 1; this.#text[this.#at] !== '"'; this.#at += 1) {
      if (this.#at >= this.#text.length) throw this.#error('a closing quotation mark');
      value += this.#text[this.#at] === '\\' ? this.#escapedCharacter() : this.#text[this.#at];
    }
    this.#at += 1;
    while (this.#text[this.#at] === ' ') this.#at += 1;
    if (this.#at < this.#text.length && !',;+'.includes(this.#text[this.#at] ?? '')) throw this.#error('"," or "+"');
    return value;
  }

  /** Reads `\XX` and stops on its last digit, or returns null without moving if no two hexadecimal digits follow. */
  #escapedOctet(): number | null {
    const digits = this.#text.slice(this.#at + 1, this.#at + 3);
    if (!/^[0-9A-Fa-f]{2}$/.test(digits)) return null;
    this.#at += 2;
    return Number.parseInt(digits, 16);
  }

  #escapedCharacter(): string {
    this.#at += 1;
    const character = this.#text[this.#at];
    if (character === undefined) throw this.#error('a character after "\\"');
    return character;
  }

  #error(expected: string): DistinguishedNameError {
    return new DistinguishedNameError(`Expected ${expected} at position ${this.#at}.`);
  }
}
