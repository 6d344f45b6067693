import { octetAttributes, passwordAttributes } from '../exchange/attributes.ts';
import type { DirectoryEntry, RawEntry } from './entry.ts';

/** A directory object as text, and what happened to it on the way. */
export interface DecodedEntry {
  readonly entry: DirectoryEntry;
  /** True if a password attribute came along. Its values were not looked at. */
  readonly passwordDropped: boolean;
  /** True if a wanted attribute came only in part (`;range=0-1499` without the ranges that follow). */
  readonly valuesCut: boolean;
}

/** Positions of values of a multi-valued attribute, both included; the last range of all ends at Infinity. */
interface ValueRange {
  readonly from: number;
  readonly to: number;
}

/** What becomes of an attribute, by its description as received. */
type Use =
  | { readonly kind: 'password' }
  | { readonly kind: 'unwanted' }
  | {
      readonly kind: 'wanted';
      readonly name: string;
      readonly toText: (octets: Uint8Array) => string;
      readonly range: ValueRange | null;
    };

/** Descriptions that a decoder remembers: many times more than a schema has. */
const mostRemembered = 10_000;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const octetTypes: ReadonlySet<string> = new Set([...octetAttributes].map((name) => name.toLowerCase()));

/**
 * The wanted attributes of an object, under the spelling of `wanted`, as text: UTF-8 as it stands, octet strings as
 * lower-case hexadecimal, text that is not UTF-8 as `bytes 0x<hexadecimal>`. Options of an attribute (`;binary`, `;range=`)
 * are left off; values that come under several spellings or ranges are joined in the order in which they came.
 */
export function decodeEntry(raw: RawEntry, wanted: readonly string[]): DecodedEntry {
  return entryDecoder(wanted)(raw);
}

/** {@link decodeEntry} for many objects: what becomes of an attribute is decided once. */
export function entryDecoder(wanted: readonly string[]): (raw: RawEntry) => DecodedEntry {
  const spelling = new Map(wanted.map((name) => [name.toLowerCase(), name]));
  const uses = new Map<string, Use>();
  return (raw) =>
    decode(raw, (description) => {
      const known = uses.get(description);
      if (known !== undefined) return known;
      const use = useOf(description, spelling);
      if (uses.size < mostRemembered) uses.set(description, use);
      return use;
    });
}

function decode(raw: RawEntry, useOfDescription: (description: string) => Use): DecodedEntry {
  // The lists grow in place: a hostile object may have hundreds of thousands of spellings of one attribute.
  const decoded = new Map<string, string[]>();
  const ranges = new Map<string, ValueRange[]>();
  let passwordDropped = false;
  for (const [description, octets] of raw.attributes) {
    const use = useOfDescription(description);
    if (use.kind === 'password') passwordDropped = true;
    if (use.kind !== 'wanted') continue;
    const texts = listOf(decoded, use.name);
    for (const value of octets) texts.push(use.toText(value));
    if (use.range !== null) listOf(ranges, use.name).push(use.range);
  }
  return {
    entry: { distinguishedName: raw.distinguishedName, attributes: Object.fromEntries(decoded) },
    passwordDropped,
    valuesCut: [...ranges.values()].some((parts) => !coversAll(parts)),
  };
}

/** The list under a name, which is put there if it is missing. */
function listOf<T>(lists: Map<string, T[]>, name: string): T[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}

/** Lower-case name of an attribute without its options: `cn` of `CN;lang-de`. */
function attributeType(description: string): string {
  const optionsAt = description.indexOf(';');
  return (optionsAt < 0 ? description : description.slice(0, optionsAt)).toLowerCase();
}

function useOf(description: string, spelling: ReadonlyMap<string, string>): Use {
  const type = attributeType(description);
  if (passwordAttributes.has(type)) return { kind: 'password' };
  const name = spelling.get(type);
  if (name === undefined) return { kind: 'unwanted' };
  return {
    kind: 'wanted',
    name,
    toText: octetTypes.has(type) ? hexadecimal : textOrHexadecimal,
    range: rangeOf(description),
  };
}

function rangeOf(description: string): ValueRange | null {
  const match = /;range=(\d+)-(\d+|\*)(?:;|$)/i.exec(description);
  return match === null
    ? null
    : { from: Number(match[1]), to: match[2] === '*' ? Infinity : Number(match[2]) };
}

function coversAll(ranges: readonly ValueRange[]): boolean {
  let next = 0;
  for (const { from, to } of ranges.toSorted((first, second) => first.from - second.from)) {
    if (from > next) return false;
    next = Math.max(next, to + 1);
  }
  return next === Infinity;
}

function textOrHexadecimal(octets: Uint8Array): string {
  try {
    return strictUtf8.decode(octets);
  } catch {
    return `bytes 0x${hexadecimal(octets)}`;
  }
}

/** By way of the octets of the digits: a text for every octet would need a hundred times the memory of a large value. */
function hexadecimal(octets: Uint8Array): string {
  const digits = new Uint8Array(octets.length * 2);
  for (const [at, octet] of octets.entries()) {
    digits[at * 2] = digitOctet(octet >> 4);
    digits[at * 2 + 1] = digitOctet(octet & 0xf);
  }
  return strictUtf8.decode(digits);
}

function digitOctet(digit: number): number {
  return digit + (digit < 10 ? 0x30 : 0x57);
}
