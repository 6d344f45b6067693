import type { SrvRecord } from 'node:dns';
import type { Resolver } from 'node:dns/promises';

import type {
  CandidateOrigin,
  Discovery,
  DomainControllerCandidate,
} from '../../../../shared/directory/discovery.ts';
import { parseHost } from '../host-name.ts';
import { ldapPort } from '../ports.ts';
import { dnsResolver, untilCancelled } from './dns-lookup.ts';
import { describeDnsError, dnsCode } from './dns-problem.ts';
import type { DnsQuestion } from './dns-problem.ts';
import { parseDomain } from './domain-name.ts';
import { readOwnDomain, thisComputer } from './environment.ts';
import type { Environment } from './environment.ts';

/** Domain controllers of one domain that are listed; more help nobody to choose. */
const mostRecords = 100;

/** Whose domain controllers to find, and whom to ask. */
export interface DiscoveryOptions {
  /** Null for the domain of the computer. */
  readonly domain: string | null;
  /** An address, perhaps with a port; null for the DNS servers of the computer. */
  readonly dnsServer: string | null;
  /** This computer, if it is left out. */
  readonly environment?: Environment;
  readonly signal?: AbortSignal;
  /** Milliseconds that a DNS server may keep silent, for tests. */
  readonly timeout?: number;
}

/** What DNS said to one question: records, or the error that came instead. */
interface Answer {
  readonly records: readonly SrvRecord[];
  readonly error: unknown;
}

/**
 * The domain controllers of a domain: those that DNS names (MS-ADTS section 6.3.6.1) in the order of RFC 2782, of equal priority
 * those of more weight first; then the one that signed the user in. What could not be found out is told among the problems.
 * Throws AppError `host-invalid` for a domain or a DNS server that is none, and `cancelled`.
 */
export async function findDomainControllers({
  domain,
  dnsServer,
  environment = thisComputer(),
  signal,
  timeout,
}: DiscoveryOptions): Promise<Discovery> {
  const resolver = dnsResolver(dnsServer, timeout);
  const own = await readOwnDomain(environment);
  const name = domain === null ? own.domain : parseDomain(domain);
  // Who signed the user in belongs to the user's own domain.
  const logonServer = name === own.domain ? own.logonServer : null;
  if (name === null)
    return { domain: null, candidates: merge([], [], logonServer), problems: [noDomainKnown] };
  const questions = ['dc', 'pdc'].map((role) => ask(resolver, `_ldap._tcp.${role}._msdcs.${name}`));
  const [all, primary] = await untilCancelled(resolver, Promise.all(questions), signal);
  return discoveryOf(name, dnsServer, all ?? nothing, primary ?? nothing, logonServer);
}

const noDomainKnown =
  'This computer knows of no domain that it belongs to. Enter the full name of the domain (corp.example.com), or the name or the address of a domain controller.';
const nothing: Answer = { records: [], error: null };

async function ask(resolver: Resolver, name: string): Promise<Answer> {
  try {
    return { records: await resolver.resolveSrv(name), error: null };
  } catch (error) {
    return { records: [], error };
  }
}

function discoveryOf(
  domain: string,
  dnsServer: string | null,
  all: Answer,
  primary: Answer,
  logonServer: string | null,
): Discovery {
  const controllers = controllersOf(all.records);
  const primaries = controllersOf(primary.records);
  return {
    domain,
    candidates: merge(controllers.slice(0, mostRecords), primaries.slice(0, mostRecords), logonServer),
    problems: [
      ...questionProblems(domain, dnsServer, all, primary),
      ...recordProblems(domain, all, controllers),
    ],
  };
}

interface Controller {
  readonly host: string;
  readonly port: number;
}

/** The computers that records name, in the order of RFC 2782; what is no name of a computer is left out. */
function controllersOf(records: readonly SrvRecord[]): readonly Controller[] {
  return records
    .flatMap(({ name, port, priority, weight }) => {
      const host = hostOrNull(name);
      return host === null || port === 0 ? [] : [{ host, port, priority, weight }];
    })
    .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight || (a.host < b.host ? -1 : 1));
}

function hostOrNull(name: string): string | null {
  try {
    return parseHost(name).toLowerCase();
  } catch {
    return null;
  }
}

/** Every computer once, with all that name it, in the order in which they first do. */
function merge(
  controllers: readonly Controller[],
  primaries: readonly Controller[],
  logonServer: string | null,
): readonly DomainControllerCandidate[] {
  const found = new Map<string, DomainControllerCandidate>();
  const add = ({ host, port }: Controller, origin: CandidateOrigin) => {
    const known = found.get(host) ?? { host, port, origins: [] };
    if (!known.origins.includes(origin)) found.set(host, { ...known, origins: [...known.origins, origin] });
  };
  for (const controller of controllers) add(controller, 'dns');
  for (const controller of primaries) add(controller, 'pdc');
  if (logonServer !== null) add({ host: logonServer, port: ldapPort }, 'logon-server');
  return [...found.values()];
}

/** Both questions go to the same server: what befell both is told once. */
function questionProblems(
  name: string,
  dnsServer: string | null,
  all: Answer,
  primary: Answer,
): readonly string[] {
  const tell = (kind: DnsQuestion['kind'], { error }: Answer) =>
    error === null ? [] : [describeDnsError(error, { kind, name, dnsServer })];
  const sameForBoth = all.error !== null && dnsCode(all.error) === dnsCode(primary.error);
  return [...tell('domain-controllers', all), ...(sameForBoth ? [] : tell('pdc', primary))];
}

function recordProblems(
  domain: string,
  { records }: Answer,
  controllers: readonly Controller[],
): readonly string[] {
  const leftOut = records.length - controllers.length;
  return [
    ...(leftOut === 0
      ? []
      : [
          `${leftOut} of the domain controllers that DNS names for ${domain} have no name of a computer; they are left out.`,
        ]),
    ...(controllers.length <= mostRecords
      ? []
      : [
          `DNS names ${controllers.length} domain controllers of ${domain}; only the first ${mostRecords} are listed. Enter the name of another one if you need it.`,
        ]),
  ];
}
