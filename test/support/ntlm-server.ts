import { createHash, createHmac, randomBytes } from 'node:crypto';

import { derContent, derElement, derElements } from '../../electron/backend/directory/sasl/der.ts';
import { md4 } from '../../electron/backend/directory/sasl/md4.ts';
import { Rc4 } from '../../electron/backend/directory/sasl/rc4.ts';
import type { MessageProtection } from '../../electron/backend/directory/sasl/security-context.ts';

/** What an {@link NtlmServer} knows, and how it departs from a Windows Server of today. */
export interface NtlmServerOptions {
  readonly domain: string;
  readonly name: string;
  readonly password: string;
  /** A challenge without a time, as Windows Server 2003 sends it. */
  readonly withoutTimestamp?: boolean;
  /** Flags that the challenge leaves out. */
  readonly withheldFlags?: number;
  /** The signature over the list of mechanisms that goes with consent; right if not given. */
  readonly mechListMic?: 'right' | 'wrong' | 'none';
  /** What the AUTHENTICATE message must be bound to, 16 octets; anything will do if not given. */
  readonly channelBinding?: Buffer;
}

/** What the server has to say to a token: more, consent, or a refusal with its reason. */
export interface NtlmVerdict {
  readonly state: 'continue' | 'accepted' | 'refused';
  /** For the bind response; null if there is nothing in it. */
  readonly token: Buffer | null;
  readonly reason: string;
}

/** What a client said in its AUTHENTICATE message. */
export interface SeenAuthentication {
  readonly domain: string;
  readonly name: string;
  readonly workstation: string;
  readonly flags: number;
  readonly hasMic: boolean;
  readonly lmResponse: Buffer;
  /** FILETIME of the response. */
  readonly time: bigint;
  /** Values by kind of AV_PAIR. */
  readonly pairs: ReadonlyMap<number, Buffer>;
}

const ntlmIdentifier = Buffer.from('2b06010401823702020a', 'hex');
const mechanisms = derElement(0x30, derElement(0x06, ntlmIdentifier));
/** 1 January 2026, as FILETIME. */
const serverTime = 134_117_568_000_000_000n;
const timestampKind = 7;
/** All that Windows says, with UNICODE, SIGN, SEAL, NTLM, ALWAYS_SIGN, a domain's name, and the version. */
const allFlags = 0xe2898235;
const keyExchangeFlag = 0x40000000;

/**
 * The server's side of one sign-in by NTLMv2, by the rules of MS-NLMP section 3.2.5 and independent of the client's code but for MD4, RC4 and
 * DER. It answers in the framing in which it is spoken to: `step` takes the credentials of every bind request in turn and says what
 * belongs into the response; once it has accepted, `protection` is the server's end of the sealed stream.
 */
export class NtlmServer {
  readonly serverChallenge = randomBytes(8);
  seen: SeenAuthentication | null = null;
  readonly #options: NtlmServerOptions;
  #framed = false;
  #negotiate: Buffer | null = null;
  #challenge: Buffer = Buffer.alloc(0);
  #protection: ServerProtection | null = null;

  constructor(options: NtlmServerOptions) {
    this.#options = options;
  }

