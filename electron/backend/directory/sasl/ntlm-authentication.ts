import { decodeChallenge, encodeAuthenticate, micOffset, ntlmFlag, utf16 } from './ntlm-messages.ts';
import type { NtlmChallenge } from './ntlm-messages.ts';
import { fileTime, hmacMd5, lmResponse, ntResponse } from './ntlm-response.ts';
import { NtlmSession } from './ntlm-session.ts';
import { Rc4 } from './rc4.ts';
import { SecurityError } from './security-context.ts';
import { encodeTargetInformation, micProvided, pairKind } from './target-information.ts';
import type { TargetInformation } from './target-information.ts';

/** What answers a challenge. */
export interface NtlmCredentials {
  /** As {@link responseKey} makes it. */
  readonly key: Buffer;
  readonly name: string;
  readonly domain: string;
  readonly workstation: string;
  readonly sealed: boolean;
  readonly channelBinding: Buffer | null;
  readonly targetName: string | null;
  readonly serverTime: Date | null;
  readonly random: (size: number) => Buffer;
  readonly now: () => Date;
}

export interface Authenticated {
  /** The AUTHENTICATE message. */
  readonly message: Buffer;
  /** Null if nothing is sealed. */
  readonly session: NtlmSession | null;
}

/** Windows 10, revision 15 of NTLMSSP (MS-NLMP section 2.2.2.10): servers look at nothing but its form. */
export const windowsVersion = Buffer.from([10, 0, 0x61, 0x4a, 0, 0, 0, 15]);

const always =
  ntlmFlag.unicode |
  ntlmFlag.requestTarget |
  ntlmFlag.ntlm |
  ntlmFlag.alwaysSign |
  ntlmFlag.extendedSessionSecurity |
  ntlmFlag.targetInformation |
  ntlmFlag.version |
  ntlmFlag.bits128 |
  ntlmFlag.bits56;
/** Both, because Windows Server 2003 refuses one without the other (MS-ADTS section 5.1.2.1). */
const sealing = ntlmFlag.sign | ntlmFlag.seal | ntlmFlag.keyExchange;

const required = ntlmFlag.unicode | ntlmFlag.ntlm | ntlmFlag.extendedSessionSecurity;
/** Without any of these a session could be read or altered on the way. */
const requiredToSeal = sealing | ntlmFlag.bits128;

/** The flags that a NEGOTIATE message asks for. */
export function requestedFlags(sealed: boolean): number {
  return (always | (sealed ? sealing : 0)) >>> 0;
}

/**
 * Answers a challenge by NTLMv2 (MS-NLMP section 3.1.5.1.2). A challenge with a time, as Windows has sent since 2008, is answered with
 * a MIC over all three messages; one without as Windows Server 2003 knows it. Throws {@link SecurityError} for a challenge that
 * cannot be read, and for a server that offers less than the sign-in needs.
 */
export function authenticate(credentials: NtlmCredentials, negotiate: Buffer, token: Buffer): Authenticated {
  const challenge = decodeChallenge(token);
  const flags = agreedFlags(credentials.sealed, challenge.flags);
  const { name, domain, workstation } = credentials;
  const hasMic = challenge.targetInformation.has(pairKind.timestamp);
  const { lm, nt, sessionBaseKey } = respond(credentials, challenge);
  const sessionKey = credentials.sealed ? credentials.random(16) : sessionBaseKey;
  const message = encodeAuthenticate({
    flags,
    lmResponse: lm,
    ntResponse: nt,
    domain,
    name,
    workstation,
    encryptedSessionKey: credentials.sealed ? new Rc4(sessionBaseKey).transform(sessionKey) : Buffer.alloc(0),
    version: windowsVersion,
    hasMic,
  });
  if (hasMic) message.set(hmacMd5(sessionKey, negotiate, token, message), micOffset);
  return { message, session: credentials.sealed ? new NtlmSession(sessionKey) : null };
}

function agreedFlags(sealed: boolean, offered: number): number {
  const missing = (required | (sealed ? requiredToSeal : 0)) & ~offered;
  if (missing !== 0) {
    const names = Object.entries(ntlmFlag).filter(([, flag]) => (missing & flag) !== 0);
    throw new SecurityError(
      `The server does not offer what a safe sign-in by NTLM needs: ${names.map(([name]) => name).join(', ')}.`,
    );
  }
  // These two are the client's own to say.
  return (requestedFlags(sealed) & (offered | ntlmFlag.requestTarget | ntlmFlag.version)) >>> 0;
}

function respond(
  { key, channelBinding, targetName, serverTime, random, now }: NtlmCredentials,
  { serverChallenge, targetInformation }: NtlmChallenge,
): { readonly lm: Buffer; readonly nt: Buffer; readonly sessionBaseKey: Buffer } {
  const timestamp = targetInformation.get(pairKind.timestamp);
  const answered = answerInformation(targetInformation, channelBinding, targetName);
  const input = { key, serverChallenge, clientChallenge: random(8) };
  const { response, sessionBaseKey } = ntResponse({
    ...input,
    time: timestamp ?? fileTime(serverTime ?? now()),
    targetInformation: encodeTargetInformation(answered),
  });
  // MS-NLMP section 3.1.5.1.2: zeros if the challenge has a time.
  return { lm: timestamp === undefined ? lmResponse(input) : Buffer.alloc(24), nt: response, sessionBaseKey };
}

/** What the server told of itself, and what the client has to add (MS-NLMP section 3.1.5.1.2). */
function answerInformation(
  told: TargetInformation,
  channelBinding: Buffer | null,
  targetName: string | null,
): TargetInformation {
  const answered = new Map(told);
  const hasMic = told.has(pairKind.timestamp);
  if (hasMic) {
    const flags = Buffer.alloc(4);
    flags.writeUInt32LE(((told.get(pairKind.flags)?.readUInt32LE() ?? 0) | micProvided) >>> 0);
    answered.set(pairKind.flags, flags);
  }
  if (hasMic || channelBinding !== null)
    answered.set(pairKind.channelBindings, channelBinding ?? Buffer.alloc(16));
  if (hasMic && targetName !== null) answered.set(pairKind.targetName, utf16(targetName));
  return answered;
}
