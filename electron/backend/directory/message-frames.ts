/** Octets that are not the start of an LDAP message, or a message above the bound: the peer does not speak LDAP as it should. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

const sequenceTag = 0x30;
const constructedBit = 0x20;
/** Levels of nesting that a message may have. Filters nest deepest; Active Directory itself stops at some hundreds. */
const deepestNesting = 200;
/** Elements that a message may have. An object of Active Directory has some thousands; each needs far more memory than its octets. */
const mostElements = 1_000_000;

interface Header {
  readonly tag: number;
  /** Octets of tag and length together. */
  readonly size: number;
  readonly contentLength: number;
}

/**
 * Cuts a stream of octets into whole LDAP messages (RFC 4511 section 5.1: BER, definite lengths). Every message it lets
 * through is proved to be nested correctly and to have a bounded number of elements, because ldapts' reader would loop for ever on lengths that contradict each other.
 */
export class MessageFrames {
  readonly #bound: number;
  #chunks: Buffer[] = [];
  #held = 0;
  /** Octets that the message being received needs in all; unknown until its header is there. */
  #needed: number | null = null;

  /** `bound`: octets of the largest message accepted. */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** The messages that are whole now. Throws {@link MalformedMessageError}, after which the stream is of no more use. */
  *push(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    for (;;) {
      this.#needed ??= this.#readHeader();
      if (this.#needed === null || this.#held < this.#needed) return;
      yield this.#take(this.#needed);
      this.#needed = null;
    }
  }

  /** Whether octets are held that are no whole message yet. */
  get isMidway(): boolean {
    return this.#held > 0;
  }

  #readHeader(): number | null {
    if (this.#held === 0) return null;
    const octets = this.#join();
    if (octets[0] !== sequenceTag)
      throw new MalformedMessageError('It is not the beginning of an LDAP message.');
    const header = readHeader(octets, 0);
    if (header === null) return null;
    const needed = header.size + header.contentLength;
    if (needed > this.#bound)
      throw new MalformedMessageError(`A message of ${needed} octets is larger than ${this.#bound}.`);
    return needed;
  }

  #take(size: number): Buffer {
    const octets = this.#join();
    const message = octets.subarray(0, size);
    this.#chunks = octets.length > size ? [octets.subarray(size)] : [];
    this.#held -= size;
    checkElements(message, 0, message.length, { depth: 0, before: 0 });
    return message;
  }

  #join(): Buffer {
    const [first, ...others] = this.#chunks;
    if (first !== undefined && others.length === 0) return first;
    const octets = Buffer.concat(this.#chunks, this.#held);
    this.#chunks = [octets];
    return octets;
  }
}

/** Tag and length at `at`; null if they are not there entirely. Throws for lengths that LDAP does not allow. */
function readHeader(octets: Buffer, at: number): Header | null {
  const tag = octets[at];
  const first = octets[at + 1];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, size: 2, contentLength: first };
  const count = first & 0x7f;
  if (count < 1 || count > 4)
    throw new MalformedMessageError('A length is written in a way that LDAP does not allow.');
  if (octets.length < at + 2 + count) return null;
  return { tag, size: 2 + count, contentLength: octets.readUIntBE(at + 2, count) };
}

interface Place {
  readonly depth: number;
  /** Elements of the message that were seen on the way. */
  readonly before: number;
}

/** Returns the number of elements seen so far. Throws for elements that are nested wrongly or too deeply, and for too many. */
function checkElements(octets: Buffer, start: number, end: number, { depth, before }: Place): number {
  if (depth > deepestNesting) throw new MalformedMessageError('A message is nested too deeply.');
  let seen = before;
  for (let at = start; at < end;) {
    const header = readHeader(octets, at);
    const contentStart = at + (header?.size ?? Infinity);
    const contentEnd = contentStart + (header?.contentLength ?? 0);
    if (header === null || contentEnd > end)
      throw new MalformedMessageError('The lengths in a message contradict each other.');
    seen += 1;
    if (seen > mostElements)
      throw new MalformedMessageError(`A message has more than ${mostElements} parts.`);
    if ((header.tag & constructedBit) !== 0)
      seen = checkElements(octets, contentStart, contentEnd, { depth: depth + 1, before: seen });
    at = contentEnd;
  }
  return seen;
}
