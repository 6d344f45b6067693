import { derContent, derElement, derElements, derTag } from './der.ts';
import { SecurityError, SignInNotPossibleError } from './security-context.ts';

/** Where the server stands in the negotiation (RFC 4178 section 4.2.2). */
export const negotiationState = { completed: 0, incomplete: 1, reject: 2, requestMic: 3 } as const;

/** The server's part of a negotiation (RFC 4178 section 4.2.2); null for what it left out. */
export interface NegotiationResponse {
  /** One of {@link negotiationState}, or a number that none stands for. */
  readonly state: number | null;
  /** The mechanism's own token. */
  readonly token: Buffer | null;
  /** Signature over {@link ntlmMechanisms}. */
  readonly mechListMic: Buffer | null;
}

/** Octets of the largest token read. A token of NTLM has some hundred. */
const largestToken = 64 * 1024;

/** 1.3.6.1.5.5.2: SPNEGO itself. */
const spnego = Buffer.from('2b0601050502', 'hex');
/** 1.3.6.1.4.1.311.2.2.10: NTLM (MS-SPNG section 1.9). */
const ntlm = Buffer.from('2b06010401823702020a', 'hex');

const applicationTag = 0x60;
const initTag = 0xa0;
const responseTag = 0xa1;
const stateTag = 0xa0;
const mechanismTag = 0xa1;
const tokenTag = 0xa2;
const micTag = 0xa3;

/** The list of the one mechanism that is offered, as it goes over the wire and as it is signed (RFC 4178 section 5). */
export const ntlmMechanisms = derElement(derTag.sequence, derElement(derTag.objectIdentifier, ntlm));

/** Begins a negotiation: offers NTLM and sends its first token along (RFC 4178 section 4.2.1). */
export function encodeNegotiation(token: Buffer): Buffer {
  const parts = derElement(
    derTag.sequence,
    derElement(0xa0, ntlmMechanisms),
    derElement(tokenTag, derElement(derTag.octetString, token)),
  );
  return derElement(applicationTag, derElement(derTag.objectIdentifier, spnego), derElement(initTag, parts));
}

/** Goes on with a negotiation: the next token, and the signature over the list of mechanisms, which may be left out (null). */
export function encodeNegotiationAnswer(token: Buffer, mechListMic: Buffer | null): Buffer {
  const mic = mechListMic === null ? [] : [derElement(micTag, derElement(derTag.octetString, mechListMic))];
  const parts = derElement(
    derTag.sequence,
    derElement(tokenTag, derElement(derTag.octetString, token)),
    ...mic,
  );
  return derElement(responseTag, parts);
}

/**
 * Reads what the server says. Throws {@link SecurityError} if it cannot be read or says anything twice, and
 * {@link SignInNotPossibleError} if it chose another mechanism than NTLM, or rejects.
 */
export function decodeNegotiationResponse(octets: Buffer): NegotiationResponse {
  if (octets.length > largestToken) throw new SecurityError('The token is too large.');
  const parts = readParts(derContent(derContent(octets, responseTag), derTag.sequence));
  const part = (tag: number, inner: number) => {
    const content = parts.get(tag);
    return content === undefined ? null : derContent(content, inner);
  };
  const mechanism = part(mechanismTag, derTag.objectIdentifier);
  if (mechanism !== null && !mechanism.equals(ntlm))
    throw new SignInNotPossibleError('The server chose another mechanism than NTLM.');
  const state = readState(part(stateTag, derTag.enumerated));
  if (state === negotiationState.reject)
    throw new SignInNotPossibleError('The server rejects the negotiation.');
  return {
    state,
    token: part(tokenTag, derTag.octetString),
    mechListMic: part(micTag, derTag.octetString),
  };
}

function readParts(content: Buffer): ReadonlyMap<number, Buffer> {
  const parts = new Map<number, Buffer>();
  for (const element of derElements(content)) {
    if (parts.has(element.tag)) throw new SecurityError('The token says one thing twice.');
    parts.set(element.tag, element.content);
  }
  return parts;
}

function readState(content: Buffer | null): number | null {
  if (content === null) return null;
  const [state] = content;
  if (state === undefined || content.length !== 1)
    throw new SecurityError('The state of the negotiation cannot be read.');
  return state;
}
