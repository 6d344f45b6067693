import { createHmac } from 'node:crypto';

import { md4 } from './md4.ts';
import { utf16 } from './ntlm-messages.ts';
import { SecurityError } from './security-context.ts';
import { upperCase } from './upper-case.ts';

/** What an NTLMv2 response is made of. */
export interface ResponseInput {
  /** As {@link responseKey} makes it. */
  readonly key: Buffer;
  /** 8 octets. */
  readonly serverChallenge: Buffer;
  /** 8 random octets. */
  readonly clientChallenge: Buffer;
  /** FILETIME, 8 octets. */
  readonly time: Buffer;
  /** List of AV_PAIR structures. */
  readonly targetInformation: Buffer;
}

export interface NtResponse {
  readonly response: Buffer;
  /** 16 octets: the session key, or what the session key is encrypted with. */
  readonly sessionBaseKey: Buffer;
}

/**
 * NTOWFv2 (MS-NLMP section 3.3.2): 16 octets that stand for the password; the name counts in capitals, the domain as it is. Whoever has them can sign in for this account, so they
 * are to be kept no longer than the sign-in takes.
 */
export function responseKey(password: string, name: string, domain: string): Buffer {
  const octets = utf16(password);
  const hash = md4(octets);
  const key = hmacMd5(hash, utf16(upperCase(name) + domain));
  octets.fill(0);
  hash.fill(0);
  return key;
}

/** The NTLMv2 response (MS-NLMP sections 2.2.2.8 and 3.3.2). */
export function ntResponse(input: ResponseInput): NtResponse {
  const { key, serverChallenge, clientChallenge, time, targetInformation } = input;
  const version = Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]);
  const reserved = Buffer.alloc(4);
  const blob = Buffer.concat([version, time, clientChallenge, reserved, targetInformation, reserved]);
  const proof = hmacMd5(key, serverChallenge, blob);
  return { response: Buffer.concat([proof, blob]), sessionBaseKey: hmacMd5(key, proof) };
}

/** The LMv2 response (MS-NLMP sections 2.2.2.4 and 3.3.2), which servers before Windows Server 2008 may look at as well. */
export function lmResponse(
  input: Pick<ResponseInput, 'key' | 'serverChallenge' | 'clientChallenge'>,
): Buffer {
  const { key, serverChallenge, clientChallenge } = input;
  return Buffer.concat([hmacMd5(key, serverChallenge, clientChallenge), clientChallenge]);
}

/** A FILETIME (MS-DTYP section 2.3.3): hundreds of nanoseconds since 1601. Throws {@link SecurityError} for a time before or far beyond. */
export function fileTime(time: Date): Buffer {
  const from1601To1970 = 11_644_473_600_000;
  const milliseconds = time.getTime() + from1601To1970;
  const octets = Buffer.alloc(8);
  const latest = 2 ** 63 / 10_000; // signed in all that reads it
  if (!(milliseconds >= 0 && milliseconds < latest))
    throw new SecurityError('The time of the sign-in is one that NTLM cannot express.');
  octets.writeBigUInt64LE(BigInt(milliseconds) * 10_000n);
  return octets;
}

/** HMAC-MD5 (RFC 2104) of all parts in a row. */
export function hmacMd5(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const mac = createHmac('md5', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
