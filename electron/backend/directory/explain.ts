import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import {
  networkExplanations,
  resultExplanations,
  securityExplanations,
  signInExplanations,
} from './explanations.ts';
import type { Explanation } from './explanations.ts';
import type { LdapResult } from './ldap-response.ts';
import { handshakeFailure } from './tls/handshake-failures.ts';

/** Characters of a detail at the most: what a server writes there may be as long as a message. */
const mostDetailCharacters = 2_000;

/**
 * The AppError for a result other than 0, by its code and, for a refused sign-in, by what Active Directory adds to it.
 * `sign-in-failed`, `sign-in-not-offered` or `directory-refused`.
 */
export function explainResult(server: string, { resultCode, diagnostic }: LdapResult): AppError {
  const { code, text } = explanationOf(resultCode, bounded(diagnostic));
  return failure(code, `${server} ${text}`, resultDetail(resultCode, diagnostic));
}

function explanationOf(resultCode: number, diagnostic: string): Explanation {
  const securityError = /^([0-9a-f]{8}):/i.exec(diagnostic)?.[1] ?? '';
  const known =
    entryOf(securityExplanations, securityError) ??
    (resultCode === 49 ? explainSignIn(diagnostic) : entryOf(resultExplanations, String(resultCode)));
  return (
    known ?? {
      code: 'directory-refused',
      text: `answered with result ${resultCode}, which Hopcheck does not know. Choose another domain controller, or use an LDIF export.`,
    }
  );
}

function explainSignIn(diagnostic: string): Explanation {
  const subCode = /\bdata ([0-9a-f]+)/i.exec(diagnostic)?.[1]?.toLowerCase() ?? '';
  const reason =
    entryOf(signInExplanations, subCode) ??
    'It does not say why. Check name and password before you try again: repeated attempts can lock the account.';
  return { code: 'sign-in-failed', text: `did not sign the account in. ${reason}` };
}

/**
 * The AppError for an error of the socket, before or after it was connected. An AppError, such as one of the look-up of the
 * name or of a sealed channel, explains itself and is returned as it is.
 */
export function explainNetworkError(server: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const known = entryOf(networkExplanations, codeOf(error));
  if (known === undefined) return lostConnection(server, detailOf(error));
  return failure(known.code, `${server} ${known.text}`, detailOf(error));
}

/**
 * The AppError for an error of the TLS handshake; a name or trust problem of the certificate is not one of them. `legacy` says
 * whether TLS 1.0 was accepted, so that it is not proposed again.
 */
export function explainTlsError(server: string, error: unknown, legacy = false): AppError {
  const systemCode = codeOf(error);
  if (error instanceof AppError || Object.hasOwn(networkExplanations, systemCode))
    return explainNetworkError(server, error);
  return failure('tls-failed', `${server} ${handshakeFailure(systemCode, legacy)}`, detailOf(error));
}

export function lostConnection(server: string, detail?: string): AppError {
  return failure(
    'connection-lost',
    `The connection to ${server} was lost. Hopcheck does not connect again by itself: start again.`,
    detail,
  );
}

/** A domain controller that hangs up instead of answering a sign-in, as some do when a policy forbids it. */
export function closedAtSignIn(server: string, detail?: string): AppError {
  return failure(
    'connection-lost',
    `${server} closed the connection at the sign-in and gave no reason. It may forbid this kind of sign-in: choose another kind of connection that is encrypted or another domain controller, or use an LDIF export.`,
    detail,
  );
}

/** A server that does not agree to StartTLS; Active Directory without a certificate says that it is not available just now. */
export function refusedStartTls(server: string, { resultCode, diagnostic }: LdapResult): AppError {
  return failure(
    'tls-failed',
    `${server} does not agree to StartTLS; usually it has no certificate. Choose "Automatic (encrypted)", have a certificate installed, or use an LDIF export.`,
    resultDetail(resultCode, diagnostic),
  );
}

/** What came through a protected channel does not bear the server's seal. `detail` says where it was noticed. */
export function integrityLost(server: string, detail: string): AppError {
  return failure(
    'integrity-lost',
    `What came from ${server} was altered on the way or is out of step; nothing of this session counts. Connect again; if it happens again, something on the way changes what is sent: choose LDAPS or another network, or use an LDIF export.`,
    detail,
  );
}

/** A server that would sign in by NTLM without what makes that safe, or not at all. `detail` says what is missing. */
export function safeSignInNotOffered(server: string, detail: string): AppError {
  return failure(
    'sign-in-not-offered',
    `${server} does not offer a Windows sign-in (NTLM) that is safe: it is too old, or a policy forbids it. Choose LDAPS or StartTLS with name and password, another domain controller, or an LDIF export. If it should offer it, something on the way may have changed its answer.`,
    detail,
  );
}

export function silentServer(server: string, milliseconds: number): AppError {
  return new AppError(
    'connection-timeout',
    `${server} has not answered for ${milliseconds / 1000} seconds. Try again later, or choose another domain controller.`,
  );
}

export function protocolError(server: string, detail: string): AppError {
  return failure(
    'protocol-error',
    `${server} sent something that is not LDAP as Active Directory speaks it. Check host and port, or choose another domain controller.`,
    detail,
  );
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}

function failure(code: ErrorCode, message: string, detail?: string): AppError {
  return new AppError(code, message, detail === undefined ? undefined : bounded(detail));
}

function resultDetail(resultCode: number, diagnostic: string): string {
  return `LDAP result ${resultCode}${diagnostic === '' ? '' : `: ${diagnostic}`}`;
}

function bounded(text: string): string {
  return text.length <= mostDetailCharacters
    ? text
    : `${text.slice(0, mostDetailCharacters - 1).toWellFormed()}…`;
}

/** What a table says of a word that may come from anywhere, such as `constructor`. */
function entryOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function detailOf(error: unknown): string {
  // A name with several addresses, none of which could be reached.
  if (error instanceof AggregateError) return error.errors.map(detailOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  return code === '' || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
