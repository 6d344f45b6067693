import type { Filter } from 'ldapts';

import type { RawEntry } from '../../../shared/directory/entry.ts';
import type { SearchScope } from '../../../shared/directory/source.ts';
import { DistinguishedNameMap } from './distinguished-name-map.ts';
import { matchesFilter } from './filter-match.ts';
import type { TextsOf } from './filter-match.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

interface MemorySearch {
  readonly base: string;
  readonly scope: SearchScope;
  readonly filter: Filter;
}

/** Directory objects held in memory, in the order in which they were added: what the practice server serves. */
export class MemoryDirectory {
  readonly #entries = new DistinguishedNameMap<RawEntry>();

  constructor(entries: Iterable<RawEntry> = []) {
    for (const entry of entries) this.add(entry);
  }

  /** Number of objects. */
  get size(): number {
    return this.#entries.size;
  }

  /** Adds an object. One of the same name, however it is spelt, is replaced, keeps its place and is returned. */
  add(entry: RawEntry): RawEntry | undefined {
    return this.#entries.set(entry.distinguishedName, entry);
  }

  /** The object of that name, however it is spelt. */
  find(distinguishedName: string): RawEntry | undefined {
    return this.#entries.get(distinguishedName);
  }

  /**
   * The matching objects in order of addition, found while they are iterated; null if the base does not exist, that is, if
   * no object is at it or below it. Iterating throws AppError `directory-refused` for a filter that {@link matchesFilter} does
   * not know.
   */
  search({ base, scope, filter }: MemorySearch): Iterable<RawEntry> | null {
    const candidates = this.#entries.within(base, scope);
    return candidates === null ? null : matching(candidates, filter);
  }
}

function* matching(entries: Iterable<RawEntry>, filter: Filter): Generator<RawEntry> {
  for (const entry of entries) if (matchesFilter(filter, textsIn(entry))) yield entry;
}

/** Decodes the texts of an attribute once, however many parts of a filter ask for them. */
function textsIn({ attributes }: RawEntry): TextsOf {
  const known = new Map<string, readonly string[] | undefined>();
  return (attribute) => {
    if (!known.has(attribute)) known.set(attribute, lowerCaseTexts(attributes, attribute));
    return known.get(attribute);
  };
}

function lowerCaseTexts(
  attributes: RawEntry['attributes'],
  attribute: string,
): readonly string[] | undefined {
  let texts: string[] | undefined;
  for (const [name, values] of attributes) {
    if (name.toLowerCase() !== attribute) continue;
    texts ??= [];
    for (const value of values) texts.push(utf8.decode(value).toLowerCase());
  }
  return texts;
}
