import type { DirectoryEntry, RawEntry } from '../../shared/directory/entry.ts';
import { groupEntries, organizationEntries, wholeServer } from './exchange-entries.ts';

/** An organisation of so many servers in groups of a hundred, each with one virtual server, in the domain of the practice domain controller. */
export function* largeOrganization(servers: number): Generator<RawEntry> {
  yield* organizationEntries().map(inHarbor);
  for (let server = 0; server < servers; server += 1) {
    const group = `Group ${Math.floor(server / 100) + 1}`;
    if (server % 100 === 0) yield* groupEntries(group).map(inHarbor);
    yield* wholeServer(group, `EXCH${server + 1}`, ['1']).map(inHarbor);
  }
}

function inHarbor({ distinguishedName, attributes }: DirectoryEntry): RawEntry {
  const octets = Object.entries(attributes).map(
    ([name, values]) => [name, values.map((value) => Buffer.from(value))] as const,
  );
  return {
    distinguishedName: distinguishedName.replace(/DC=corp,DC=example$/, 'DC=harbor,DC=example'),
    attributes: new Map(octets),
  };
}
