import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { BindRequest, ProtocolOperation } from 'ldapts';
import { MessageFrames } from '../../../electron/backend/directory/message-frames.ts';
import { channelBindingHash } from '../../../electron/backend/directory/sasl/channel-binding.ts';
import { SealedStream } from '../../../electron/backend/directory/sasl/sealed-stream.ts';
import { entryMessage, resultMessage, success } from '../../../electron/backend/practice/answers.ts';
import { outcomes } from '../../../electron/backend/practice/outcomes.ts';
import { decodeRequest, type LdapRequest } from '../../../electron/backend/practice/request.ts';
import type { RawEntry } from '../../../shared/directory/entry.ts';
import type { Identity } from '../../support/certificates.ts';
import { NtlmServer } from '../../support/ntlm-server.ts';
import { bindAnswer, tokenOf } from '../../support/sasl-bind.ts';

/** A step of a client: a request, with searches told apart by what they are for, or the handshake of TLS. */
export type Step = 'tls' | 'start-tls' | 'root-dse' | 'bind' | 'look' | 'search' | 'unbind' | 'other';

/** What all connections of a domain controller have in common. */
export interface DomainControllerState {
  /** Port of the practice domain controller that answers in the end. */
  readonly practicePort: number;
  readonly account: string;
  readonly password: string;
  /** The certificate to present; null without TLS. */
  identity: Identity | null;
  /** What to deliver to whoever walks, instead of the practice organisation; null for that. */
  endless: Iterator<RawEntry> | null;
  /** Called at each step; `answer` goes on with it. */
  ask(step: Step, answer: () => void): void;
}

const startTlsName = '1.3.6.1.4.1.1466.20037';
const signInGoesOn = { resultCode: 14, diagnostic: '' };
const entriesPerPage = 20;
/** Milliseconds that a page without end takes: a busy domain controller, and time for a person to see the walk. */
const pageMilliseconds = 30;

/**
 * One connection: what the practice domain controller does not know, TLS and Windows sign-in (NTLM), is done here, and all else
 * is handed to it.
 */
export class DomainControllerSession {
  readonly #state: DomainControllerState;
  readonly #practice: Socket;
  /** What the client reads and writes, encrypted or not. */
  #client: Duplex;
  #ntlm: NtlmServer | null = null;
  readonly #onAnswer = (chunk: Buffer) => this.#client.write(chunk);

  constructor(socket: Socket, state: DomainControllerState) {
    this.#state = state;
    this.#client = socket;
    this.#practice = connect(state.practicePort, '127.0.0.1');
    this.#practice.on('data', this.#onAnswer);
    this.#practice.on('error', () => socket.destroy());
    this.#practice.once('end', () => this.#client.end());
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#practice.destroy());
  }

  /** Begins to listen to the client, which speaks LDAP at once or agrees on TLS first. */
  begin(from: 'plain' | 'tls'): void {
    if (from === 'plain') this.#listen(this.#client);
    else this.#encrypt(this.#client as Socket);
  }

  #listen(client: Duplex): void {
    const frames = new MessageFrames(1024 * 1024);
    this.#client = client;
    client.on('error', () => client.destroy());
    client.on('data', (chunk: Buffer) => {
      for (const message of frames.push(chunk)) {
        const request = decodeRequest(message);
        this.#state.ask(stepOf(request), () => this.#answer(request, message));
      }
    });
  }

  #encrypt(socket: Socket): void {
    const { identity } = this.#state;
    socket.removeAllListeners('data');
    // Read by nobody, a connection that falls silent here would not notice its end.
    socket.resume();
    this.#state.ask('tls', () => {
      if (identity === null) return socket.destroy();
      const { certificate: cert, key } = identity;
      return this.#listen(new TLSSocket(socket, { isServer: true, cert, key }));
    });
  }

  #answer(request: LdapRequest, message: Buffer): void {
    if (request.kind === 'extended' && request.oid === startTlsName && this.#state.identity !== null) {
      const { messageId } = request;
      this.#client.write(resultMessage(messageId, ProtocolOperation.LDAP_RES_EXTENSION, success));
      this.#encrypt(this.#client as Socket);
    } else if (request.kind === 'sasl-bind') this.#step(request.messageId, tokenOf(message));
    else if (request.kind === 'search' && stepOf(request) === 'search' && this.#state.endless !== null)
      setTimeout(() => this.#sendPage(request.messageId), pageMilliseconds);
    else this.#practice.write(message);
  }

  #step(messageId: number, token: Buffer): void {
    this.#ntlm ??= this.#ntlmServer();
    const { state, token: answer } = this.#ntlm.step(token);
    if (state === 'continue') this.#client.write(bindAnswer(messageId, signInGoesOn, answer));
    if (state === 'accepted') void this.#accept(this.#ntlm, bindAnswer(messageId, success, answer));
    if (state !== 'refused') return;
    this.#ntlm = null;
    this.#client.write(bindAnswer(messageId, outcomes.wrongCredentials, null));
  }

  #ntlmServer(): NtlmServer {
    const { account, password, identity } = this.#state;
    const [domain = '', name = ''] = account.split('\\');
    const isBound = this.#client instanceof TLSSocket && identity !== null;
    const channelBinding = isBound ? channelBindingHash(new X509Certificate(identity.certificate).raw) : null;
    return new NtlmServer({ domain, name, password, ...(channelBinding === null ? {} : { channelBinding }) });
  }

  /** Signs in to the practice domain controller in the way that it knows; without TLS all is sealed from then on. */
  async #accept(ntlm: NtlmServer, answer: Buffer): Promise<void> {
    const { account: dn, password } = this.#state;
    this.#practice.off('data', this.#onAnswer);
    this.#practice.write(new BindRequest({ messageId: 1, dn, password }).write());
    await once(this.#practice, 'data');
    this.#practice.on('data', this.#onAnswer);
    const inner = this.#client;
    inner.write(answer);
    if (inner instanceof TLSSocket) return;
    inner.removeAllListeners('data');
    this.#listen(new SealedStream(inner, ntlm.protection));
  }

  #sendPage(messageId: number): void {
    const entries = Array.from(
      { length: entriesPerPage },
      () => this.#state.endless?.next().value as RawEntry,
    );
    const cookie = Buffer.from('more');
    const messages = entries.map((entry) => entryMessage(messageId, entry, false));
    messages.push(resultMessage(messageId, ProtocolOperation.LDAP_RES_SEARCH, success, cookie));
    this.#client.write(Buffer.concat(messages));
  }
}

function stepOf(request: LdapRequest): Step {
  switch (request.kind) {
    case 'sasl-bind':
      return 'bind';
    case 'bind':
    case 'unbind':
      return request.kind;
    case 'extended':
      return request.oid === startTlsName ? 'start-tls' : 'other';
    case 'search':
      if (request.search.base === '') return 'root-dse';
      return request.search.scope === 'sub' ? 'search' : 'look';
    default:
      return 'other';
  }
}
