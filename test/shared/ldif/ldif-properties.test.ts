import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { AppError } from '../../../shared/errors.ts';
import type { PlainFile } from './read-all.ts';
import { latin1, readAll, utf16le, utf8 } from './read-all.ts';

interface WrittenValue {
  readonly name: string;
  /** Octets. */
  readonly value: Uint8Array;
  readonly base64: boolean;
}

interface WrittenEntry {
  readonly dn: string;
  readonly values: readonly WrittenValue[];
}

interface Style {
  readonly lineEnd: '\n' | '\r\n';
  readonly width: number;
  readonly encoding: 'utf-8' | 'utf-16le';
  readonly changetype: boolean;
}

const safeText = /^(?![ :<])[^\0\r\n]*$/u;

/** An LDIF file as RFC 2849 wants it: base64 where plain text cannot stand, every line folded at the width. */
function written(entries: readonly WrittenEntry[], style: Style): Uint8Array {
  const lines: string[] = [];
  for (const { dn, values } of entries) {
    lines.push(safeText.test(dn) ? `dn: ${dn}` : `dn:: ${Buffer.from(dn).toString('base64')}`);
    if (style.changetype) lines.push('changetype: add');
    for (const { name, value, base64 } of values) {
      const text = Buffer.from(value).toString();
      const isPlain = !base64 && safeText.test(text) && Buffer.from(text).equals(value);
      lines.push(isPlain ? `${name}: ${text}` : `${name}:: ${Buffer.from(value).toString('base64')}`);
    }
    lines.push('');
  }
  const text = lines.map((line) => folded(line, style) + style.lineEnd).join('');
  return style.encoding === 'utf-8' ? utf8(text) : utf16le(text);
}

function folded(line: string, { lineEnd, width }: Style): string {
  const characters = [...line];
  const parts: string[] = [];
  while (characters.length > 0) parts.push(characters.splice(0, width).join(''));
  return parts.join(`${lineEnd} `);
}

function expected(entries: readonly WrittenEntry[]): readonly unknown[] {
  return entries.map(({ dn, values }) => {
    const attributes: Record<string, string[]> = {};
    for (const { name, value } of values)
      (attributes[name] ??= []).push(Buffer.from(value).toString('latin1'));
    return { dn, attributes };
  });
}

function withoutLines({ entries }: PlainFile): readonly unknown[] {
  return entries.map(({ dn, attributes }) => ({ dn, attributes }));
}

function* pieces(octets: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    yield octets.subarray(at, at + size);
    at += size;
  }
  yield octets.subarray(at);
}

const value = fc.record({
  name: fc.constantFrom('cn', 'objectGUID', 'member;range=0-1499', 'description', 'changeType2'),
  value: fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }).map(utf8),
    fc.string({ unit: 'grapheme-ascii', maxLength: 200 }).map(utf8),
  ),
  base64: fc.boolean(),
});
const entry = fc.record({
  dn: fc.string({ unit: 'grapheme', maxLength: 120 }),
  values: fc.array(value, { maxLength: 8 }),
});
const style = fc.record({
  lineEnd: fc.constantFrom('\n' as const, '\r\n' as const),
  width: fc.integer({ min: 2, max: 100 }),
  encoding: fc.constantFrom('utf-8' as const, 'utf-16le' as const),
  changetype: fc.boolean(),
});
const chunkSizes = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 40 });

describe('any export', () => {
  test('reads back whole, however it is written, folded and split into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        style,
        chunkSizes,
        async (entries, how, sizes) => {
          const file = await readAll(pieces(written(entries, how), sizes));
          expect(withoutLines(file)).toEqual(expected(entries));
          expect(file.end).toEqual({
            kind: 'end',
            entries: entries.length,
            cutShort: null,
            endsUnmarked: false,
            references: [],
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('any octets at all end in entries or in an AppError', async () => {
    const fragments = fc.constantFrom(
      'dn: a',
      'cn:: QQ==',
      ' x',
      '\n',
      '\r\n',
      '# c',
      'search: 2',
      'result: 4',
      '\xff\xfe',
      '\0',
      'é',
      ':<',
    );
    const text = fc.array(fragments, { maxLength: 30 }).map((parts) => latin1(parts.join('')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), text), async (octets) => {
        const outcome: unknown = await readAll([octets]).then(
          () => 'read',
          (error: unknown) => (error instanceof AppError ? 'refused' : error),
        );
        expect(['read', 'refused']).toContain(outcome);
      }),
      { numRuns: 1000 },
    );
  });
});

/** The entries that come out, and how the reading ends. */
async function outcomeOf(
  octets: Uint8Array,
): Promise<{ readonly entries: readonly unknown[]; readonly ending: string }> {
  try {
    const { entries, end } = await readAll([octets]);
    return { entries, ending: end?.cutShort?.startsWith('The file was cut short: ') ? 'cut short' : 'whole' };
  } catch (error) {
    return { entries: [], ending: error instanceof AppError ? error.code : String(error) };
  }
}

describe('an export that was cut at any octet', () => {
  const entries: readonly WrittenEntry[] = [1, 2, 3].map((number) => ({
    dn: `CN=${number},CN=Zürich 😀`,
    values: [
      { name: 'objectClass', value: utf8('protocolCfgSMTPServer'), base64: false },
      { name: 'cn', value: utf8(`virtual server ${number}`), base64: true },
      { name: 'msExchSmtpOutboundSecurityFlag', value: utf8('21'), base64: false },
    ],
  }));

  test.each<Style>([
    { lineEnd: '\n', width: 20, encoding: 'utf-8', changetype: false },
    { lineEnd: '\r\n', width: 20, encoding: 'utf-8', changetype: true },
    { lineEnd: '\r\n', width: 24, encoding: 'utf-16le', changetype: true },
  ])('is marked unless the cut is at the end of a line: $encoding, folded at $width', async (how) => {
    const octets = written(entries, how);
    const wholeEntries = (await readAll([octets])).entries;
    const boundaries = [1, 2, 3].map((count) => written(entries.slice(0, count), how).length);
    const outcomes: unknown[] = [];
    const expectedOutcomes: unknown[] = [];
    for (let length = 0; length <= octets.length; length += 1) {
      // A cut right after a line leaves a file that a shorter export could have been: nobody can tell.
      if (endsWithLine(octets.subarray(0, length), how)) continue;
      outcomes.push({ length, ...(await outcomeOf(octets.subarray(0, length))) });
      const count = boundaries.filter((boundary) => boundary <= length).length;
      expectedOutcomes.push({
        length,
        entries: wholeEntries.slice(0, count),
        ending: count === 0 ? 'ldif-empty' : 'cut short',
      });
    }
    expect(outcomes).toEqual(expectedOutcomes);
    expect(outcomes.length).toBeGreaterThan(octets.length * 0.8);
  });
});

function endsWithLine(octets: Uint8Array, { encoding }: Style): boolean {
  const last = encoding === 'utf-16le' ? octets.slice(-2) : octets.slice(-1);
  const wholeUnits = encoding !== 'utf-16le' || octets.length % 2 === 0;
  return wholeUnits && last[0] === 0x0a && (last[1] ?? 0) === 0;
}
