import { AppError } from '../errors.ts';
import type { LdifEntry } from './entry-builder.ts';
import { LineUnfolder } from './line-unfolder.ts';
import type { LogicalLine } from './line-unfolder.ts';
import { RecordReader } from './record-reader.ts';
import { TextOctets } from './text-octets.ts';

/** The last record of every file that could be read. */
export interface LdifEnd {
  readonly kind: 'end';
  readonly entries: number;
  /** Why the file holds less than the whole export, in a sentence with the line; null if it ends as a whole one does. */
  readonly cutShort: string | null;
  /** True if no empty line follows the last entry: RFC 2849 wants none, but ldifde and ldapsearch write one. */
  readonly endsUnmarked: boolean;
  /** Addresses of parts of the tree that the server did not hold, as ldapsearch notes them; the first hundred. */
  readonly references: readonly string[];
}

export type LdifRecord = LdifEntry | LdifEnd;

/**
 * Reads an LDIF file (RFC 2849) as ldifde and ldapsearch write it: every entry as soon as it is whole, at last one `end`.
 * UTF-16 with a byte order mark, UTF-8, windows-1252; CRLF or LF. Holds one entry and one chunk, however large the file is.
 *
 * A file whose last line has no end was cut short: the entry of that line is not delivered, and `cutShort` says so. One that
 * ends with a whole line is whole, as RFC 2849 wants no empty line after the last entry; a file that was cut exactly there
 * cannot be told from it.
 *
 * Throws AppError `ldif-syntax`, `ldif-not-text`, `ldif-url-refused`, `ldif-too-large`, or `ldif-empty` if there is no whole entry.
 */
export async function* readLdif(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<LdifRecord> {
  const text = new TextOctets();
  const lines = new LineUnfolder();
  const records = new RecordReader();
  let entries = 0;
  for await (const chunk of chunks) {
    for (const record of wholeEntries(lines.push(text.push(chunk)), records)) {
      entries += 1;
      yield record;
    }
  }
  const { octets, endsWithinCharacter } = text.end();
  const lastEntries = [...wholeEntries(lines.push(octets), records)];
  const { last, unfinishedLine } = lines.end();
  const cut = unfinishedLine !== null || endsWithinCharacter;
  const lastLineEntry = last === null ? null : cut ? records.acceptLast(last) : records.accept(last);
  const unmarkedEntry = cut ? null : records.finish();
  lastEntries.push(...[lastLineEntry, unmarkedEntry].filter((entry) => entry !== null));
  entries += lastEntries.length;
  yield* lastEntries;
  const cutShort = cut ? cutShortSentence(unfinishedLine, records.openEntryLine) : records.cutShort;
  if (entries === 0) throw empty(cutShort);
  yield {
    kind: 'end',
    entries,
    cutShort,
    endsUnmarked: unmarkedEntry !== null,
    references: records.references,
  };
}

function* wholeEntries(lines: Iterable<LogicalLine>, records: RecordReader): Generator<LdifEntry> {
  for (const line of lines) {
    const entry = records.accept(line);
    if (entry !== null) yield entry;
  }
}

function cutShortSentence(unfinishedLine: number | null, entryLine: number | null): string {
  const where = unfinishedLine === null ? 'a character' : `line ${unfinishedLine}`;
  const lost = entryLine === null ? '' : ` The entry that begins at line ${entryLine} is left out.`;
  return `The file was cut short: it ends in the middle of ${where}.${lost}`;
}

function empty(cutShort: string | null): AppError {
  const message =
    'The file holds no whole entry of a directory. Export again, and copy the file after ldifde has ended.';
  return cutShort === null
    ? new AppError('ldif-empty', message)
    : new AppError('ldif-empty', `${message} ${cutShort}`);
}
