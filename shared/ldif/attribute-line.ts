import { AppError } from '../errors.ts';
import type { AttributeNames } from './attribute-names.ts';
import { decodeBase64 } from './base64.ts';
import { syntaxError } from './ldif-error.ts';
import type { LogicalLine } from './line-unfolder.ts';

/** What one line of an entry says. */
export interface AttributeLine {
  readonly number: number;
  /** Attribute with its options, as written. */
  readonly name: string;
  /** Octets of the value, a copy of their own; text is UTF-8. */
  readonly value: Uint8Array;
}

const colon = ':'.charCodeAt(0);
const lessThan = '<'.charCodeAt(0);
const space = ' '.charCodeAt(0);
const carriageReturn = '\r'.charCodeAt(0);

const encoder = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ansi = new TextDecoder('windows-1252');

/**
 * Reads `name: value`, `name:: base64`. A value that is not valid UTF-8 was written by a program that knows no Unicode and is
 * taken as windows-1252, line by line. Throws AppError `ldif-url-refused` for `name:< url`, which is never followed, and
 * `ldif-syntax` for anything else.
 */
export function parseAttributeLine({ number, octets }: LogicalLine, names: AttributeNames): AttributeLine {
  const nameEnd = octets.indexOf(colon);
  const name = nameEnd < 0 ? null : names.nameOf(octets, nameEnd);
  if (name === null) {
    throw syntaxError(number, 'is not LDIF, which has "attribute: value" in every line', octets);
  }
  const kind = octets[nameEnd + 1];
  if (kind === lessThan) throw urlRefused(number, name);
  return {
    number,
    name,
    value:
      kind === colon
        ? base64Value(number, name, octets, nameEnd + 2)
        : plainValue(number, name, octets, nameEnd + 1),
  };
}

/** The text of a distinguished name, or AppError `ldif-syntax` if its octets are not UTF-8. */
export function textOf({ number, name, value }: AttributeLine): string {
  try {
    return strictUtf8.decode(value);
  } catch {
    throw syntaxError(number, `holds a value of "${name}" that is not text`);
  }
}

function plainValue(number: number, name: string, octets: Uint8Array, from: number): Uint8Array {
  const start = afterSpaces(octets, from);
  let isAscii = true;
  for (let at = start; at < octets.length; at += 1) {
    const octet = octets[at] ?? 0;
    if (octet === carriageReturn)
      throw syntaxError(number, `holds a carriage return inside the value of "${name}"`);
    if (octet >= 0x80) isAscii = false;
  }
  const value = octets.slice(start);
  return isAscii || isUtf8(value) ? value : encoder.encode(ansi.decode(value));
}

function base64Value(number: number, name: string, octets: Uint8Array, from: number): Uint8Array {
  const value = decodeBase64(octets.subarray(afterSpaces(octets, from)));
  // The text is not shown: it may be a secret.
  if (value === null) throw syntaxError(number, `holds a value of "${name}" that is not valid base64`);
  return value;
}

function afterSpaces(octets: Uint8Array, from: number): number {
  let at = from;
  while (octets[at] === space) at += 1;
  return at;
}

function isUtf8(octets: Uint8Array): boolean {
  try {
    strictUtf8.decode(octets);
    return true;
  } catch {
    return false;
  }
}

function urlRefused(number: number, name: string): AppError {
  return new AppError(
    'ldif-url-refused',
    `Line ${number} of the file names another file or address as the value of "${name}". Hopcheck never opens such a reference. Export again without it.`,
  );
}
