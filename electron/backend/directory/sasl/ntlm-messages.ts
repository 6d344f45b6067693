import { SecurityError, SignInNotPossibleError } from './security-context.ts';
import { decodeTargetInformation } from './target-information.ts';
import type { TargetInformation } from './target-information.ts';

/** NEGOTIATE flags (MS-NLMP section 2.2.2.5), as far as this client asks for them. */
export const ntlmFlag = {
  unicode: 0x1,
  requestTarget: 0x4,
  sign: 0x10,
  seal: 0x20,
  ntlm: 0x200,
  alwaysSign: 0x8000,
  extendedSessionSecurity: 0x80000,
  targetInformation: 0x800000,
  version: 0x2000000,
  bits128: 0x20000000,
  keyExchange: 0x40000000,
  bits56: 0x80000000,
} as const;

/** What a server asks (MS-NLMP section 2.2.1.2). The parts are parts of the token, not copies. */
export interface NtlmChallenge {
  readonly flags: number;
  /** 8 octets. */
  readonly serverChallenge: Buffer;
  readonly targetInformation: TargetInformation;
}

/** The client's answer (MS-NLMP section 2.2.1.3). */
export interface NtlmAuthentication {
  readonly flags: number;
  readonly lmResponse: Buffer;
  readonly ntResponse: Buffer;
  readonly domain: string;
  readonly name: string;
  readonly workstation: string;
  /** Empty without key exchange. */
  readonly encryptedSessionKey: Buffer;
  /** The VERSION structure, 8 octets (MS-NLMP section 2.2.2.10); for debugging only. */
  readonly version: Buffer;
}

/** Offset of the MIC, 16 octets. Servers that know none find their way by the offsets in the header. */
export const micOffset = 72;
const micSize = 16;

const signature = Buffer.from('NTLMSSP\0', 'latin1');
const negotiateType = 1;
const challengeType = 2;
const authenticateType = 3;
const negotiateSize = 40;
const challengeSize = 48;
/** Octets of the largest challenge read. One has some hundred; what it tells goes back in the answer, whose lengths have 16 bits. */
const largestChallenge = 32 * 1024;
const longestField = 0xffff;

/** The client's first message (MS-NLMP section 2.2.1.1); it tells neither the domain nor the computer. */
export function encodeNegotiate(flags: number, version: Buffer): Buffer {
  const message = Buffer.alloc(negotiateSize);
  writeHeader(message, negotiateType);
  message.writeUInt32LE(flags, 12);
  message.set(version, 32);
  return message;
}

/** Reads the server's message. Throws {@link SecurityError} for one that cannot be read, {@link SignInNotPossibleError} for one too old to answer with NTLMv2. */
export function decodeChallenge(token: Buffer): NtlmChallenge {
  if (token.length > largestChallenge) throw new SecurityError('The NTLM challenge is too large.');
  const isChallenge =
    token.length >= challengeSize &&
    token.subarray(0, signature.length).equals(signature) &&
    token.readUInt32LE(8) === challengeType;
  if (!isChallenge) throw new SecurityError('The token is not an NTLM challenge.');
  readField(token, 12); // the name of the server, of which only the bounds matter
  const flags = token.readUInt32LE(20);
  if ((flags & ntlmFlag.targetInformation) === 0)
    throw new SignInNotPossibleError('The server tells nothing of itself in its NTLM challenge.');
  return {
    flags,
    serverChallenge: token.subarray(24, 32),
    targetInformation: decodeTargetInformation(readField(token, 40)),
  };
}

/** The client's second message, its MIC all zeros. Throws {@link SecurityError} for a name that does not fit. */
export function encodeAuthenticate(authentication: NtlmAuthentication): Buffer {
  const { domain, name, workstation, lmResponse, ntResponse, encryptedSessionKey } = authentication;
  const header = Buffer.alloc(micOffset + micSize);
  writeHeader(header, authenticateType);
  header.writeUInt32LE(authentication.flags, 60);
  header.set(authentication.version, 64);
  // In the order of the example in MS-NLMP section 4.2.4.3; the offsets in the header are what counts.
  const payload: readonly (readonly [number, Buffer])[] = [
    [28, utf16(domain)],
    [36, utf16(name)],
    [44, utf16(workstation)],
    [12, lmResponse],
    [20, ntResponse],
    [52, encryptedSessionKey],
  ];
  let offset = header.length;
  for (const [at, value] of payload) {
    writeField(header, at, value.length, offset);
    offset += value.length;
  }
  return Buffer.concat([header, ...payload.map(([, value]) => value)]);
}

/** Text as NTLM writes it: UTF-16, little-endian. */
export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function writeHeader(message: Buffer, type: number): void {
  message.set(signature);
  message.writeUInt32LE(type, signature.length);
}

/** Length, the same once more as the space there is, and offset. */
function writeField(header: Buffer, at: number, length: number, offset: number): void {
  if (length > longestField) throw new SecurityError('The name of the account is too long for NTLM.');
  header.writeUInt16LE(length, at);
  header.writeUInt16LE(length, at + 2);
  header.writeUInt32LE(offset, at + 4);
}

function readField(token: Buffer, at: number): Buffer {
  const length = token.readUInt16LE(at);
  const start = token.readUInt32LE(at + 4);
  if (length === 0) return token.subarray(0, 0);
  if (start + length > token.length)
    throw new SecurityError('The lengths in the NTLM challenge contradict each other.');
  return token.subarray(start, start + length);
}
