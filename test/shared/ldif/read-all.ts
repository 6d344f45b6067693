import type { LdifEnd, LdifRecord } from '../../../shared/ldif/ldif-reader.ts';
import { readLdif } from '../../../shared/ldif/ldif-reader.ts';

/** An entry as a test compares it: every octet of a value as one character. */
export interface PlainEntry {
  readonly line: number;
  readonly dn: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export interface PlainFile {
  readonly entries: readonly PlainEntry[];
  readonly end: LdifEnd | null;
}

/** Everything that the reader delivers. */
export async function readAll(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<PlainFile> {
  const entries: PlainEntry[] = [];
  let end: LdifEnd | null = null;
  for await (const record of readLdif(chunks)) {
    if (end !== null) throw new Error('A record came after the end.');
    if (record.kind === 'end') end = record;
    else entries.push(plain(record));
  }
  return { entries, end };
}

function plain({ line, entry }: Extract<LdifRecord, { kind: 'entry' }>): PlainEntry {
  const attributes = [...entry.attributes].map(([name, values]) => [
    name,
    values.map((value) => Buffer.from(value).toString('latin1')),
  ]);
  return { line, dn: entry.distinguishedName, attributes: Object.fromEntries(attributes) };
}

/** The octets of a text, each character below U+0100 as one octet. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function utf16le(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
}

export function utf16be(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16());
}
