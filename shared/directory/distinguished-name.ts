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
  // Almost every name of a directory is written plainly, and a large organisation has hundreds of thousands.
  if (plainName.test(text)) return text.toLowerCase();
  try {
    return formatKey(parseDistinguishedName(text));
  } catch (error) {
    if (error instanceof DistinguishedNameError) return text.toLowerCase();
    throw error;
  }
}

/** Names without escapes, quotes, multi-valued steps and spaces at the borders: such a name in lower case is its own key. */
const plainName = /^(?:(?:^|,)[a-z][a-z0-9-]*=[^\s,;+"\\<>=#\0](?:[^,;+"\\<>=\0]*[^\s,;+"\\<>=\0])?)+$/i;

function formatKey(steps: readonly RelativeName[]): string {
  return steps
    .map((step) =>
      step
        .map(({ type, value }) => `${type.toLowerCase()}=${escapeValue(value.toLowerCase())}`)
        .toSorted()
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
  const end = endOfFirstStep(text);
  try {
    return parseDistinguishedName(end === null ? text : text.slice(0, end))[0]?.[0]?.value ?? text;
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
  const escaped = value.replace(/["+,;<>=\\\0]/g, (character) =>
    character === '\0' ? '\\00' : `\\${character}`,
  );
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

const separators = ',;+';

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
    if (!/^(?:[A-Za-z][A-Za-z0-9-]*|(?:OID\.)?\d+(?:\.\d+)*)$/i.test(type))
      throw this.#error('an attribute name and "="');
    this.#at = equals + 1;
    while (this.#text[this.#at] === ' ') this.#at += 1;
    return { type, value: this.#text[this.#at] === '"' ? this.#quotedValue() : this.#plainValue() };
  }

  #plainValue(): string {
    let value = '';
    let significant = 0; // what stands after this length is insignificant space so far
    while (this.#at < this.#text.length && !separators.includes(this.#text[this.#at] ?? '')) {
      const character = this.#text[this.#at] ?? '';
      if (character === '"') throw this.#error('no quotation mark inside a value');
      if (character === '\\') value += this.#escapedOctets() || this.#escapedCharacter();
      else value += character;
      if (character !== '\\') this.#at += 1;
      if (character !== ' ') significant = value.length;
    }
    return value.slice(0, significant);
  }

  #quotedValue(): string {
    let value = '';
    this.#at += 1;
    while (this.#text[this.#at] !== '"') {
      const character = this.#text[this.#at];
      if (character === undefined) throw this.#error('a closing quotation mark');
      if (character === '\\') value += this.#escapedOctets() || this.#escapedCharacter();
      else value += character;
      if (character !== '\\') this.#at += 1;
    }
    this.#at += 1;
    while (this.#text[this.#at] === ' ') this.#at += 1;
    if (this.#at < this.#text.length && !separators.includes(this.#text[this.#at] ?? ''))
      throw this.#error('"," or "+"');
    return value;
  }

  /** Reads a run of `\\XX`, which are the octets of UTF-8 text; the empty text, without moving, if none stands here. */
  #escapedOctets(): string {
    const run = /(?:\\[0-9a-f]{2})*/iy;
    run.lastIndex = this.#at;
    const escapes = run.exec(this.#text)?.[0] ?? '';
    this.#at += escapes.length;
    return new TextDecoder().decode(
      Uint8Array.from(escapes.match(/[0-9a-f]{2}/gi) ?? [], (digits) => Number.parseInt(digits, 16)),
    );
  }

  #escapedCharacter(): string {
    const character = this.#text[this.#at + 1];
    if (character === undefined) throw this.#error('a character after "\\"');
    this.#at += 2;
    return character;
  }

  #error(expected: string): DistinguishedNameError {
    return new DistinguishedNameError(`Expected ${expected} at position ${this.#at}.`);
  }
}
