import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { FilterParser } from 'ldapts';

import type { DecodedEntry } from '../../../shared/directory/decode-entry.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type {
  DirectorySource,
  LdifFileDescription,
  SearchPage,
  SearchRequest,
} from '../../../shared/directory/source.ts';
import { walkAttributes } from '../../../shared/exchange/attributes.ts';
import { readLdif } from '../../../shared/ldif/ldif-reader.ts';
import type { LdifEnd } from '../../../shared/ldif/ldif-reader.ts';
import type { DistinguishedNameMap } from './distinguished-name-map.ts';
import { cancelled } from './explain.ts';
import { matchesFilter } from './filter-match.ts';
import type { TextsOf } from './filter-match.ts';
import { LdifCollection } from './ldif-collection.ts';
import { untilAborted } from './until-aborted.ts';

const pageEntries = 500;
/** The walk's attributes by their name in lower case: all that an object here can have. */
const walkSpelling: ReadonlyMap<string, string> = new Map(
  walkAttributes.map((name) => [name.toLowerCase(), name]),
);
const success = 0;
const noSuchObject = 32;

export interface LdifDirectoryOptions {
  readonly fileName: string;
  /** Octets that are expected; null if unknown. */
  readonly size: number | null;
  /** When the file was last changed, ISO 8601 in UTC; null if it was not told. */
  readonly modifiedAt: string | null;
  readonly signal: AbortSignal;
  /** Called after every chunk, with the octets and the entries read so far. */
  onProgress(bytesRead: number, entries: number): void;
}

/**
 * Reads an LDIF file once and returns what the walk needs of it as a source: the objects of `walkClasses` with the
 * `walkAttributes`; memory is bounded by these, not by the file. Passwords in the file are left behind unread.
 * Throws AppError: those of {@link readLdif}, `exchange-not-found`, `several-organizations`, `ldif-syntax` for an object that
 * is described twice in different ways, and `cancelled` at once when the signal is aborted.
 */
export async function readLdifDirectory(
  chunks: AsyncIterable<Uint8Array>,
  options: LdifDirectoryOptions,
): Promise<DirectorySource> {
  const collection = new LdifCollection();
  const hash = createHash('sha256');
  let size = 0;
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of untilAborted(chunks, options.signal)) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
      options.onProgress(size, collection.entries);
    }
  }
  let end: LdifEnd | null = null;
  for await (const record of readLdif(watched())) {
    if (record.kind === 'entry') collection.add(record);
    else end = record;
  }
  const exchangeContainer = collection.exchangeContainer();
  const reasons = [end?.cutShort, sizeDifference(size, options.size), collection.unreadable].filter(
    (reason) => typeof reason === 'string',
  );
  return new LdifDirectory({
    description: {
      kind: 'ldif',
      fileName: options.fileName,
      size,
      sha256: hash.digest('hex'),
      modifiedAt: options.modifiedAt,
    },
    exchangeContainer,
    cutShort: reasons.length === 0 ? null : reasons.join(' '),
    warning: end?.endsUnmarked ? unmarkedEnd : null,
    references: end?.references ?? [],
    objects: collection.objects,
  });
}

function sizeDifference(read: number, expected: number | null): string | null {
  if (expected === null || read === expected) return null;
  return `The file changed while it was read: ${expected} octets were expected, ${read} came. Wait until the export has ended and read it again.`;
}

const unmarkedEnd =
  'The file does not end with an empty line, as a file of ldifde does. Make sure that the copy is whole: compare its size with the original, or the number of entries with what ldifde reported.';

interface LdifContent {
  readonly description: LdifFileDescription;
  readonly exchangeContainer: string;
  readonly cutShort: string | null;
  readonly warning: string | null;
  readonly references: readonly string[];
  readonly objects: DistinguishedNameMap<DecodedEntry>;
}

class LdifDirectory implements DirectorySource {
  readonly description: LdifFileDescription;
  readonly exchangeContainer: string;
  readonly cutShort: string | null;
  readonly warning: string | null;
  readonly #references: readonly string[];
  readonly #objects: DistinguishedNameMap<DecodedEntry>;

  constructor(content: LdifContent) {
    this.description = content.description;
    this.exchangeContainer = content.exchangeContainer;
    this.cutShort = content.cutShort;
    this.warning = content.warning;
    this.#references = content.references;
    this.#objects = content.objects;
  }

  async *search(
    { base, scope, filter, attributes }: SearchRequest,
    signal: AbortSignal,
  ): AsyncGenerator<SearchPage> {
    const parsed = FilterParser.parseString(filter);
    const found = this.#objects.within(base, scope);
    let objects: DecodedEntry[] = [];
    for (const object of found ?? []) {
      if (signal.aborted) throw cancelled();
      if (!matchesFilter(parsed, textsIn(object.entry))) continue;
      if (objects.length === pageEntries) {
        yield pageOf(objects);
        objects = [];
        await setImmediate(); // lets a cancellation come through
      }
      objects.push({ ...object, entry: withAttributes(object.entry, attributes) });
    }
    const last = { ...pageOf(objects), references: this.#references };
    yield found === null
      ? { ...last, resultCode: noSuchObject, diagnostic: `The file holds nothing at or below "${base}".` }
      : last;
  }

  async close(): Promise<void> {}
}

function textsIn({ attributes }: DirectoryEntry): TextsOf {
  return (attribute) => {
    const name = walkSpelling.get(attribute);
    return name === undefined ? undefined : attributes[name]?.map((text) => text.toLowerCase());
  };
}

function withAttributes(
  { distinguishedName, attributes }: DirectoryEntry,
  wanted: readonly string[],
): DirectoryEntry {
  const kept: [string, readonly string[]][] = [];
  for (const name of wanted) {
    const values = attributes[walkSpelling.get(name.toLowerCase()) ?? ''];
    if (values !== undefined) kept.push([name, values]);
  }
  return { distinguishedName, attributes: Object.fromEntries(kept) };
}

function pageOf(objects: readonly DecodedEntry[]): SearchPage {
  return {
    entries: objects.map(({ entry }) => entry),
    references: [],
    resultCode: success,
    diagnostic: '',
    droppedPasswords: objects
      .filter(({ passwordDropped }) => passwordDropped)
      .map(({ entry }) => entry.distinguishedName),
    cutValues: objects.filter(({ valuesCut }) => valuesCut).map(({ entry }) => entry.distinguishedName),
  };
}
