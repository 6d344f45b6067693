import type { Duplex } from 'node:stream';

import { BindRequest, ProtocolOperation, SearchRequest, UnbindRequest } from 'ldapts';
import type { Control, Filter } from 'ldapts';

import type { SearchScope } from '../../../shared/directory/source.ts';
import type { AppError } from '../../../shared/errors.ts';
import {
  cancelled,
  explainNetworkError,
  integrityLost,
  lostConnection,
  protocolError,
  safeSignInNotOffered,
  silentServer,
} from './explain.ts';
import { decodeResponse } from './ldap-response.ts';
import type { LdapResponse, LdapResult } from './ldap-response.ts';
import { MessageFrames } from './message-frames.ts';
import { PendingRequest } from './pending-request.ts';
import type { LdapAnswer } from './pending-request.ts';
import { saslBindRequest, startTlsRequest } from './requests.ts';
import { SecurityError, SignInNotPossibleError } from './sasl/security-context.ts';
import type { SecurityContext } from './sasl/security-context.ts';
import { WireRecorder } from './wire-recorder.ts';
import type { Answer, Sending, WireNotes } from './wire-recorder.ts';

/** How long a server may keep silent in the middle of a request. */
export const answerTimeoutMilliseconds = 60_000;
/** How long one answer may take in all, however busily the server talks. Active Directory itself stops after two minutes. */
const longestAnswerMilliseconds = 10 * 60_000;
/** How long closing may take before the socket is dropped. */
const closeTimeoutMilliseconds = 2_000;
/** Octets of the largest message accepted. An Exchange object has a few kilobytes. */
const largestMessage = 16 * 1024 * 1024;
/** Steps that a sign-in may take; NTLM has two. */
const mostSignInSteps = 8;
const saslBindInProgress = 14;

export interface LdapConnectionOptions {
  /** Milliseconds; {@link answerTimeoutMilliseconds} if not given. */
  readonly answerTimeout?: number;
  /** Where to note what is sent; nowhere if not given. */
  readonly notes?: WireNotes;
}

/** One search request, as RFC 4511 section 4.5.1 has it. */
export interface LdapSearch {
  readonly base: string;
  readonly scope: SearchScope;
  readonly filter: Filter;
  readonly attributes: readonly string[];
  readonly controls?: Control[];
  /** Number of the page that is asked for, for the notes. */
  readonly page?: number;
}

/**
 * One LDAP session over one open stream, made of ldapts' messages. Not ldapts' Client: that opens a lost connection again by
 * itself and goes on unauthenticated, ends a paged search at a page without entries, waits on octets that are no LDAP, and
 * forgets what came before a size limit. Here a connection is a session: once it has failed, every request fails alike.
 */
export class LdapConnection {
  readonly #stream: Duplex;
  readonly #server: string;
  readonly #answerTimeout: number;
  readonly #notes: WireNotes;
  readonly #frames = new MessageFrames(largestMessage);
  readonly #onData = (chunk: Buffer) => this.#receive(chunk);
  readonly #onError = (error: unknown) => this.#fail(explainStreamError(this.#server, error));
  readonly #onClose = () => this.#fail(lostConnection(this.#server));
  #failure: AppError | null = null;
  #pending: PendingRequest | null = null;
  #lastMessageId = 0;
  #isReleased = false;
  #silence: NodeJS.Timeout | undefined;

