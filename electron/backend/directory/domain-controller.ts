import type {
  DirectorySource,
  DomainControllerDescription,
  SearchPage,
  SearchRequest,
} from '../../../shared/directory/source.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseAttempt } from './attempt.ts';
import type { Attempt, DomainControllerOptions } from './attempt.ts';
import { explainResult } from './explain.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { pagedSearch } from './paged-search.ts';
import { reach } from './reach.ts';
import type { Reached } from './reach.ts';
import { readRootDse } from './root-dse.ts';
import type { RootDse } from './root-dse.ts';
import { signIn } from './sign-in.ts';
import type { SignedIn } from './sign-in.ts';
import type { WireRecorder } from './wire-recorder.ts';

export type { DomainControllerOptions } from './attempt.ts';

const noSuchObject = 32;

/** A domain controller that somebody is signed in to. */
export interface OpenDomainController extends DirectorySource {
  readonly description: DomainControllerDescription;
  wireLog(): WireLog;
}

/**
 * Connects to a domain controller, verifies it as the channel demands and signs in once. One connection serves the source
 * to its end and is never replaced by another. Throws AppError for everything that can go wrong on the way; in each case
 * nothing stays open.
 */
export async function openDomainController(options: DomainControllerOptions): Promise<OpenDomainController> {
  const attempt = parseAttempt(options);
  const reached = await reach(attempt);
  try {
    const before = await readRootDse(reached.connection, reached.server, attempt.signal);
    if (reached.channel === 'clear-text' && !attempt.clearTextConsent)
      throw consentRequired(reached.server, before);
    return await openSignedIn(attempt, reached, before);
  } catch (error) {
    await reached.connection.close();
    throw error;
  }
}

/** {@link openDomainController}, and makes sure that the account sees Exchange there. Throws AppError `exchange-not-found` as well. */
export async function openExchange(options: DomainControllerOptions): Promise<OpenDomainController> {
  const source = await openDomainController(options);
  try {
    await requireExchange(source, options.signal);
    return source;
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function openSignedIn(
  attempt: Attempt,
  reached: Reached,
  before: RootDse,
): Promise<OpenDomainController> {
  const signedIn = await signIn(attempt, reached, before);
  const { connection } = signedIn;
  try {
    // What was said without protection could have been altered on the way, so it is asked again with protection.
    const rootDse =
      reached.channel === 'sealed' ? await readRootDse(connection, reached.server, attempt.signal) : before;
    const description = describe(attempt, reached, signedIn, rootDse);
    const exchangeContainer = `CN=Microsoft Exchange,CN=Services,${rootDse.configurationNamingContext}`;
    const about = { description, exchangeContainer };
    return new DomainController(connection, reached.server, attempt, about);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** One object read on purpose: it also shows that the sign-in was real, as nobody may read it. */
async function requireExchange(source: OpenDomainController, signal: AbortSignal): Promise<void> {
  const { exchangeContainer: base, description } = source;
  const server = `${description.host}:${description.port}`;
  const request: SearchRequest = {
    base,
    scope: 'base',
    filter: '(objectClass=*)',
    attributes: ['objectClass'],
  };
  for await (const { entries, resultCode, diagnostic } of source.search(request, signal)) {
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

function consentRequired(server: string, { signInMechanisms }: RootDse): AppError {
  const offer = signInMechanisms.includes('GSS-SPNEGO')
    ? 'It offers "Windows sign-in, encrypted (NTLM)", which needs no certificate: choose that.'
    : 'It does not say that it offers encrypted Windows sign-in, but what it says in clear can be forged: try "Automatic (encrypted)" first.';
  return new AppError(
    'clear-text-consent-required',
    `Without encryption the password crosses the network to ${server} readable for anybody on the way. ${offer} Nothing was sent but a question that everybody may ask.`,
  );
}

function describe(
  { host, accountText, clearTextConsent, channel: choice }: Attempt,
  { channel, port, certificate, ldapsFailure }: Reached,
  { signIn: way }: SignedIn,
  { dnsHostName, site, windowsLevel, clockDifferenceMilliseconds }: RootDse,
): DomainControllerDescription {
  return {
    kind: channel === 'practice' ? 'practice' : 'domain-controller',
    host,
    port,
    channel,
    signIn: way,
    account: accountText,
    dnsHostName,
    site,
    windowsLevel,
    clockDifferenceMilliseconds,
    certificateFingerprint: certificate?.facts.sha256 ?? null,
    certificateTrust: certificate?.trust ?? null,
    tls: certificate?.tls ?? null,
    weaknesses: certificate?.weaknesses ?? [],
    ldapsPassedOver: ldapsFailure?.message ?? null,
    clearTextConsent: choice === 'clear-text' && clearTextConsent,
  };
}

class DomainController implements OpenDomainController {
  readonly description: DomainControllerDescription;
  readonly exchangeContainer: string;
  /** A live server holds what it holds; how a search ended is told by its last page. */
  readonly cutShort = null;
  readonly warning = null;
  readonly #connection: LdapConnection;
  readonly #server: string;
  readonly #recorder: WireRecorder;
  readonly #pageEntries: number;

  constructor(
    connection: LdapConnection,
    server: string,
    { recorder, pageEntries }: Pick<Attempt, 'recorder' | 'pageEntries'>,
    { description, exchangeContainer }: Pick<OpenDomainController, 'description' | 'exchangeContainer'>,
  ) {
    this.#connection = connection;
    this.#server = server;
    this.#recorder = recorder;
    this.#pageEntries = pageEntries;
    this.description = description;
    this.exchangeContainer = exchangeContainer;
  }

  search(request: SearchRequest, signal: AbortSignal): AsyncIterable<SearchPage> {
    return pagedSearch(this.#connection, this.#server, request, signal, this.#pageEntries);
  }

  wireLog(): WireLog {
    return this.#recorder.log();
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
