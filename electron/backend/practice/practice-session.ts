import { createHash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';

import { ProtocolOperation } from 'ldapts';

import type { MemoryDirectory } from '../directory/memory-directory.ts';
import { MalformedMessageError, MessageFrames } from '../directory/message-frames.ts';
import { disconnectionMessage, entryMessage, resultMessage, success } from './answers.ts';
import type { Outcome } from './answers.ts';
import { outcomes } from './outcomes.ts';
import { answerRootDse, isRootDse, PracticeSearches } from './practice-search.ts';
import type { SearchReply } from './practice-search.ts';
import { decodeRequest } from './request.ts';
import type { LdapRequest } from './request.ts';

/** Octets of the largest request accepted: a filter of some thousand parts, so that no search takes long. */
const largestRequest = 64 * 1024;

const startTls = '1.3.6.1.4.1.1466.20037';

/** Who may sign in, and how. */
interface Credentials {
  /** The spellings of the one account: `DOMAIN\name`, `name@domain` and its distinguished name. */
  readonly accounts: readonly string[];
  readonly password: string;
}

type Request<K extends LdapRequest['kind']> = Extract<LdapRequest, { kind: K }>;

/**
 * One connection of the practice domain controller: answers requests in their order until either side has had enough. Between two
 * requests the others have their turn, and a client that does not take its answers is not read any further.
 */
export class PracticeSession {
  readonly #socket: Socket;
  readonly #credentials: Credentials;
  readonly #searches: PracticeSearches;
  readonly #frames = new MessageFrames(largestRequest);
  /** Requests that have come and are not answered. */
  #requests: Iterator<Buffer> = [].values();
  #signedIn = false;

  constructor(socket: Socket, directory: MemoryDirectory, credentials: Credentials) {
    this.#socket = socket;
    this.#credentials = credentials;
    this.#searches = new PracticeSearches(directory);
  }

  /** Begins to listen to the client. */
  start(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#socket.pause();
      this.#requests = this.#frames.push(chunk);
      this.#answerNext();
    });
    this.#socket.on('drain', () => this.#answerNext());
  }

  #answerNext(): void {
    if (this.#socket.writableEnded || this.#socket.destroyed) {
      this.#socket.resume(); // to its end, without which it never closes
      return;
    }
    try {
      const next = this.#requests.next();
      if (next.done === true) {
        this.#socket.resume();
        return;
      }
      this.#answer(decodeRequest(next.value));
    } catch (error) {
      // An error thrown on from here, in a handler of the socket, would end the program.
      const outcome = error instanceof MalformedMessageError ? outcomes.malformed : outcomes.failed;
      this.#socket.end(disconnectionMessage(outcome), () => this.#socket.destroy());
      return;
    }
    if (!this.#socket.writableNeedDrain) setImmediate(() => this.#answerNext());
  }

  #answer(request: LdapRequest): void {
    switch (request.kind) {
      case 'bind':
        return this.#finish(request.messageId, ProtocolOperation.LDAP_RES_BIND, this.#bind(request));
      case 'sasl-bind':
        this.#signedIn = false;
        return this.#finish(request.messageId, ProtocolOperation.LDAP_RES_BIND, outcomes.saslNotOffered);
      case 'search':
        return this.#sendReply(request, this.#search(request));
      case 'extended':
        return this.#finish(request.messageId, ProtocolOperation.LDAP_RES_EXTENSION, extended(request));
      case 'unwilling':
        return this.#finish(
          request.messageId,
          request.answer,
          this.#signedIn ? outcomes.unwilling : outcomes.notSignedIn,
        );
      case 'abandon':
        return; // every request has been answered before the next one is read
      case 'unbind':
        this.#socket.end();
    }
  }

  /** Without a password whoever binds is nobody, and that succeeds, as in Active Directory. */
  #bind({ version, name, password }: Request<'bind'>): Outcome {
    this.#signedIn = false;
    if (version !== 3) return outcomes.malformed;
    if (password === '') return success;
    const known = this.#credentials.accounts.some((account) => account.toLowerCase() === name.toLowerCase());
    if (!isSame(password, this.#credentials.password) || !known) return outcomes.wrongCredentials;
    this.#signedIn = true;
    return success;
  }

  #search({ search, controls }: Request<'search'>): SearchReply {
    if (controls.unknownCritical) return { entries: [], outcome: outcomes.unknownControl };
    if (isRootDse(search)) return answerRootDse(search, controls.paging);
    if (!this.#signedIn) return { entries: [], outcome: outcomes.notSignedIn };
    return this.#searches.answer(search, controls.paging);
  }

  #sendReply({ messageId, search }: Request<'search'>, { entries, outcome, cookie }: SearchReply): void {
    const messages = entries.map((entry) => entryMessage(messageId, entry, search.typesOnly));
    messages.push(resultMessage(messageId, ProtocolOperation.LDAP_RES_SEARCH, outcome, cookie));
    this.#socket.write(Buffer.concat(messages));
  }

  #finish(messageId: number, operation: number, outcome: Outcome): void {
    this.#socket.write(resultMessage(messageId, operation, outcome));
  }
}

function extended({ oid }: Request<'extended'>): Outcome {
  return oid === startTls ? outcomes.noTls : outcomes.unknownRequest;
}

function isSame(first: string, second: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(first), digest(second));
}
