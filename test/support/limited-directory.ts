import { FilterParser } from 'ldapts';

import { MemoryDirectory } from '../../electron/backend/directory/memory-directory.ts';
import { entryDecoder } from '../../shared/directory/decode-entry.ts';
import { distinguishedNameKey } from '../../shared/directory/distinguished-name.ts';
import type { DirectoryEntry, RawEntry } from '../../shared/directory/entry.ts';
import type {
  DirectorySource,
  DomainControllerDescription,
  SearchPage,
  SearchRequest,
} from '../../shared/directory/source.ts';
import { exchangeContainer } from './exchange-entries.ts';

const success = 0;
const timeLimitExceeded = 3;
const sizeLimitExceeded = 4;
const noSuchObject = 32;

export interface LimitedDirectoryOptions {
  /** Entries that one search delivers at the most, over all its pages. */
  readonly entries?: number;
  /** Objects that one search looks at at the most, matching or not: what a time limit amounts to. */
  readonly looks?: number;
  readonly pageSize?: number;
  /** Objects that the account may not see, by name; what lies below them may be seen all the same, as in Active Directory. */
  readonly hidden?: ReadonlySet<string>;
}

/** A domain controller in memory that enforces limits, hides what is hidden and remembers what it was asked. */
export class LimitedDirectory implements DirectorySource {
  readonly exchangeContainer = exchangeContainer;
  readonly cutShort = null;
  readonly warning = null;
  readonly searches: SearchRequest[] = [];
  /** Called before a page is delivered. */
  onPage: () => void = () => undefined;
  readonly #options: LimitedDirectoryOptions;
  readonly #objects: MemoryDirectory;

  constructor(entries: readonly DirectoryEntry[], options: LimitedDirectoryOptions = {}) {
    const { hidden = new Set() } = options;
    this.#options = options;
    this.#objects = new MemoryDirectory(
      entries.filter(({ distinguishedName }) => !hidden.has(distinguishedName)).map(rawEntry),
    );
  }

  readonly description: DomainControllerDescription = {
    kind: 'domain-controller',
    host: 'dc1.corp.example',
    port: 636,
    channel: 'ldaps',
    signIn: 'simple',
    account: 'CORP\\assessor',
    dnsHostName: 'dc1.corp.example',
    site: null,
    windowsLevel: 'Windows Server 2003',
    clockDifferenceMilliseconds: 0,
    certificateFingerprint: null,
    certificateTrust: null,
    tls: null,
    weaknesses: [],
    ldapsPassedOver: null,
    clearTextConsent: false,
  };

  /** The base must be there and visible; the container of Exchange always counts as such. */
  async *search(request: SearchRequest): AsyncGenerator<SearchPage> {
    this.searches.push(request);
    const { base, attributes } = request;
    const isThere =
      this.#objects.find(base) !== undefined ||
      distinguishedNameKey(base) === distinguishedNameKey(exchangeContainer);
    const { found, resultCode } = isThere ? this.#find(request) : { found: [], resultCode: noSuchObject };
    const decode = entryDecoder(attributes);
    const { pageSize = 1000 } = this.#options;
    const pages = Math.max(1, Math.ceil(found.length / pageSize));
    for (let page = 0; page < pages; page += 1) {
      this.onPage();
      const decoded = found.slice(page * pageSize, (page + 1) * pageSize).map(decode);
      yield {
        entries: decoded.map(({ entry }) => entry),
        references: [],
        resultCode: page === pages - 1 ? resultCode : success,
        diagnostic: '',
        droppedPasswords: [],
        cutValues: [],
      };
    }
  }

  async close(): Promise<void> {}

  #find({ base, scope, filter }: SearchRequest): { found: readonly RawEntry[]; resultCode: number } {
    const { entries = Infinity, looks = Infinity } = this.#options;
    const find = (text: string) => [
      ...(this.#objects.search({ base, scope, filter: FilterParser.parseString(text) }) ?? []),
    ];
    const inScope = find('(objectClass=*)');
    const looked = new Set(inScope.slice(0, looks));
    const found = find(filter).filter((entry) => looked.has(entry));
    if (found.length > entries) return { found: found.slice(0, entries), resultCode: sizeLimitExceeded };
    return { found, resultCode: looked.size < inScope.length ? timeLimitExceeded : success };
  }
}

function rawEntry({ distinguishedName, attributes }: DirectoryEntry): RawEntry {
  const octets = Object.entries(attributes).map(
    ([name, values]) => [name, values.map((value) => Buffer.from(value))] as const,
  );
  return { distinguishedName, attributes: new Map(octets) };
}
