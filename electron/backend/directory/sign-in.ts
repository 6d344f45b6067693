import { isIP } from 'node:net';
import { hostname } from 'node:os';

import { AppError } from '../../../shared/errors.ts';
import type { Attempt } from './attempt.ts';
import { closedAtSignIn, explainResult } from './explain.ts';
import { LdapConnection } from './ldap-connection.ts';
import type { LdapResult } from './ldap-response.ts';
import type { Reached } from './reach.ts';
import { channelBindingHash } from './sasl/channel-binding.ts';
import { ntlmContext } from './sasl/ntlm-context.ts';
import { SealedStream } from './sasl/sealed-stream.ts';
import type { MessageProtection, SecurityContext } from './sasl/security-context.ts';
import type { RootDse } from './root-dse.ts';

const authMethodNotSupported = 7;

/** A connection on which somebody is signed in. */
export interface SignedIn {
  readonly connection: LdapConnection;
  readonly signIn: 'ntlm' | 'simple';
}

/**
 * Signs in once, in the way that the channel and the choice demand. A password that is refused is never sent again; only
 * "I do not offer this way of signing in", which a server says before it looks at a password, is followed by the other
 * way, and that inside TLS only, where nothing about it is weak. Throws AppError; the connection is then for the caller to close.
 */
export async function signIn(attempt: Attempt, reached: Reached, rootDse: RootDse): Promise<SignedIn> {
  if (!byNtlm(attempt, reached, rootDse)) return signInSimply(attempt, reached);
  requireOffer(attempt, reached, rootDse);
  const context = ntlmContextFor(attempt, reached, rootDse);
  const result = await answerOf(reached.server, reached.connection.bindSasl(context, attempt.signal));
  const mayChange = attempt.signIn === 'automatic' && reached.certificate !== null;
  if (result.resultCode === authMethodNotSupported && mayChange) {
    if (isWeak(reached)) throw notOfferedOnWeakChannel(reached, rootDse);
    return signInSimply(attempt, reached);
  }
  requireSuccess(reached.server, result);
  return { connection: protect(attempt, reached, context.protection), signIn: 'ntlm' };
}

async function signInSimply(attempt: Attempt, { connection, server }: Reached): Promise<SignedIn> {
  const { password, signal } = attempt;
  const name = nameForSimpleBind(attempt);
  requireSuccess(server, await answerOf(server, connection.bind(name, password, signal)));
  return { connection, signIn: 'simple' };
}

function byNtlm({ signIn: choice, account }: Attempt, reached: Reached, rootDse: RootDse): boolean {
  switch (reached.channel) {
    case 'sealed':
      return true;
    case 'clear-text':
    case 'practice':
      return false;
    case 'ldaps':
    case 'start-tls':
      if (choice !== 'automatic') return choice === 'ntlm';
      if (account.kind === 'distinguished-name') return false;
      return offersNtlm(rootDse) || isWeak(reached);
  }
}

/** A sealed sign-in that is not offered is told by what kept Automatic from LDAPS: that can be mended. */
function requireOffer({ signIn: choice }: Attempt, reached: Reached, rootDse: RootDse): void {
  if (offersNtlm(rootDse)) return;
  const { server, channel, ldapsFailure } = reached;
  if (ldapsFailure !== null) throw ldapsFailure;
  if (choice === 'automatic' && isWeak(reached)) throw notOfferedOnWeakChannel(reached, rootDse);
  const other = channel === 'sealed' ? 'LDAPS or StartTLS' : 'to sign in with name and password';
  throw new AppError(
    'sign-in-not-offered',
    `${server} does not offer Windows sign-in (NTLM). Choose ${other}, another domain controller, or an LDIF export.`,
    mechanismsOf(rootDse),
  );
}

/** Whoever can break the encryption may have taken the offer out, to be sent the password instead. */
function notOfferedOnWeakChannel({ server, certificate }: Reached, rootDse: RootDse): AppError {
  return new AppError(
    'sign-in-not-offered',
    `${server} does not offer Windows sign-in (NTLM), and the encryption of the connection is weak, so Automatic does not send the password. If you accept that, choose LDAPS or StartTLS and the sign-in "Name and password"; otherwise another domain controller, or an LDIF export.`,
    [...(certificate?.weaknesses ?? []), mechanismsOf(rootDse)].join(' '),
  );
}

function isWeak({ certificate }: Reached): boolean {
  return certificate !== null && certificate.weaknesses.length > 0;
}

function mechanismsOf({ signInMechanisms }: RootDse): string {
  return `supportedSASLMechanisms: ${signInMechanisms.join(' ') || '(none)'}`;
}

function offersNtlm({ signInMechanisms }: RootDse): boolean {
  return signInMechanisms.includes('GSS-SPNEGO');
}

function ntlmContextFor(attempt: Attempt, reached: Reached, rootDse: RootDse): SecurityContext {
  const { account, password } = attempt;
  const { certificate, channel } = reached;
  return ntlmContext({
    ...nameForNtlm(account),
    password,
    sealed: channel === 'sealed',
    channelBinding: certificate === null ? null : channelBindingHash(certificate.raw),
    serverTime: rootDse.serverTime,
    targetName: targetName(attempt, reached, rootDse),
    workstation: netBiosName(hostname()),
  });
}

/** The service that the sign-in is for; null if it is not known: what a server says of its name without TLS may be forged. */
function targetName({ host }: Attempt, { certificate }: Reached, { dnsHostName }: RootDse): string | null {
  if (isIP(host) === 0) return `ldap/${host}`;
  return certificate === null || dnsHostName === '' ? null : `ldap/${dnsHostName}`;
}

/** A computer's name as Windows knows it: the log of the domain controller names it, and some accounts may use named computers only. */
function netBiosName(name: string): string {
  return (name.split('.')[0] ?? '').slice(0, 15).toUpperCase();
}

/** The account in the same words as for Windows sign-in; the practice domain controller has names of its own. */
function nameForSimpleBind({ account, accountText }: Attempt): string {
  switch (account.kind) {
    case 'domain-name':
      return `${account.domain}\\${account.name}`;
    case 'principal-name':
    case 'distinguished-name':
      return account.name;
    case 'unclear':
      return accountText;
  }
}

function nameForNtlm(account: Attempt['account']): { readonly domain: string; readonly name: string } {
  switch (account.kind) {
    case 'domain-name':
      return account;
    case 'principal-name':
      return { domain: '', name: account.name };
    case 'distinguished-name':
    case 'unclear':
      // parseAttempt and byNtlm let none of these come here.
      throw new Error(`An account of the kind ${account.kind} cannot sign in by NTLM.`);
  }
}

/** The same connection, or one over a stream in which every message is encrypted and signed from here on. */
function protect(
  { answerTimeout }: Attempt,
  { connection, server, notes }: Reached,
  protection: MessageProtection | null,
): LdapConnection {
  if (protection === null) return connection;
  return new LdapConnection(new SealedStream(connection.release(), protection), server, {
    answerTimeout,
    notes,
  });
}

/** A domain controller that does not like a kind of sign-in often says so by closing the connection. */
async function answerOf(server: string, bind: Promise<LdapResult>): Promise<LdapResult> {
  try {
    return await bind;
  } catch (error) {
    if (error instanceof AppError && error.code === 'connection-lost')
      throw closedAtSignIn(server, error.detail);
    throw error;
  }
}

function requireSuccess(server: string, result: LdapResult): void {
  if (result.resultCode !== 0) throw explainResult(server, result);
}
