import { SecurityError } from './security-context.ts';

/** Kinds of pairs (MS-NLMP section 2.2.2.1), as far as a client has to do with them. */
export const pairKind = {
  end: 0,
  flags: 6,
  timestamp: 7,
  targetName: 9,
  channelBindings: 10,
} as const;

/** In the value of the pair of flags: the AUTHENTICATE message carries a MIC. */
export const micProvided = 0x2;

/** What the server tells of itself in its challenge: values by the number of their kind, in the order sent. */
export type TargetInformation = ReadonlyMap<number, Buffer>;

/** Octets that values of one length must have. */
const fixedLengths: ReadonlyMap<number, number> = new Map([
  [pairKind.flags, 4],
  [pairKind.timestamp, 8],
  [pairKind.channelBindings, 16],
]);

/**
 * Reads a list of AV_PAIR structures; the values are parts of `octets`. Throws {@link SecurityError} for a length that leads beyond
 * the end, a list without an end, a kind that comes twice, and a value of a length that its kind does not have.
 */
export function decodeTargetInformation(octets: Buffer): TargetInformation {
  const pairs = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= octets.length;) {
    const kind = octets.readUInt16LE(at);
    const start = at + 4;
    at = start + octets.readUInt16LE(at + 2);
    if (kind === pairKind.end) return pairs;
    if (at > octets.length) break;
    const value = octets.subarray(start, at);
    const length = fixedLengths.get(kind) ?? value.length;
    if (pairs.has(kind) || value.length !== length) throw unreadable();
    pairs.set(kind, value);
  }
  throw unreadable();
}

/** The list as it goes over the wire, with its end. */
export function encodeTargetInformation(pairs: TargetInformation): Buffer {
  const encoded = [...pairs].map(([kind, value]) => encodePair(kind, value));
  return Buffer.concat([...encoded, encodePair(pairKind.end, Buffer.alloc(0))]);
}

function encodePair(kind: number, value: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(kind);
  header.writeUInt16LE(value.length, 2);
  return Buffer.concat([header, value]);
}

function unreadable(): SecurityError {
  return new SecurityError('What the server tells of itself in its NTLM challenge cannot be read.');
}