  /** `server` is how messages name the other end. */
  constructor(stream: Duplex, server: string, options: LdapConnectionOptions = {}) {
    this.#stream = stream;
    this.#server = server;
    this.#answerTimeout = options.answerTimeout ?? answerTimeoutMilliseconds;
    this.#notes = options.notes ?? new WireRecorder().connection();
    stream.on('data', this.#onData);
    stream.on('error', this.#onError);
    stream.on('close', this.#onClose);
  }

  /** Signs in once with a simple bind. Answers with the result, whatever it is; throws AppError if none comes. */
  async bind(account: string, password: string, signal: AbortSignal): Promise<LdapResult> {
    const request = new BindRequest({ messageId: this.#nextMessageId(), dn: account, password });
    const octets = request.write();
    // Without the password: its length is nobody's business.
    const octetsSent = octets.length - Buffer.byteLength(password);
    const sending = { operation: 'bind', detail: 'sign-in with name and password', octetsSent } as const;
    const answer = await this.#send(
      request.messageId,
      octets,
      ProtocolOperation.LDAP_RES_BIND,
      sending,
      signal,
    );
    return answer.result;
  }

  /** Signs in once by SASL. Answers with the result, whatever it is; throws AppError if none comes, or a token cannot be trusted. */
  async bindSasl(context: SecurityContext, signal: AbortSignal): Promise<LdapResult> {
    let token = this.#secured(() => context.step(null));
    for (let step = 1; step <= mostSignInSteps; step += 1) {
      const messageId = this.#nextMessageId();
      const octets = saslBindRequest(messageId, context.mechanism, token);
      const sending = { operation: 'bind', detail: `sign-in by ${context.mechanism}, step ${step}` } as const;
      const answer = await this.#send(messageId, octets, ProtocolOperation.LDAP_RES_BIND, sending, signal);
      const { result, serverCredentials } = answer;
      if (result.resultCode !== saslBindInProgress) {
        if (result.resultCode === 0) this.#secured(() => context.finish(serverCredentials));
        return result;
      }
      token = this.#secured(() => context.step(serverCredentials ?? Buffer.alloc(0)));
    }
    return this.#refuse(protocolError(this.#server, 'The sign-in does not come to an end.'));
  }

  /** Asks the server to go on by TLS (RFC 4511 section 4.14). Answers with the result; the handshake is for whoever takes the stream by {@link release}. */
  async startTls(signal: AbortSignal): Promise<LdapResult> {
    const messageId = this.#nextMessageId();
    const sending = { operation: 'start-tls', detail: 'asks to go on by TLS' } as const;
    const octets = startTlsRequest(messageId);
    const answer = await this.#send(messageId, octets, ProtocolOperation.LDAP_RES_EXTENSION, sending, signal);
    return answer.result;
  }

  /** Sends one search request, that is, reads one page. Answers with all that came, whatever the result; throws AppError if none comes. */
  search(
    { base, scope, filter, attributes, controls = [], page = 1 }: LdapSearch,
    signal: AbortSignal,
  ): Promise<LdapAnswer> {
    const messageId = this.#nextMessageId();
    const timeLimit = 0; // the server's own
    const request = new SearchRequest({
      messageId,
      baseDN: base,
      scope,
      filter,
      attributes: [...attributes],
      timeLimit,
      controls,
    });
    const search = { base, scope, filter: filter.toString(), attributes, page };
    const sending = { operation: 'search', detail: '', search } as const;
    return this.#send(messageId, request.write(), ProtocolOperation.LDAP_RES_SEARCH, sending, signal);
  }

  /**
   * Hands the stream over to whoever protects it from here on; this connection is of no more use. Throws AppError
   * `protocol-error` if anything came beyond the last answer: unprotected octets must not be taken for protected ones.
   */
  release(): Duplex {
    if (this.#failure !== null) throw this.#failure;
    if (this.#frames.isMidway)
      return this.#refuse(
        protocolError(this.#server, 'It said more before the encryption than it was asked.'),
      );
    this.#stream.off('data', this.#onData);
    this.#stream.off('error', this.#onError);
    this.#stream.off('close', this.#onClose);
    this.#stream.pause();
    this.#failure = lostConnection(this.#server);
    this.#isReleased = true;
    return this.#stream;
  }

  /** Says goodbye and closes, unless the stream was released; never throws. */
  async close(): Promise<void> {
    if (this.#stream.destroyed || this.#isReleased) return;
    const closed = new Promise<void>((resolve) => this.#stream.once('close', () => resolve()));
    const octets = new UnbindRequest({ messageId: this.#nextMessageId() }).write();
    this.#notes.send({ operation: 'unbind', detail: 'says goodbye', octetsSent: octets.length });
    this.#stream.end(octets);
    const timer = setTimeout(() => this.#stream.destroy(), closeTimeoutMilliseconds);
    await closed;
    clearTimeout(timer);
  }

  #nextMessageId(): number {
    this.#lastMessageId += 1;
    return this.#lastMessageId;
  }

  async #send(
    messageId: number,
    octets: Buffer,
    awaited: number,
    sending: Sending,
    signal: AbortSignal,
  ): Promise<LdapAnswer> {
    if (signal.aborted) this.#fail(cancelled());
    if (this.#failure !== null) throw this.#failure;
    if (this.#pending !== null) throw new Error('A connection carries one request at a time.');
    const abort = () => this.#fail(cancelled());
    signal.addEventListener('abort', abort, { once: true });
    const patience = setTimeout(() => this.#failSilent(longestAnswerMilliseconds), longestAnswerMilliseconds);
    const note = this.#notes.send({ octetsSent: octets.length, ...sending });
    try {
      const answer = await new Promise<LdapAnswer>((resolve, reject) => {
        this.#pending = new PendingRequest(messageId, awaited, resolve, reject);
        this.#startTimer();
        this.#stream.write(octets);
      });
      note(noteOf(answer));
      return answer;
    } finally {
      signal.removeEventListener('abort', abort);
      clearTimeout(patience);
      clearTimeout(this.#silence);
    }
  }

  /** What a security context makes of a token; one that it does not trust ends the connection. */
  #secured<T>(use: () => T): T {
    try {
      return use();
    } catch (error) {
      if (error instanceof SignInNotPossibleError)
        return this.#refuse(safeSignInNotOffered(this.#server, error.message));
      if (!(error instanceof SecurityError)) throw error;
      return this.#refuse(integrityLost(this.#server, error.message));
    }
  }

  #refuse(error: AppError): never {
    this.#fail(error);
    throw this.#failure ?? error;
  }

  #startTimer(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#failSilent(this.#answerTimeout), this.#answerTimeout);
  }

  #failSilent(milliseconds: number): void {
    this.#fail(silentServer(this.#server, milliseconds));
  }

  #receive(chunk: Buffer): void {
    if (this.#failure !== null) return;
    try {
      for (const message of this.#frames.push(chunk)) this.#accept(decodeResponse(message), message.length);
    } catch (error) {
      // Whatever it is: an error thrown on from here, in a handler of the stream, would end the program.
      this.#fail(protocolError(this.#server, error instanceof Error ? error.message : String(error)));
    }
  }

  #accept(response: LdapResponse, octets: number): void {
    if (response.messageId === 0) return this.#fail(this.#noticeOfDisconnection(response));
    const pending = this.#pending;
    // It may be an object that belongs to the evidence: a result without it must not look whole.
    if (response.messageId !== pending?.messageId)
      return this.#fail(protocolError(this.#server, 'A message answers no request.'));
    this.#startTimer();
    const taken = pending.take(response, octets);
    if (taken === 'ended')
      this.#pending = null; // what comes after the result is no part of it
    else if (taken !== 'more') this.#fail(protocolError(this.#server, taken.refused));
  }

  /** RFC 4511 section 4.4.1: a server's last words before it closes. */
  #noticeOfDisconnection(response: LdapResponse): AppError {
    if (response.kind !== 'result') return protocolError(this.#server, 'A message has no number.');
    const { resultCode, diagnostic } = response.result;
    return lostConnection(
      this.#server,
      `The server closed the connection: LDAP result ${resultCode} ${diagnostic}`.trimEnd(),
    );
  }

  #fail(error: AppError): void {
    this.#failure ??= error;
    clearTimeout(this.#silence);
    this.#pending?.reject(this.#failure);
    this.#pending = null;
    this.#stream.destroy();
  }
}

function explainStreamError(server: string, error: unknown): AppError {
  return error instanceof SecurityError
    ? integrityLost(server, error.message)
    : explainNetworkError(server, error);
}

function noteOf({ entries, references, result, octets }: LdapAnswer): Answer {
  return {
    octetsReceived: octets,
    result: result.resultCode,
    entries: entries.length,
    references: references.length,
  };
}
