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
 * way, and that inside TLS only. Throws AppError; the connection is then for the caller to close.
 */
export async function signIn(attempt: Attempt, reached: Reached, rootDse: RootDse): Promise<SignedIn> {
  if (!byNtlm(attempt, reached, rootDse)) return signInSimply(attempt, reached);
  requireOffer(reached, rootDse);
  const context = ntlmContextFor(attempt, reached, rootDse);
  const result = await answerOf(reached.server, reached.connection.bindSasl(context, attempt.signal));
  const mayChange = attempt.signIn === 'automatic' && reached.certificate !== null;
  if (result.resultCode === authMethodNotSupported && mayChange) return signInSimply(attempt, reached);
  requireSuccess(reached.server, result);
  return { connection: protect(attempt, reached, context.protection), signIn: 'ntlm' };
}

async function signInSimply(
  { accountText, password, signal }: Attempt,
  { connection, server }: Reached,
): Promise<SignedIn> {
  requireSuccess(server, await answerOf(server, connection.bind(accountText, password, signal)));
  return { connection, signIn: 'simple' };
}

function byNtlm({ signIn: choice, account }: Attempt, { channel }: Reached, rootDse: RootDse): boolean {
  switch (channel) {
    case 'sealed':
      return true;
    case 'clear-text':
    case 'practice':
      return false;
    case 'ldaps':
    case 'start-tls':
      if (choice !== 'automatic') return choice === 'ntlm';
      return account.kind !== 'distinguished-name' && offersNtlm(rootDse);
  }
}

/** A sealed sign-in that is not offered is told by what kept Automatic from LDAPS: that can be mended. */
function requireOffer({ server, channel, ldapsFailure }: Reached, rootDse: RootDse): void {
  if (offersNtlm(rootDse)) return;
  if (ldapsFailure !== null) throw ldapsFailure;
  const other = channel === 'sealed' ? 'LDAPS or StartTLS' : 'to sign in with name and password';
  throw new AppError(
    'sign-in-not-offered',
    `${server} does not offer Windows sign-in (NTLM). Choose ${other}, another domain controller, or an LDIF export.`,
    `supportedSASLMechanisms: ${rootDse.signInMechanisms.join(' ') || '(none)'}`,
  );
}

function offersNtlm({ signInMechanisms }: RootDse): boolean {
  return signInMechanisms.includes('GSS-SPNEGO');
}

function ntlmContextFor(
  { account, password, host }: Attempt,
  { certificate, channel }: Reached,
  { serverTime, dnsHostName }: RootDse,
): SecurityContext {
  const name = isIP(host) === 0 ? host : dnsHostName;
  return ntlmContext({
    ...nameForNtlm(account),
    password,
    sealed: channel === 'sealed',
    channelBinding: certificate === null ? null : channelBindingHash(certificate.raw),
    serverTime,
    targetName: name === '' ? null : `ldap/${name}`,
    workstation: netBiosName(hostname()),
  });
}

/** A computer's name as Windows knows it: the log of the domain controller names it, and some accounts may use named computers only. */
function netBiosName(name: string): string {
  return (name.split('.')[0] ?? '').slice(0, 15).toUpperCase();
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
