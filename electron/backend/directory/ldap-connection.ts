import type { Socket } from 'node:net';

import { BindRequest, ProtocolOperation, SearchRequest, UnbindRequest } from 'ldapts';
import type { SearchRequestMessageOptions } from 'ldapts';

import type { RawEntry } from '../../../shared/directory/entry.ts';
import type { AppError } from '../../../shared/errors.ts';
import { cancelled, explainNetworkError, lostConnection, protocolError, silentServer } from './explain.ts';
import { decodeResponse } from './ldap-response.ts';
import type { LdapResponse, LdapResult } from './ldap-response.ts';
import { MessageFrames } from './message-frames.ts';

/** How long a server may keep silent in the middle of a request. */
export const answerTimeoutMilliseconds = 60_000;
/** How long closing may take before the socket is dropped. */
const closeTimeoutMilliseconds = 2_000;
/** Octets of the largest message accepted. An Exchange object has a few kilobytes. */
const largestMessage = 16 * 1024 * 1024;
/** Mebibytes of the largest answer accepted: a page of 500 objects of Exchange has a few. */
const largestAnswerMebibytes = 64;
const mebibyte = 1024 * 1024;
/** Entries and references that one request may bring. Active Directory sends a thousand, whatever is asked for. */
const mostParts = 100_000;
/** Attributes and their values that one request may bring; each needs far more memory than its octets. */
const mostValues = 1_000_000;

/** All that came for one search request. */
export interface SearchAnswer {
  readonly entries: readonly RawEntry[];
  readonly references: readonly string[];
  readonly result: LdapResult;
  /** Cookie of the next page; empty if there is none, null if the server says nothing of pages. */
  readonly cookie: Buffer | null;
  /** Octets of its messages. */
  readonly octets: number;
}

interface PendingRequest {
  readonly messageId: number;
  /** Tag of the operation that ends it. */
  readonly awaited: number;
  readonly entries: RawEntry[];
  readonly references: string[];
  octets: number;
  values: number;
  readonly resolve: (answer: SearchAnswer) => void;
  readonly reject: (error: AppError) => void;
}

/**
 * One LDAP session over one open socket, made of ldapts' messages. Not ldapts' Client: that opens a lost connection again by
 * itself and goes on unauthenticated, ends a paged search at a page without entries, waits on octets that are no LDAP, and
 * forgets what came before a size limit. Here a connection is a session: once it has failed, every request fails alike.
 */
