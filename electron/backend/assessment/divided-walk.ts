import { distinguishedNameKey, isAtOrBelow } from '../../../shared/directory/distinguished-name.ts';
import type { SearchRequest } from '../../../shared/directory/source.ts';
import { classFilter, walkClasses, walkFilter, type WalkClass } from '../../../shared/exchange/attributes.ts';
import type { SearchedKind } from './walk-record.ts';

export type Part = Pick<SearchRequest, 'base' | 'scope' | 'filter'>;

/** How a search ended: without reserve, at a limit of the server, or refused for another reason. */
export type SearchEnd = 'whole' | 'limit' | 'refused';

export interface PartReader {
  /** Reads one part; after one that was refused nothing more is asked of the server, and every part counts as refused. */
  read(part: Part): Promise<SearchEnd>;
  /** Names of the objects of a kind that came so far, those of a search that was cut short included. */
  names(kind: SearchedKind): readonly string[];
}

/** What an organisation was divided by, in the order in which it is tried. */
export type Division = 'kind' | 'group' | 'server';

const { protocols, smtp, virtualServer, remoteDomain, ...notBelowServers } = walkClasses;

/**
 * The classes of the walk, each in one of these lists. Lists of few objects come first: what the others hold then lies in
 * groups that are known.
 */
export const kindsOfObjects: readonly (readonly WalkClass[])[] = [
  [
    walkClasses.exchangeContainer,
    walkClasses.organization,
    walkClasses.administrativeGroups,
    walkClasses.administrativeGroup,
  ],
  [
    walkClasses.servers,
    walkClasses.routingGroups,
    walkClasses.routingGroup,
    walkClasses.connectors,
    walkClasses.smtpConnector,
  ],
  [walkClasses.server],
  [protocols],
  [smtp],
  [virtualServer],
  [remoteDomain],
];

/**
 * Reads an organisation in parts, where one search for everything strikes a limit of the server. First one search per kind of
 * object, each over the whole of Exchange: only this proves that nothing is missing, as an account may see objects below
 * groups or servers that it does not see. If a limit strikes again there is no such proof, and the rest is read for what it
 * shows: one search per administrative group and, in a group where the limit strikes once more, one per server.
 */
export class DividedWalk {
  readonly #reader: PartReader;
  readonly #exchangeContainer: string;
  readonly #divisions: Division[] = [];
  readonly #unfinished: string[] = [];

  constructor(reader: PartReader, exchangeContainer: string) {
    this.#reader = reader;
    this.#exchangeContainer = exchangeContainer;
  }

  /** How far it had to be divided until now. */
  get divisions(): readonly Division[] {
    return this.#divisions;
  }

  /** Names of the groups and servers that could not be read to their end even on their own. */
  get unfinished(): readonly string[] {
    return this.#unfinished;
  }

  /** True if every object that the account may see has been read. */
  async read(): Promise<boolean> {
    if (await this.#readByKind()) return true;
    const limited = await this.#readByGroup();
    for (const group of limited) await this.#readByServer(group);
    await this.#readServersOutsideGroups();
    return false;
  }

  async #readByKind(): Promise<boolean> {
    this.#divisions.push('kind');
    for (const [at, classes] of kindsOfObjects.entries()) {
      const filter = classFilter(classes);
      const end = await this.#reader.read({ base: this.#exchangeContainer, scope: 'sub', filter });
      if (end === 'limit' && at === 0) await this.#readContainersAboveGroups();
      if (end !== 'whole') return false;
    }
    return true;
  }

  /** Level by level: a search that looks at direct children only is the least work for a server that ran out of time. */
  async #readContainersAboveGroups(): Promise<void> {
    const top = this.#exchangeContainer;
    await this.#reader.read({ base: top, scope: 'base', filter: walkFilter });
    await this.#reader.read({ base: top, scope: 'one', filter: walkFilter });
    for (const kind of ['organization', 'administrative-groups'] as const) {
      for (const base of this.#reader.names(kind)) {
        await this.#reader.read({ base, scope: 'one', filter: walkFilter });
      }
    }
  }

  /** Returns the groups in which a limit struck. */
  async #readByGroup(): Promise<readonly string[]> {
    const groups = this.#reader.names('administrative-group');
    const limited: string[] = [];
    if (groups.length > 0) this.#divisions.push('group');
    for (const base of groups) {
      if ((await this.#reader.read({ base, scope: 'sub', filter: walkFilter })) === 'limit')
        limited.push(base);
    }
    return limited;
  }

  async #readByServer(group: string): Promise<void> {
    const filter = classFilter(Object.values(notBelowServers));
    if ((await this.#reader.read({ base: group, scope: 'sub', filter })) === 'limit')
      this.#unfinished.push(group);
    const groupKey = distinguishedNameKey(group);
    await this.#readServers((key) => isAtOrBelow(key, groupKey));
  }

  /** An account may see servers in groups that it does not see. */
  async #readServersOutsideGroups(): Promise<void> {
    const groupKeys = this.#reader.names('administrative-group').map(distinguishedNameKey);
    await this.#readServers((key) => !groupKeys.some((groupKey) => isAtOrBelow(key, groupKey)));
  }

  async #readServers(isWanted: (key: string) => boolean): Promise<void> {
    const servers = this.#reader.names('server').filter((name) => isWanted(distinguishedNameKey(name)));
    if (servers.length > 0 && !this.#divisions.includes('server')) this.#divisions.push('server');
    for (const base of servers) {
      if ((await this.#reader.read({ base, scope: 'sub', filter: walkFilter })) === 'limit')
        this.#unfinished.push(base);
    }
  }
}
