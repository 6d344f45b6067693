import { isIP } from 'node:net';

import type {
  Channel,
  DirectorySource,
  DomainControllerDescription,
  SearchPage,
  SearchRequest,
} from '../../../shared/directory/source.ts';
import { AppError } from '../../../shared/errors.ts';
import { cancelled, explainResult } from './explain.ts';
import { parseHost } from './host-name.ts';
import { answerTimeoutMilliseconds, LdapConnection } from './ldap-connection.ts';
import { connectTimeoutMilliseconds, openSecureSocket, openSocket } from './open-socket.ts';
import type { Target } from './open-socket.ts';
import { pagedSearch } from './paged-search.ts';
import { readRootDse } from './root-dse.ts';
import type { RootDse } from './root-dse.ts';

const ldapsPort = 636;
const globalCatalogPorts: ReadonlySet<number> = new Set([3268, 3269]);
const loopback = '127.0.0.1';
const noSuchObject = 32;

/** Which domain controller to open, and as whom. */
export interface DomainControllerOptions {
  readonly host: string;
  /** Null for the usual one. */
  readonly port: number | null;
  readonly channel: Channel;
  readonly account: string;
  readonly password: string;
  /** Ends the opening at once, with AppError `cancelled`. */
  readonly signal: AbortSignal;
  /** CA certificates (PEM) to trust beside those of the system. */
  readonly trust?: readonly string[];
  /** Time limits in milliseconds, for tests of servers that keep silent. */
  readonly limits?: { readonly connect: number; readonly answer: number };
}

/**
 * Connects to a domain controller, verifies it, signs in once and makes sure that Exchange is there. One connection serves the
 * source to its end and is never replaced by another. Throws AppError for everything that can go wrong on the way; in each case
 * nothing stays open.
 */
export async function openDomainController(options: DomainControllerOptions): Promise<DirectorySource> {
  const target = targetOf(options);
  const { connection, fingerprint } = await connect(target, options);
  try {
    const rootDse = await readRootDse(connection, target.server, options.signal);
    const signIn = await connection.bind(options.account, options.password, options.signal);
    if (signIn.resultCode !== 0) throw explainResult(target.server, signIn);
    const exchangeContainer = `CN=Microsoft Exchange,CN=Services,${rootDse.configurationNamingContext}`;
    await requireExchange(connection, target.server, exchangeContainer, options.signal);
    const description = describe(target, options, rootDse, fingerprint);
    return new DomainController(connection, target.server, description, exchangeContainer);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Refuses all that must not even begin. */
function targetOf({
  host: typed,
  port,
  channel,
  account,
  password,
  signal,
  limits,
}: DomainControllerOptions): Target {
  const host = parseHost(typed);
  if (port !== null && globalCatalogPorts.has(port)) throw globalCatalogPort(port);
  if (account.trim() === '') throw new AppError('bad-request', 'Enter the account to sign in with.');
  if (password === '') {
    throw new AppError(
      'password-empty',
      'Enter the password. A sign-in without one succeeds as nobody, and whoever is nobody sees nothing.',
    );
  }
  if (channel === 'practice' && (host !== loopback || port === null)) {
    throw new AppError('host-invalid', 'Practice takes place on this computer only.');
  }
  if (signal.aborted) throw cancelled();
  const chosenPort = port ?? ldapsPort;
  const server = isIP(host) === 6 ? `[${host}]:${chosenPort}` : `${host}:${chosenPort}`;
  return {
    host,
    port: chosenPort,
    server,
    signal,
    connectTimeout: limits?.connect ?? connectTimeoutMilliseconds,
  };
}

async function connect(target: Target, { channel, trust, limits }: DomainControllerOptions) {
  const answerTimeout = limits?.answer ?? answerTimeoutMilliseconds;
  if (channel === 'practice') {
    return {
      connection: new LdapConnection(await openSocket(target), target.server, answerTimeout),
      fingerprint: null,
    };
  }
  const { socket, fingerprint } = await openSecureSocket(target, trust ?? []);
  return { connection: new LdapConnection(socket, target.server, answerTimeout), fingerprint };
}

/** One object read on purpose: it also shows that the sign-in was real, as nobody may read it. */
async function requireExchange(
  connection: LdapConnection,
  server: string,
  base: string,
  signal: AbortSignal,
): Promise<void> {
  const request: SearchRequest = {
    base,
    scope: 'base',
    filter: '(objectClass=*)',
    attributes: ['objectClass'],
  };
  for await (const { entries, resultCode, diagnostic } of pagedSearch(connection, server, request, signal)) {
    if (entries.length > 0) return;
    if (resultCode !== 0 && resultCode !== noSuchObject)
      throw explainResult(server, { resultCode, diagnostic, referrals: [] });
  }
  throw new AppError(
    'exchange-not-found',
    `${server} shows no Exchange organisation: this forest has none, or this account may not see it. Nothing is concluded from that. Check the forest, or ask for the role Exchange View-Only Administrator on the organisation.`,
    `Not found: ${base}`,
  );
}

function describe(
  { host, port }: Target,
  { channel, account }: DomainControllerOptions,
  { dnsHostName, windowsLevel, clockDifferenceMilliseconds }: RootDse,
  certificateFingerprint: string | null,
): DomainControllerDescription {
  const kind = channel === 'practice' ? 'practice' : 'domain-controller';
  return {
    kind,
    host,
    port,
    channel,
    account,
    dnsHostName,
    windowsLevel,
    clockDifferenceMilliseconds,
    certificateFingerprint,
  };
}

function globalCatalogPort(port: number): AppError {
  return new AppError(
    'global-catalog-port',
    `Port ${port} is the global catalog, which holds only a part of each object. The outbound security setting is not in that part, so every virtual server would look as if it had none. Use the port for LDAPS, ${ldapsPort}.`,
  );
}

class DomainController implements DirectorySource {
  readonly description: DomainControllerDescription;
  readonly exchangeContainer: string;
  /** A live server holds what it holds; how a search ended is told by its last page. */
  readonly cutShort = null;
  readonly warning = null;
  readonly #connection: LdapConnection;
  readonly #server: string;

  constructor(
    connection: LdapConnection,
    server: string,
    description: DomainControllerDescription,
    exchangeContainer: string,
  ) {
    this.#connection = connection;
    this.#server = server;
    this.description = description;
    this.exchangeContainer = exchangeContainer;
  }

  search(request: SearchRequest, signal: AbortSignal): AsyncIterable<SearchPage> {
    return pagedSearch(this.#connection, this.#server, request, signal);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
