import { AppError } from '../errors.ts';
import { LineUnfolder } from './line-unfolder.ts';
import type { LogicalLine } from './line-unfolder.ts';
import { RecordReader } from './record-reader.ts';
import type { LdifEntry } from './record-reader.ts';
import { TextOctets } from './text-octets.ts';

/** The last record of every file that could be read. */
export interface LdifEnd {
  readonly kind: 'end';
  readonly entries: number;
  /** Why the file holds less than the whole export, in a sentence with the line; null if it ends as a whole one does. */
  readonly cutShort: string | null;
  /** Addresses of parts of the tree that the server did not hold, as ldapsearch notes them; the first hundred. */
  readonly references: readonly string[];
}

export type LdifRecord = LdifEntry | LdifEnd;

/**
 * Reads an LDIF file (RFC 2849) as ldifde and ldapsearch write it: every entry as soon as it is whole, at last one `end`.
 * UTF-16 with a byte order mark, UTF-8, windows-1252; CRLF or LF. Holds one entry and one chunk, however large the file is.
 *
 * An entry is whole when the empty line after it has come; both programs write one after the last entry too. What a file
 * without it holds after the last empty line is not delivered, and `cutShort` says so. A file that was cut exactly after an
 * empty line cannot be told from a whole one.
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
  const { remaining, unfinishedLine } = remainingLines(lines, octets);
  for (const record of wholeEntries(remaining, records)) {
    entries += 1;
    yield record;
  }
  const cutShort = cutShortSentence({ unfinishedLine, endsWithinCharacter, records });
  if (entries === 0) throw empty(cutShort);
  yield { kind: 'end', entries, cutShort, references: records.references };
}

function* wholeEntries(lines: Iterable<LogicalLine>, records: RecordReader): Generator<LdifEntry> {
  for (const line of lines) {
    const entry = records.accept(line);
    if (entry !== null) yield entry;
  }
}

/** The lines that are left when the file has ended: in a file of less than three octets all of them, else the last one. */
function remainingLines(lines: LineUnfolder, octets: Uint8Array) {
  const remaining = [...lines.push(octets)];
  const { last, unfinishedLine } = lines.end();
  if (last !== null) remaining.push(last);
  return { remaining, unfinishedLine };
}

interface Ending {
  readonly unfinishedLine: number | null;
  readonly endsWithinCharacter: boolean;
  readonly records: RecordReader;
}

function cutShortSentence({ unfinishedLine, endsWithinCharacter, records }: Ending): string | null {
  const entryLine = records.openEntryLine;
  const lost = entryLine === null ? '' : ` The entry that begins at line ${entryLine} is left out.`;
  if (unfinishedLine !== null)
    return `The file was cut short: it ends in the middle of line ${unfinishedLine}.${lost}`;
  if (endsWithinCharacter) return `The file was cut short: it ends in the middle of a character.${lost}`;
  if (entryLine !== null) {
    return `The file was cut short: no empty line follows the entry that begins at line ${entryLine}, which is left out because more of it may be missing.`;
  }
  return records.cutShort;
}

function empty(cutShort: string | null): AppError {
  const message =
    'The file holds no whole entry of a directory. Export again, and copy the file after ldifde has ended.';
  return cutShort === null
    ? new AppError('ldif-empty', message)
    : new AppError('ldif-empty', `${message} ${cutShort}`);
}