  get protection(): MessageProtection {
    if (this.#protection === null) throw new Error('Nobody is signed in with sealing.');
    return this.#protection;
  }

  step(token: Buffer): NtlmVerdict {
    if (this.#negotiate === null) return this.#begin(token);
    const parts = this.#framed ? responseParts(token) : new Map([[0xa2, token]]);
    const message = parts.get(0xa2) ?? Buffer.alloc(0);
    const reason = this.#check(message, parts.get(0xa3) ?? null);
    if (reason !== '') return { state: 'refused', token: null, reason };
    return { state: 'accepted', token: this.#framed ? this.#consent() : null, reason };
  }

  /** The challenge, as it goes into the first bind response. */
  #begin(token: Buffer): NtlmVerdict {
    this.#framed = token[0] === 0x60;
    this.#negotiate = Buffer.from(this.#framed ? token.subarray(token.indexOf('NTLMSSP\0')) : token);
    this.#challenge = challengeMessage(this.serverChallenge, this.#options);
    const answer = this.#framed ? framedChallenge(this.#challenge) : this.#challenge;
    return { state: 'continue', token: answer, reason: '' };
  }

  /** Empty if the client proved to know the password and nothing was altered. */
  #check(message: Buffer, mechListMic: Buffer | null): string {
    const { name, domain, password, channelBinding } = this.#options;
    const seen = readAuthentication(message);
    this.seen = seen;
    const key = hmac(md4(utf16(password)), utf16(seen.name.toUpperCase() + seen.domain));
    if (seen.name.toUpperCase() !== name.toUpperCase() || seen.domain !== domain) return 'unknown account';
    const response = field(message, 20);
    const proof = hmac(key, this.serverChallenge, response.subarray(16));
    if (!proof.equals(response.subarray(0, 16))) return 'wrong NTLMv2 response';
    if (this.#options.withoutTimestamp === true && !this.#isLmResponse(key, seen.lmResponse))
      return 'wrong LMv2 response';
    if (channelBinding !== undefined && !channelBinding.equals(seen.pairs.get(10) ?? Buffer.alloc(0)))
      return 'wrong channel binding';
    return this.#checkKeys(message, seen, hmac(key, proof), mechListMic);
  }

  #isLmResponse(key: Buffer, response: Buffer): boolean {
    return hmac(key, this.serverChallenge, response.subarray(16)).equals(response.subarray(0, 16));
  }

  #checkKeys(message: Buffer, seen: SeenAuthentication, base: Buffer, mechListMic: Buffer | null): string {
    const exchanged = (seen.flags & keyExchangeFlag) !== 0;
    const sessionKey = exchanged ? new Rc4(base).transform(field(message, 52)) : base;
    if (seen.hasMic) {
      const unsigned = Buffer.from(message).fill(0, 72, 88);
      const mic = hmac(sessionKey, this.#negotiate ?? Buffer.alloc(0), this.#challenge, unsigned);
      if (!mic.equals(message.subarray(72, 88))) return 'wrong MIC';
    }
    if (exchanged) this.#protection = new ServerProtection(sessionKey);
    if (!this.#framed) return '';
    // An old one passes over that signature without counting it, so that nothing sealed could follow.
    if (this.#options.withoutTimestamp === true) return mechListMic === null ? '' : 'uncounted mechListMIC';
    const dummy = Buffer.from('01000000000000000000000000000000', 'hex');
    const expected = this.#protection?.expectMechanisms() ?? dummy;
    return mechListMic?.equals(expected) === true ? '' : 'wrong mechListMIC';
  }

  #consent(): Buffer {
    const parts = [derElement(0xa0, derElement(0x0a, Buffer.from([0])))];
    const { mechListMic = 'right', withoutTimestamp: isOld = false } = this.#options;
    if (!isOld && mechListMic !== 'none' && this.#protection !== null) {
      const mic = this.#protection.signMechanisms();
      if (mechListMic === 'wrong') mic[4] = (mic[4] ?? 0) ^ 1;
      parts.push(derElement(0xa3, derElement(0x04, mic)));
    }
    return derElement(0xa1, derElement(0x30, ...parts));
  }
}

/** A CHALLENGE message (MS-NLMP section 2.2.1.2) of the server DC1 in the domain CORP. */
export function challengeMessage(
  serverChallenge: Buffer,
  options: Pick<NtlmServerOptions, 'withoutTimestamp' | 'withheldFlags'> = {},
): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(serverTime);
  const information = Buffer.concat([
    pair(2, utf16('CORP')),
    pair(1, utf16('DC1')),
    pair(4, utf16('corp.example')),
    pair(3, utf16('dc1.corp.example')),
    ...(options.withoutTimestamp === true ? [] : [pair(timestampKind, time)]),
    pair(0, Buffer.alloc(0)),
  ]);
  const target = utf16('CORP');
  const header = Buffer.alloc(56);
  header.write('NTLMSSP\0', 'latin1');
  header.writeUInt32LE(2, 8);
  writeField(header, 12, target.length, header.length);
  header.writeUInt32LE((allFlags & ~(options.withheldFlags ?? 0)) >>> 0, 20);
  header.set(serverChallenge, 24);
  writeField(header, 40, information.length, header.length + target.length);
  header.set([6, 1, 0xb1, 0x1d, 0, 0, 0, 15], 48);
  return Buffer.concat([header, target, information]);
}

/** The same challenge, framed or bare, without the time: what an attacker on the way would make of it. */
export function withoutTimestamp(token: Buffer): Buffer {
  const challenge = token.subarray(token.indexOf('NTLMSSP\0'));
  const start = challenge.readUInt32LE(44);
  const pairs = readPairs(field(challenge, 40));
  const kept = [...pairs].filter(([kind]) => kind !== timestampKind);
  const information = Buffer.concat([
    ...kept.map(([kind, value]) => pair(kind, value)),
    pair(0, Buffer.alloc(0)),
  ]);
  const altered = Buffer.concat([challenge.subarray(0, start), information]);
  writeField(altered, 40, information.length, start);
  return token.length === challenge.length ? altered : framedChallenge(altered);
}

function framedChallenge(challenge: Buffer): Buffer {
  const parts = [
    derElement(0xa0, derElement(0x0a, Buffer.from([1]))),
    derElement(0xa1, derElement(0x06, ntlmIdentifier)),
    derElement(0xa2, derElement(0x04, challenge)),
  ];
  return derElement(0xa1, derElement(0x30, ...parts));
}

function readAuthentication(message: Buffer): SeenAuthentication {
  const response = field(message, 20);
  const pairs = readPairs(response.subarray(44));
  return {
    lmResponse: field(message, 12),
    domain: field(message, 28).toString('utf16le'),
    name: field(message, 36).toString('utf16le'),
    workstation: field(message, 44).toString('utf16le'),
    flags: message.readUInt32LE(60),
    hasMic: ((pairs.get(6)?.readUInt32LE() ?? 0) & 2) !== 0,
    time: response.readBigUInt64LE(24),
    pairs,
  };
}

function readPairs(octets: Buffer): ReadonlyMap<number, Buffer> {
  const pairs = new Map<number, Buffer>();
  for (let at = 0; octets.readUInt16LE(at) !== 0;) {
    const end = at + 4 + octets.readUInt16LE(at + 2);
    pairs.set(octets.readUInt16LE(at), octets.subarray(at + 4, end));
    at = end;
  }
  return pairs;
}

/** Parts of a NegTokenResp by their tags, each the content of what is in it. */
function responseParts(token: Buffer): ReadonlyMap<number, Buffer> {
  const parts = derElements(derContent(derContent(token, 0xa1), 0x30));
  return new Map(parts.map(({ tag, content }) => [tag, derContent(content, 0x04)]));
}

/** The server's end of what is said after the sign-in (MS-NLMP section 3.4). */
class ServerProtection implements MessageProtection {
  readonly #key: Buffer;
  #sending: Rc4;
  #receiving: Rc4;
  #sent = 0;
  #received = 0;

