import { randomBytes } from 'node:crypto';

import { PresenceFilter } from 'ldapts';

import { parentName } from '../../../shared/directory/distinguished-name.ts';
import type { RawEntry } from '../../../shared/directory/entry.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Paging } from '../directory/ber.ts';
import type { MemoryDirectory } from '../directory/memory-directory.ts';
import { success } from './answers.ts';
import type { Outcome } from './answers.ts';
import { noSuchObject, outcomes } from './outcomes.ts';
import { rootDse } from './root-dse.ts';
import type { PracticeSearch } from './search-reader.ts';

/** Entries of one answer, paged or not: the MaxPageSize that Active Directory comes with. */
const maxPageSize = 1000;
/** Paged searches that one connection may leave unfinished; the oldest is forgotten first. */
const mostOpenSearches = 10;

/** The answer to one search: its entries, how it ended. */
export interface SearchReply {
  readonly entries: readonly RawEntry[];
  readonly outcome: Outcome;
  /** Present if the client asked for pages; empty after the last. */
  readonly cookie?: Buffer;
}

/** The searches of one connection, with the paged ones that are not finished. */
export class PracticeSearches {
  readonly #directory: MemoryDirectory;
  readonly #open = new Map<string, readonly RawEntry[]>();

  constructor(directory: MemoryDirectory) {
    this.#directory = directory;
  }

  /** Answers a search of somebody who is signed in. */
  answer(search: PracticeSearch, paging: Paging | null): SearchReply {
    const cookie = paging?.cookie.toString('hex') ?? '';
    const remaining = cookie === '' ? this.#find(search) : this.#open.get(cookie);
    this.#open.delete(cookie);
    if (remaining === undefined) return { entries: [], outcome: outcomes.unknownControl };
    if ('resultCode' in remaining) return { entries: [], outcome: remaining };
    const { entries, outcome, cookie: next } = this.#cut(remaining, search.sizeLimit, paging, cookie !== '');
    const selected = entries.map((entry) => selectAttributes(entry, search.attributes));
    return { entries: selected, outcome, ...(next === undefined ? {} : { cookie: next }) };
  }

  #cut(found: readonly RawEntry[], sizeLimit: number, paging: Paging | null, resumed: boolean): SearchReply {
    if (paging === null) {
      const most = sizeLimit === 0 ? maxPageSize : Math.min(sizeLimit, maxPageSize);
      const outcome = found.length > most ? outcomes.sizeLimitExceeded : success;
      return { entries: found.slice(0, most), outcome };
    }
    // RFC 2696: a size of 0 with a cookie gives a paged search up.
    if (resumed && paging.size === 0) return { entries: [], outcome: success, cookie: Buffer.alloc(0) };
    const size = paging.size === 0 ? maxPageSize : Math.min(paging.size, maxPageSize);
    return { entries: found.slice(0, size), outcome: success, cookie: this.#keep(found.slice(size)) };
  }

  #keep(remaining: readonly RawEntry[]): Buffer {
    if (remaining.length === 0) return Buffer.alloc(0);
    const cookie = randomBytes(16);
    this.#open.set(cookie.toString('hex'), remaining);
    const [oldest] = this.#open.keys();
    if (this.#open.size > mostOpenSearches && oldest !== undefined) this.#open.delete(oldest);
    return cookie;
  }

  #find({ base, scope, filter }: PracticeSearch): readonly RawEntry[] | Outcome {
    if (this.#directory.find(base) === undefined) return noSuchObject(this.#bestMatch(base));
    try {
      return [...(this.#directory.search({ base, scope, filter }) ?? [])];
    } catch (error) {
      if (error instanceof AppError) return outcomes.unwilling;
      throw error;
    }
  }

  #bestMatch(name: string): string {
    for (let above = parentName(name); above !== null; above = parentName(above)) {
      const entry = this.#directory.find(above);
      if (entry !== undefined) return entry.distinguishedName;
    }
    return '';
  }
}

/** True for the search by which a client asks what the server says of itself. */
export function isRootDse({ base, scope }: PracticeSearch): boolean {
  return base === '' && scope === 'base';
}

/** Answers a search for the rootDSE, which is open to everybody. As in Active Directory only `(objectClass=*)` finds it. */
export function answerRootDse({ filter, attributes }: PracticeSearch, paging: Paging | null): SearchReply {
  const found = filter instanceof PresenceFilter && filter.attribute.toLowerCase() === 'objectclass';
  const entries = found ? [selectAttributes(rootDse(new Date()), attributes)] : [];
  return { entries, outcome: success, ...(paging === null ? {} : { cookie: Buffer.alloc(0) }) };
}

/** The entry with the attributes that were asked for: all if none or `*` is named, none for `1.1`. */
function selectAttributes(entry: RawEntry, wanted: readonly string[]): RawEntry {
  if (wanted.length === 0 || wanted.includes('*')) return entry;
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  return {
    distinguishedName: entry.distinguishedName,
    attributes: new Map([...entry.attributes].filter(([name]) => names.has(name.toLowerCase()))),
  };
}
