import { isIP } from 'node:net';

import { parseAccount } from '../../../shared/directory/account.ts';
import type { Account } from '../../../shared/directory/account.ts';
import type { ChannelChoice, SignInChoice } from '../../../shared/directory/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { lookupBy } from './discovery/dns-lookup.ts';
import { cancelled } from './explain.ts';
import { parseHost } from './host-name.ts';
import { answerTimeoutMilliseconds } from './ldap-connection.ts';
import { connectTimeoutMilliseconds } from './open-socket.ts';
import type { Target } from './open-socket.ts';
import { pageEntries } from './paged-search.ts';
import { ldapPort, ldapsPort, refuseGlobalCatalog } from './ports.ts';
import type { Trust } from './tls/trust.ts';
import { WireRecorder } from './wire-recorder.ts';

const loopback = '127.0.0.1';

/** Which domain controller to open, and as whom. */
export interface DomainControllerOptions {
  readonly host: string;
  /** Null for the usual one of the channel. */
  readonly port: number | null;
  readonly channel: ChannelChoice | 'practice';
  readonly signIn: SignInChoice;
  /** Accepts TLS 1.0. */
  readonly legacyTls: boolean;
  /** The assessor accepts that the password crosses the network readable. */
  readonly clearTextConsent: boolean;
  /** Address of the DNS server that knows the host; null for the computer's own. */
  readonly dnsServer: string | null;
  readonly account: string;
  readonly password: string;
  readonly trust: Trust;
  /** Ends the opening at once, with AppError `cancelled`. */
  readonly signal: AbortSignal;
  /** Where to note what is sent. */
  readonly recorder?: WireRecorder;
  /** Time limits in milliseconds, for tests of servers that keep silent. */
  readonly limits?: { readonly connect: number; readonly answer: number };
  /** Entries per page, for tests of what happens between pages. */
  readonly pageEntries?: number;
  /** The usual ports, for tests of servers that cannot have them. */
  readonly usualPorts?: { readonly ldap: number; readonly ldaps: number };
}

/** What was asked for, once it is known to make sense. */
export interface Attempt {
  readonly host: string;
  readonly ports: { readonly ldap: number; readonly ldaps: number };
  readonly channel: ChannelChoice | 'practice';
  readonly signIn: SignInChoice;
  readonly legacyTls: boolean;
  readonly clearTextConsent: boolean;
  /** As typed, for the evidence. */
  readonly accountText: string;
  /** Never `unclear`, but for the practice domain controller, which has names of its own. */
  readonly account: Account;
  readonly password: string;
  readonly trust: Trust;
  readonly recorder: WireRecorder;
  readonly signal: AbortSignal;
  readonly connectTimeout: number;
  readonly answerTimeout: number;
  readonly pageEntries: number;
  readonly lookup: Target['lookup'];
}

/** Refuses all that must not even begin: throws AppError that says what to change. */
export function parseAttempt(options: DomainControllerOptions): Attempt {
  const { port, channel, legacyTls, password, signal, limits } = options;
  const host = parseHost(options.host);
  refuseGlobalCatalog(port);
  if (channel === 'automatic' && port !== null) throw automaticHasNoPort();
  if (channel === 'practice' && (host !== loopback || port === null))
    throw new AppError('host-invalid', 'Practice takes place on this computer only.');
  const accountText = options.account.trim();
  const account = parseAccount(accountText);
  if (accountText === '') throw new AppError('bad-request', 'Enter the account to sign in with.');
  if (channel !== 'practice' && account.kind === 'unclear') throw accountUnclear(account.why);
  if (account.kind === 'distinguished-name' && needsNtlm(options)) throw nameForWindows();
  if (password === '') throw passwordEmpty();
  if (signal.aborted) throw cancelled();
  const usual = options.usualPorts ?? { ldap: ldapPort, ldaps: ldapsPort };
  return {
    host,
    ports: { ldap: port ?? usual.ldap, ldaps: port ?? usual.ldaps },
    channel,
    signIn: options.signIn,
    legacyTls,
    clearTextConsent: options.clearTextConsent,
    accountText,
    account,
    password,
    trust: options.trust,
    recorder: options.recorder ?? new WireRecorder(),
    signal,
    connectTimeout: limits?.connect ?? connectTimeoutMilliseconds,
    answerTimeout: limits?.answer ?? answerTimeoutMilliseconds,
    pageEntries: options.pageEntries ?? pageEntries,
    lookup: lookupBy(options.dnsServer, signal),
  };
}

/** Where one connection of the attempt goes. */
export function targetOf({ host, signal, connectTimeout, lookup }: Attempt, port: number): Target {
  const server = isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
  return { host, port, server, signal, connectTimeout, ...(lookup === undefined ? {} : { lookup }) };
}

function needsNtlm({ channel, signIn }: DomainControllerOptions): boolean {
  return channel === 'sealed' || (signIn === 'ntlm' && channel !== 'clear-text');
}

function accountUnclear(why: string): AppError {
  return new AppError(
    'account-form',
    `The account cannot be understood. ${why} Nothing was sent: a domain controller would count it as a wrong password.`,
  );
}

function automaticHasNoPort(): AppError {
  return new AppError(
    'bad-request',
    'Automatic tries two ports, so it takes none of its own. Choose LDAPS, StartTLS or Windows sign-in to name a port.',
  );
}

function nameForWindows(): AppError {
  return new AppError(
    'account-form',
    'Windows sign-in takes no distinguished name. Write the account as DOMAIN\\name or name@domain, or choose LDAPS or StartTLS with name and password.',
  );
}

function passwordEmpty(): AppError {
  return new AppError(
    'password-empty',
    'Enter the password. A sign-in without one succeeds as nobody, and whoever is nobody sees nothing.',
  );
}