  constructor(sessionKey: Buffer) {
    this.#key = sessionKey;
    this.#sending = this.#cipher('server-to-client');
    this.#receiving = this.#cipher('client-to-server');
  }

  signMechanisms(): Buffer {
    const mic = this.#mac('server-to-client', this.#sending, this.#sent++, mechanisms);
    this.#sending = this.#cipher('server-to-client');
    return mic;
  }

  expectMechanisms(): Buffer {
    const mic = this.#mac('client-to-server', this.#receiving, this.#received++, mechanisms);
    this.#receiving = this.#cipher('client-to-server');
    return mic;
  }

  wrap(message: Buffer): Buffer {
    const sealed = this.#sending.transform(message);
    return Buffer.concat([this.#mac('server-to-client', this.#sending, this.#sent++, message), sealed]);
  }

  unwrap(token: Buffer): Buffer {
    const message = this.#receiving.transform(token.subarray(16));
    const mac = this.#mac('client-to-server', this.#receiving, this.#received++, message);
    if (!mac.equals(token.subarray(0, 16))) throw new Error('The client signed something else.');
    return message;
  }

  #cipher(direction: string): Rc4 {
    return new Rc4(this.#derive(`session key to ${direction} sealing key magic constant\0`));
  }

  #mac(direction: string, cipher: Rc4, number: number, message: Buffer): Buffer {
    const key = this.#derive(`session key to ${direction} signing key magic constant\0`);
    const mac = Buffer.alloc(16);
    mac.writeUInt32LE(1);
    mac.writeUInt32LE(number, 12);
    mac.set(cipher.transform(hmac(key, mac.subarray(12), message).subarray(0, 8)), 4);
    return mac;
  }

  #derive(constant: string): Buffer {
    return createHash('md5').update(this.#key).update(constant).digest();
  }
}

function field(message: Buffer, at: number): Buffer {
  const start = message.readUInt32LE(at + 4);
  return message.subarray(start, start + message.readUInt16LE(at));
}

function writeField(header: Buffer, at: number, length: number, offset: number): void {
  header.writeUInt16LE(length, at);
  header.writeUInt16LE(length, at + 2);
  header.writeUInt32LE(offset, at + 4);
}

function pair(kind: number, value: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(kind);
  header.writeUInt16LE(value.length, 2);
  return Buffer.concat([header, value]);
}

function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  return createHmac('md5', key).update(Buffer.concat(parts)).digest();
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}
