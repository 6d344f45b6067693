import { randomBytes } from 'node:crypto';

import { authenticate, requestedFlags, windowsVersion } from './ntlm-authentication.ts';
import type { Authenticated, NtlmCredentials } from './ntlm-authentication.ts';
import { encodeNegotiate } from './ntlm-messages.ts';
import { responseKey } from './ntlm-response.ts';
import { signatureSize } from './ntlm-session.ts';
import { SecurityError } from './security-context.ts';
import type { MessageProtection, SecurityContext } from './security-context.ts';
import {
  decodeNegotiationResponse,
  encodeNegotiation,
  encodeNegotiationAnswer,
  negotiationState,
  ntlmMechanisms,
} from './spnego.ts';

/** Who signs in by NTLM, and how. */
export interface NtlmOptions {
  /** The Windows domain; empty if `name` is a whole user principal name. */
  readonly domain: string;
  readonly name: string;
  readonly password: string;
  /** True to encrypt and sign all that follows; false inside TLS, where domain controllers refuse that (MS-ADTS section 5.1.2.1). */
  readonly sealed: boolean;
  /** What {@link channelBindingHash} says of the certificate, 16 octets; null without TLS. */
  readonly channelBinding: Buffer | null;
  /** The server's clock, for servers whose challenge has no time; null for this computer's. */
  readonly serverTime: Date | null;
  /** Service principal name such as `ldap/dc01.corp.example`; null if the server's name is not known. */
  readonly targetName: string | null;
  /** Name of this computer as the server's log shows it; empty if not given. */
  readonly workstation?: string;
  /** Tokens inside SPNEGO (RFC 4178), which is the default, or as they are. */
  readonly framing?: 'spnego' | 'bare';
  /** Source of random octets; for tests. */
  readonly random?: (size: number) => Buffer;
  /** This computer's clock; for tests. */
  readonly now?: () => Date;
}

/** What stands for a signature where signing was not negotiated: its version and zeros, as Windows' own client was observed to send it. */
const dummySignature = Buffer.concat([Buffer.from([1]), Buffer.alloc(signatureSize - 1)]);

/**
 * One sign-in by NTLMv2 (MS-NLMP) as the client. Of the password nothing is kept but a key, and that until the challenge is
 * answered. No error tells anything of either.
 */
export function ntlmContext(options: NtlmOptions): SecurityContext {
  return new NtlmContext(options);
}

class NtlmContext implements SecurityContext {
  readonly mechanism = 'GSS-SPNEGO';
  readonly #credentials: NtlmCredentials;
  readonly #framed: boolean;
  readonly #negotiate: Buffer;
  #state: 'new' | 'negotiating' | 'answered' | 'finished' | 'failed' = 'new';
  #authenticated: Authenticated | null = null;

  constructor({ password, framing = 'spnego', ...options }: NtlmOptions) {
    const { name, domain, workstation = '', sealed, random = randomBytes, now = () => new Date() } = options;
    const { channelBinding, targetName, serverTime } = options;
    const key = responseKey(password, name, domain);
    const server = { channelBinding, targetName, serverTime };
    this.#credentials = { key, name, domain, workstation, sealed, ...server, random, now };
    this.#framed = framing === 'spnego';
    this.#negotiate = encodeNegotiate(requestedFlags(sealed), windowsVersion);
  }

  step(challenge: Buffer | null): Buffer {
    return this.#attempt(() => {
      if (this.#state === 'new' && challenge === null) return this.#begin();
      if (this.#state === 'negotiating' && challenge !== null) return this.#answer(challenge);
      throw new SecurityError('The server goes on with a sign-in that has come to its end.');
    });
  }

  finish(token: Buffer | null): void {
    this.#attempt(() => {
      if (this.#state !== 'answered' || this.#authenticated === null)
        throw new SecurityError('The server consents before it has seen who signs in.');
      if (token !== null && token.length > 0) this.#acceptConsent(token, this.#authenticated);
      this.#state = 'finished';
    });
  }

  get protection(): MessageProtection | null {
    if (!this.#credentials.sealed) return null;
    // Never null before its time: null would mean that nothing needs protection.
    if (this.#state !== 'finished' || this.#authenticated === null)
      throw new SecurityError('The sign-in has not come to its end.');
    return this.#authenticated.session;
  }

  #begin(): Buffer {
    this.#state = 'negotiating';
    return this.#framed ? encodeNegotiation(this.#negotiate) : this.#negotiate;
  }

  #answer(challenge: Buffer): Buffer {
    const token = this.#framed ? challengeIn(challenge) : challenge;
    const authenticated = authenticate(this.#credentials, this.#negotiate, token);
    this.#authenticated = authenticated;
    this.#state = 'answered';
    this.#credentials.key.fill(0);
    const { message, hasTime, session } = authenticated;
    if (!this.#framed) return message;
    // A server from before Windows Server 2008 passes over that signature without counting it, and could then read nothing
    // that is sealed (seen with Samba, which can act as one).
    if (!hasTime) return encodeNegotiationAnswer(message, null);
    return encodeNegotiationAnswer(message, session?.signMechanisms(ntlmMechanisms) ?? dummySignature);
  }

  #acceptConsent(token: Buffer, { session }: Authenticated): void {
    if (!this.#framed) throw new SecurityError('The server says more than NTLM lets it say.');
    const { state, token: rest, mechListMic } = decodeNegotiationResponse(token);
    if ((state ?? negotiationState.completed) !== negotiationState.completed || (rest?.length ?? 0) > 0)
      throw new SecurityError('The server consents without having come to the end of the negotiation.');
    if (mechListMic !== null) session?.verifyMechanisms(ntlmMechanisms, mechListMic);
  }

  /** After one failure nothing more is said: a second challenge must not get a second answer. */
  #attempt<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      this.#state = 'failed';
      this.#credentials.key.fill(0);
      throw error;
    }
  }
}

function challengeIn(token: Buffer): Buffer {
  const { state, token: challenge } = decodeNegotiationResponse(token);
  if (challenge === null || state === negotiationState.completed)
    throw new SecurityError('The server consents before it has seen who signs in.');
  return challenge;
}
