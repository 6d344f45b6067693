import type { Problem, WalkProgress } from '../../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { SearchPage } from '../../../shared/directory/source.ts';
import { kindOf } from '../../../shared/exchange/tree-position.ts';

export type WalkCounts = Pick<
  WalkProgress,
  'administrativeGroups' | 'servers' | 'virtualServers' | 'connectors' | 'entries' | 'pages'
>;

export const noCounts: WalkCounts = {
  administrativeGroups: 0,
  servers: 0,
  virtualServers: 0,
  connectors: 0,
  entries: 0,
  pages: 0,
};

/** Kinds of objects below which a walk that is read in parts searches. */
const searchedKinds = ['organization', 'administrative-groups', 'administrative-group', 'server'] as const;
export type SearchedKind = (typeof searchedKinds)[number];

/** What the searches of one walk brought, each object once. */
export class WalkRecord {
  counts = noCounts;
  /** Why not everything was read; each sentence once. */
  readonly reasons = new Set<string>();
  readonly #problems = new Map<string, Problem>();
  /** Keys of all objects that came, and of those of the search that is under way. */
  readonly #earlier = new Set<string>();
  readonly #current = new Set<string>();
  readonly #names: Record<SearchedKind, string[]> = {
    organization: [],
    'administrative-groups': [],
    'administrative-group': [],
    server: [],
  };

  get problems(): readonly Problem[] {
    return [...this.#problems.values()];
  }

  /** Names of the objects of a kind that came so far. */
  names(kind: SearchedKind): readonly string[] {
    return [...this.#names[kind]];
  }

  note(...problems: readonly Problem[]): void {
    for (const problem of problems) this.#problems.set(JSON.stringify(problem), problem);
  }

  /**
   * Counts a page and returns its entries without those that an earlier search brought. Within one search nothing is left
   * out: a server that contradicts itself must not go unnoticed.
   */
  take({ entries }: SearchPage): readonly DirectoryEntry[] {
    const fresh = entries.filter(({ distinguishedName }) => {
      const key = distinguishedNameKey(distinguishedName);
      if (this.#earlier.has(key)) return false;
      this.#current.add(key);
      return true;
    });
    const kinds = fresh.map(kindOf);
    this.counts = countsWith(this.counts, kinds);
    for (const [at, { distinguishedName }] of fresh.entries()) {
      const kind = searchedKinds.find((searched) => searched === kinds[at]);
      if (kind !== undefined) this.#names[kind].push(distinguishedName);
    }
    return fresh;
  }

  /** To be called at the end of a search: what it brought is known to those that follow. */
  endSearch(): void {
    for (const key of this.#current) this.#earlier.add(key);
    this.#current.clear();
  }
}

function countsWith(counts: WalkCounts, kinds: readonly ReturnType<typeof kindOf>[]): WalkCounts {
  const count = (kind: string) => kinds.filter((found) => found === kind).length;
  return {
    administrativeGroups: counts.administrativeGroups + count('administrative-group'),
    servers: counts.servers + count('server'),
    virtualServers: counts.virtualServers + count('virtual-server'),
    connectors: counts.connectors + count('smtp-connector'),
    entries: counts.entries + kinds.length,
    pages: counts.pages + 1,
  };
}
