import type { ConnectionReport, Seen } from '../../../shared/directory/connection.ts';
import { distinguishedNameKey, leafValue, parentName } from '../../../shared/directory/distinguished-name.ts';
import type {
  DirectorySource,
  DomainControllerDescription,
  SearchRequest,
} from '../../../shared/directory/source.ts';
import { walkClasses } from '../../../shared/exchange/attributes.ts';
import { explainResult } from '../directory/explain.ts';
import { isLimit, noSuchObject, success } from './result-codes.ts';

/** A domain controller that somebody is signed in to. */
export interface TestedSource extends DirectorySource {
  readonly description: DomainControllerDescription;
}

/** What was seen of one kind of object. */
interface Glance extends Seen {
  /** Distinguished name of one of them, by which containers above it are known; null if none was seen. */
  readonly example: string | null;
  /** Why the server did not answer in full, in its own terms; null if it did or stopped at a limit. */
  readonly refusal: string | null;
}

const askForTheRight =
  'Ask for the role Exchange View-Only Administrator on the organisation, then test again.';

/**
 * Looks what an account sees of Exchange: the name of the organisation, and how many administrative groups, servers and SMTP
 * virtual servers. Of each it asks for the first page that holds any, and nothing but the object class. A refusal becomes
 * advice; throws AppError only if the connection fails or the signal is aborted.
 */
export async function reportConnection(source: TestedSource, signal: AbortSignal): Promise<ConnectionReport> {
  const look = (objectClass: string, scope: SearchRequest['scope']) =>
    glance(source, { base: source.exchangeContainer, scope, filter: `(objectClass=${objectClass})` }, signal);
  const organization = await look(walkClasses.organization, 'one');
  const groups = await look(walkClasses.administrativeGroup, 'sub');
  const servers = await look(walkClasses.server, 'sub');
  const virtualServers = await look(walkClasses.virtualServer, 'sub');
  const glances = [organization, groups, servers, virtualServers];
  const name = organizationNameOf(glances, source.exchangeContainer);
  const refusals = new Set(glances.map(({ refusal }) => refusal).filter((refusal) => refusal !== null));
  const advice =
    refusals.size > 0 ? [...refusals].join(' ') : adviceOn(name, groups, servers, virtualServers);
  return {
    description: source.description,
    organization: name,
    administrativeGroups: seen(groups),
    servers: seen(servers),
    virtualServers: seen(virtualServers),
    advice,
  };
}

/** Stops after the first page with entries, as soon as it is known whether more follow: between pages nothing is under way. */
async function glance(
  source: TestedSource,
  request: Omit<SearchRequest, 'attributes'>,
  signal: AbortSignal,
): Promise<Glance> {
  let found: Glance = { count: 0, more: false, example: null, refusal: null };
  for await (const page of source.search({ ...request, attributes: ['objectClass'] }, signal)) {
    if (found.count > 0 && page.entries.length > 0) return { ...found, more: true };
    const { resultCode, diagnostic } = page;
    found = {
      count: found.count + page.entries.length,
      more: isLimit(resultCode),
      example: found.example ?? page.entries[0]?.distinguishedName ?? null,
      refusal: refusalIn(source.description, resultCode, diagnostic),
    };
  }
  return found;
}

function refusalIn(
  { host, port }: DomainControllerDescription,
  resultCode: number,
  diagnostic: string,
): string | null {
  if (resultCode === success || resultCode === noSuchObject || isLimit(resultCode)) return null;
  return explainResult(`${host}:${port}`, { resultCode, diagnostic, referrals: [] }).message;
}

function seen({ count, more }: Glance): Seen {
  return { count, more };
}

/** Every object of Exchange lies below its organisation, so one of any kind tells the name. */
function organizationNameOf(glances: readonly Glance[], exchangeContainer: string): string | null {
  const containerKey = distinguishedNameKey(exchangeContainer);
  for (const { example } of glances) {
    for (let name = example; name !== null;) {
      const above = parentName(name);
      if (above !== null && distinguishedNameKey(above) === containerKey) return leafValue(name);
      name = above;
    }
  }
  return null;
}

function adviceOn(
  organization: string | null,
  groups: Glance,
  servers: Glance,
  virtualServers: Glance,
): string | null {
  const sees = (glanceAt: Glance) => glanceAt.count > 0 || glanceAt.more;
  if (sees(groups) && sees(servers) && sees(virtualServers)) return null;
  if (sees(virtualServers))
    return `This account sees SMTP virtual servers, but not all containers above them, so others may be hidden and nothing would pass as a whole. ${askForTheRight}`;
  if (sees(servers)) {
    const what = sees(groups)
      ? 'no SMTP virtual servers'
      : 'neither administrative groups nor SMTP virtual servers';
    return `This account sees servers, but ${what}, so every server would be Not Reviewed. ${askForTheRight}`;
  }
  if (organization !== null)
    return `This account sees the organisation, but none of its servers, so there would be nothing to assess. ${askForTheRight}`;
  return `This account sees nothing of Exchange: this forest has no Exchange organisation, or the account may not see it. Check that it is the right forest. ${askForTheRight}`;
}
