import { decodeChallenge, encodeAuthenticate, micOffset, ntlmFlag, utf16 } from './ntlm-messages.ts';
import type { NtlmChallenge } from './ntlm-messages.ts';
import { fileTime, hmacMd5, lmResponse, ntResponse } from './ntlm-response.ts';
import { NtlmSession } from './ntlm-session.ts';
import { Rc4 } from './rc4.ts';
import { SignInNotPossibleError } from './security-context.ts';
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
  /** Whether the challenge told a time, as Windows has since 2008. */
  readonly hasTime: boolean;
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
 * Answers a challenge by NTLMv2 (MS-NLMP section 3.1.5.1.2), always with a MIC over all three messages and bound to the channel and
 * to the server's name. MS-NLMP asks for that only where the challenge has a time, but whoever is on the way could take that out,
 * and with it all protection; Windows Server 2003, which sends no time, passes over what it does not know. Throws
 * SecurityError for a challenge that cannot be read, and {@link SignInNotPossibleError} for a server that offers less than the
 * sign-in needs.
 */
export function authenticate(credentials: NtlmCredentials, negotiate: Buffer, token: Buffer): Authenticated {
  const challenge = decodeChallenge(token);
  const flags = agreedFlags(credentials.sealed, challenge.flags);
  const { name, domain, workstation } = credentials;
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
  });
  message.set(hmacMd5(sessionKey, negotiate, token, message), micOffset);
  const hasTime = challenge.targetInformation.has(pairKind.timestamp);
  return { message, hasTime, session: credentials.sealed ? new NtlmSession(sessionKey) : null };
}

function agreedFlags(sealed: boolean, offered: number): number {
  const missing = (required | (sealed ? requiredToSeal : 0)) & ~offered;
  if (missing !== 0) {
    const names = Object.entries(ntlmFlag).filter(([, flag]) => (missing & flag) !== 0);
    throw new SignInNotPossibleError(
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

/** What the server told of itself, and what the client says of itself and of the server it means (MS-NLMP section 3.1.5.1.2). */
function answerInformation(
  told: TargetInformation,
  channelBinding: Buffer | null,
  targetName: string | null,
): TargetInformation {
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(((told.get(pairKind.flags)?.readUInt32LE() ?? 0) | micProvided) >>> 0);
  return new Map([
    ...told,
    [pairKind.flags, flags],
    [pairKind.channelBindings, channelBinding ?? Buffer.alloc(16)],
    [pairKind.targetName, utf16(targetName ?? '')],
  ]);
}
