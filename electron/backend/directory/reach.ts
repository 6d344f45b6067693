import type { Socket } from 'node:net';

import type { Channel } from '../../../shared/directory/source.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { targetOf } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { refusedStartTls } from './explain.ts';
import { LdapConnection } from './ldap-connection.ts';
import { openSocket } from './open-socket.ts';
import type { Target } from './open-socket.ts';
import { openSecureSocket, secureSocket } from './tls/secure-socket.ts';
import type { TlsOptions, VerifiedCertificate } from './tls/secure-socket.ts';
import type { WireNotes } from './wire-recorder.ts';

/** How long Automatic waits for LDAPS: a firewall that swallows port 636 must not cost the assessor's patience. */
const automaticTimeoutMilliseconds = 5_000;

/** A connection on which nobody has signed in yet. */
export interface Reached {
  readonly connection: LdapConnection;
  readonly channel: Channel;
  readonly port: number;
  /** How messages name the other end. */
  readonly server: string;
  readonly notes: WireNotes;
  /** Null without TLS. */
  readonly certificate: VerifiedCertificate | null;
  /** Why Automatic could not use LDAPS; null if it could, or was not chosen. */
  readonly ldapsFailure: AppError | null;
}

/** Failures of LDAPS after which Automatic goes on by Windows sign-in, which needs no certificate and is encrypted as well. */
const passedOver: ReadonlySet<ErrorCode> = new Set([
  'connection-refused',
  'connection-timeout',
  'connection-lost',
  'tls-failed',
  'protocol-error',
  'certificate-untrusted',
]);

/** Connects as the attempt's channel demands. Nothing but a TLS handshake is sent. Throws AppError; then nothing stays open. */
export function reach(attempt: Attempt): Promise<Reached> {
  switch (attempt.channel) {
    case 'automatic':
      return reachAutomatically(attempt);
    case 'ldaps':
      return reachByLdaps(attempt);
    case 'start-tls':
      return reachByStartTls(attempt);
    case 'sealed':
    case 'clear-text':
    case 'practice':
      return reachPlainly(attempt, attempt.channel);
  }
}

async function reachAutomatically(attempt: Attempt): Promise<Reached> {
  const connectTimeout = Math.min(attempt.connectTimeout, automaticTimeoutMilliseconds);
  try {
    return await reachByLdaps({ ...attempt, connectTimeout });
  } catch (error) {
    if (!(error instanceof AppError) || !passedOver.has(error.code)) throw error;
    // Only a simple bind takes a distinguished name, and that only TLS protects.
    if (attempt.account.kind === 'distinguished-name') throw error;
    if (attempt.trust.pinned !== null) throw pinnedButNotReached(attempt, error);
    return { ...(await reachPlainly(attempt, 'sealed')), ldapsFailure: error };
  }
}

/** Whoever blocks the port must not get round the certificate that the assessor compared. */
function pinnedButNotReached({ host }: Attempt, { code, message, detail }: AppError): AppError {
  return new AppError(
    code,
    `A certificate is trusted for ${host}, so Automatic goes no other way. ${message} To go without TLS, choose "Windows sign-in, encrypted (NTLM)".`,
    detail,
  );
}

async function reachByLdaps(attempt: Attempt): Promise<Reached> {
  const target = targetOf(attempt, attempt.ports.ldaps);
  const notes = attempt.recorder.connection();
  const connected = notes.send({ operation: 'tls', detail: `${target.server}, TLS from the start` });
  const secured = await openSecureSocket(target, tlsOptionsOf(attempt));
  connected({ detail: `${target.server}, ${secured.certificate.tls}` });
  return reachedOver(secured, attempt, target, 'ldaps', notes);
}

async function reachByStartTls(attempt: Attempt): Promise<Reached> {
  const { connection, server, notes } = await reachPlainly(attempt, 'start-tls');
  const target = targetOf(attempt, attempt.ports.ldap);
  try {
    const result = await connection.startTls(attempt.signal);
    if (result.resultCode !== 0) throw refusedStartTls(server, result);
    // Opened by openSocket, so a socket it is.
    const socket = connection.release() as Socket;
    const handshake = notes.send({ operation: 'tls', detail: 'TLS handshake' });
    const secured = await secureSocket(socket, target, tlsOptionsOf(attempt));
    handshake({ detail: `TLS handshake, ${secured.certificate.tls}` });
    return reachedOver(secured, attempt, target, 'start-tls', notes);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function reachPlainly(attempt: Attempt, channel: Channel): Promise<Reached> {
  const target = targetOf(attempt, attempt.ports.ldap);
  const notes = attempt.recorder.connection();
  const connected = notes.send({ operation: 'connect', detail: target.server });
  const socket = await openSocket(target);
  connected({});
  return reachedOver({ socket, certificate: null }, attempt, target, channel, notes);
}

function tlsOptionsOf({ trust, legacyTls }: Attempt): TlsOptions {
  return { trust, legacy: legacyTls };
}

function reachedOver(
  { socket, certificate }: { readonly socket: Socket; readonly certificate: VerifiedCertificate | null },
  { answerTimeout }: Attempt,
  { port, server }: Target,
  channel: Channel,
  notes: WireNotes,
): Reached {
  const connection = new LdapConnection(socket, server, { answerTimeout, notes });
  return { connection, channel, port, server, notes, certificate, ldapsFailure: null };
}
