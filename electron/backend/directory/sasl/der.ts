import { SecurityError } from './security-context.ts';

/** One element of a token: its tag, and its content, which is a part of the token and not a copy. */
export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
}

/** Tags that the tokens of a sign-in are made of (X.690). */
export const derTag = {
  octetString: 0x04,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  sequence: 0x30,
} as const;

/** Octets that a length may have: enough for four gigabytes. */
const longestLength = 4;

/** Encodes one element of any parts, with the shortest length there is (X.690 section 10.1). */
export function derElement(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

/**
 * The elements that follow each other in `octets`. Throws {@link SecurityError} for a length that leads beyond the end, is
 * indefinite, or has more than four octets. The elements within an element are not looked at.
 */
export function derElements(octets: Buffer): readonly DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < octets.length;) {
    const { element, end } = readElement(octets, at);
    elements.push(element);
    at = end;
  }
  return elements;
}

/** The content of the one element that `octets` are. Throws {@link SecurityError} if it is another, or not the only one. */
export function derContent(octets: Buffer, tag: number): Buffer {
  const [element, ...others] = derElements(octets);
  if (element?.tag !== tag || others.length > 0)
    throw new SecurityError('A part of the token is not what it must be.');
  return element.content;
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const octets = Buffer.alloc(longestLength);
  octets.writeUInt32BE(length);
  const significant = octets.subarray(octets.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.from([0x80 | significant.length]), significant]);
}

function readElement(octets: Buffer, at: number): { readonly element: DerElement; readonly end: number } {
  const tag = octets[at];
  const first = octets[at + 1];
  if (tag === undefined || first === undefined) throw cutShort();
  const lengthSize = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + lengthSize;
  if (first === 0x80 || lengthSize > longestLength)
    throw new SecurityError('A length in the token is written in a way that is not allowed.');
  if (start > octets.length) throw cutShort();
  const end = start + (lengthSize === 0 ? first : octets.readUIntBE(at + 2, lengthSize));
  if (end > octets.length) throw cutShort();
  return { element: { tag, content: octets.subarray(start, end) }, end };
}

function cutShort(): SecurityError {
  return new SecurityError('The token ends before its end.');
}