export class LdapConnection {
  readonly #socket: Socket;
  readonly #server: string;
  readonly #answerTimeout: number;
  readonly #frames = new MessageFrames(largestMessage);
  #failure: AppError | null = null;
  #pending: PendingRequest | null = null;
  #lastMessageId = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `server` is how messages name the other end; the time limit is in milliseconds. */
  constructor(socket: Socket, server: string, answerTimeout = answerTimeoutMilliseconds) {
    this.#socket = socket;
    this.#server = server;
    this.#answerTimeout = answerTimeout;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (error) => this.#fail(explainNetworkError(server, error)));
    socket.on('close', () => this.#fail(lostConnection(server)));
  }

  /** Signs in once with a simple bind. Answers with the result, whatever it is; throws AppError if none comes. */
  async bind(account: string, password: string, signal: AbortSignal): Promise<LdapResult> {
    const request = new BindRequest({ messageId: this.#nextMessageId(), dn: account, password });
    const answer = await this.#send(
      request.messageId,
      request.write(),
      ProtocolOperation.LDAP_RES_BIND,
      signal,
    );
    return answer.result;
  }

  /** Sends one search request, that is, reads one page. Answers with all that came, whatever the result; throws AppError if none comes. */
  search(
    options: Omit<SearchRequestMessageOptions, 'messageId'>,
    signal: AbortSignal,
  ): Promise<SearchAnswer> {
    const request = new SearchRequest({ ...options, messageId: this.#nextMessageId() });
    return this.#send(request.messageId, request.write(), ProtocolOperation.LDAP_RES_SEARCH, signal);
  }

  /** Says goodbye and closes; never throws. */
  async close(): Promise<void> {
    if (this.#socket.destroyed) return;
    const closed = new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
    this.#socket.end(new UnbindRequest({ messageId: this.#nextMessageId() }).write());
    const timer = setTimeout(() => this.#socket.destroy(), closeTimeoutMilliseconds);
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
    signal: AbortSignal,
  ): Promise<SearchAnswer> {
    if (signal.aborted) this.#fail(cancelled());
    if (this.#failure !== null) throw this.#failure;
    const abort = () => this.#fail(cancelled());
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<SearchAnswer>((resolve, reject) => {
        const nothing = { entries: [], references: [], octets: 0, values: 0 };
        this.#pending = { messageId, awaited, ...nothing, resolve, reject };
        this.#startTimer();
        this.#socket.write(octets);
      });
    } finally {
      signal.removeEventListener('abort', abort);
      clearTimeout(this.#timer);
    }
  }

  #startTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#fail(silentServer(this.#server, this.#answerTimeout)),
      this.#answerTimeout,
    );
  }

  #receive(chunk: Buffer): void {
    if (this.#failure !== null) return;
    try {
      for (const message of this.#frames.push(chunk)) this.#accept(decodeResponse(message), message.length);
    } catch (error) {
      // Whatever it is: an error thrown on from here, in a handler of the socket, would end the program.
      this.#fail(protocolError(this.#server, error instanceof Error ? error.message : String(error)));
    }
  }

  #accept(response: LdapResponse, octets: number): void {
    const pending = this.#pending;
    if (response.messageId === 0) return this.#fail(this.#noticeOfDisconnection(response));
    if (response.messageId !== pending?.messageId) return; // a straggler
    this.#startTimer();
    const excess = this.#excess(pending, response, octets);
    if (excess !== null) return this.#fail(protocolError(this.#server, excess));
    if (response.kind === 'entry') pending.entries.push(response.entry);
    else if (response.kind === 'reference') addTo(pending.references, response.addresses);
    else if (response.kind === 'result' && response.operation === pending.awaited) {
      addTo(pending.references, response.result.referrals);
      this.#pending = null; // what comes after the result is no part of it
      const { entries, references } = pending;
      pending.resolve({
        entries,
        references,
        result: response.result,
        cookie: response.cookie,
        octets: pending.octets,
      });
    } else this.#fail(protocolError(this.#server, 'The answer does not fit the request.'));
  }

  /** Counts a message in before it is kept; says which bound is passed, null if none. */
  #excess(pending: PendingRequest, response: LdapResponse, octets: number): string | null {
    pending.octets += octets;
    if (pending.octets > largestAnswerMebibytes * mebibyte)
      return `One answer has more than ${largestAnswerMebibytes} MiB.`;
    if (pending.entries.length + pending.references.length + partsOf(response) > mostParts)
      return `One answer has more than ${mostParts} objects and references.`;
    pending.values += response.kind === 'entry' ? valuesOf(response.entry) : 0;
    return pending.values > mostValues ? `One answer has more than ${mostValues} values.` : null;
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
    clearTimeout(this.#timer);
    this.#pending?.reject(this.#failure);
    this.#pending = null;
    this.#socket.destroy();
  }
}

/** Entries and references in a message. */
function partsOf(response: LdapResponse): number {
  switch (response.kind) {
    case 'entry':
      return 1;
    case 'reference':
      return response.addresses.length;
    case 'result':
      return response.result.referrals.length;
    case 'other':
      return 0;
  }
}

function valuesOf({ attributes }: RawEntry): number {
  let count = attributes.size;
  for (const values of attributes.values()) count += values.length;
  return count;
}

/** One by one: a list given as the arguments of one call may be too long for the stack. */
function addTo(list: string[], additions: readonly string[]): void {
  for (const addition of additions) list.push(addition);
}
