import { Ber, BerReader, PagedResultsControl, ProtocolOperation } from 'ldapts';

import type { RawEntry } from '../../../shared/directory/entry.ts';
import { MalformedMessageError } from './message-frames.ts';

const sequence = Ber.Sequence | Ber.Constructor;
const referralTag = 0xa3;

/** How a request ended (RFC 4511 section 4.1.9). */
export interface LdapResult {
  readonly resultCode: number;
  /** The server's own words, without the NUL that Active Directory appends. */
  readonly diagnostic: string;
  /** Addresses of a result 10. */
  readonly referrals: readonly string[];
}

export type LdapResponse =
  | { readonly kind: 'entry'; readonly messageId: number; readonly entry: RawEntry }
  | { readonly kind: 'reference'; readonly messageId: number; readonly addresses: readonly string[] }
  | {
      readonly kind: 'result';
      readonly messageId: number;
      /** Tag of the protocol operation, such as 0x61 for the answer to a bind. */
      readonly operation: number;
      readonly result: LdapResult;
      /** Cookie of the paged results control; empty after the last page, null if the answer has no such control. */
      readonly cookie: Buffer | null;
    }
  | { readonly kind: 'other'; readonly messageId: number };

/**
 * Reads one message of a server. It stands beside ldapts' own parser, which hands out values as text, keeps silent about what it
 * cannot read, and loses the referrals of a result. `message` must come from MessageFrames. Throws {@link MalformedMessageError}.
 */
export function decodeResponse(message: Buffer): LdapResponse {
  try {
    return readResponse(new BerReader(message));
  } catch (error) {
    throw new MalformedMessageError(error instanceof Error ? error.message : String(error));
  }
}

function readResponse(reader: BerReader): LdapResponse {
  reader.readSequence(sequence);
  const messageId = required(reader.readInt());
  const operation = required(reader.readSequence());
  const end = reader.offset + reader.length;
  switch (operation) {
    case ProtocolOperation.LDAP_RES_SEARCH_ENTRY:
      return { kind: 'entry', messageId, entry: readEntry(reader) };
    case ProtocolOperation.LDAP_RES_SEARCH_REF:
      return { kind: 'reference', messageId, addresses: readStrings(reader, end) };
    case ProtocolOperation.LDAP_RES_BIND:
    case ProtocolOperation.LDAP_RES_SEARCH:
    case ProtocolOperation.LDAP_RES_EXTENSION: {
      const result = readResult(reader, end);
      reader.offset = end;
      return { kind: 'result', messageId, operation, result, cookie: readCookie(reader) };
    }
    default:
      return { kind: 'other', messageId };
  }
}

function readEntry(reader: BerReader): RawEntry {
  const distinguishedName = required(reader.readString());
  const attributes = new Map<string, readonly Uint8Array[]>();
  reader.readSequence(sequence);
  const end = reader.offset + reader.length;
  while (reader.offset < end) {
    reader.readSequence(sequence);
    const name = required(reader.readString());
    reader.readSequence(ProtocolOperation.LBER_SET);
    const values = [...(attributes.get(name) ?? [])];
    for (const setEnd = reader.offset + reader.length; reader.offset < setEnd;) {
      // A copy: the octets read are a part of a whole received chunk, which would stay in memory with them.
      values.push(Uint8Array.from(required(reader.readString(Ber.OctetString, true))));
    }
    attributes.set(name, values);
  }
  return { distinguishedName, attributes };
}

function readResult(reader: BerReader, end: number): LdapResult {
  const resultCode = required(reader.readEnumeration());
  reader.readString(); // matched name: of no use to anybody who reads one base
  const diagnostic = required(reader.readString()).replace(/\0+$/, '');
  if (reader.offset >= end || reader.peek() !== referralTag) return { resultCode, diagnostic, referrals: [] };
  reader.readSequence(referralTag);
  return { resultCode, diagnostic, referrals: readStrings(reader, reader.offset + reader.length) };
}

function readStrings(reader: BerReader, end: number): readonly string[] {
  const strings: string[] = [];
  while (reader.offset < end) strings.push(required(reader.readString()));
  return strings;
}

function readCookie(reader: BerReader): Buffer | null {
  if (reader.peek() !== ProtocolOperation.LDAP_CONTROLS) return null;
  reader.readSequence();
  for (const end = reader.offset + reader.length; reader.offset < end;) {
    reader.readSequence(sequence);
    const controlEnd = reader.offset + reader.length;
    const type = required(reader.readString());
    if (reader.offset < controlEnd && reader.peek() === Ber.Boolean) reader.readBoolean();
    if (type === PagedResultsControl.type) {
      const control = new PagedResultsControl();
      control.parse(new BerReader(required(reader.readString(Ber.OctetString, true))));
      return Buffer.from(control.value?.cookie ?? []);
    }
    reader.offset = controlEnd;
  }
  return null;
}

function required<T>(value: T | null): T {
  if (value === null) throw new MalformedMessageError('A message ends before its end.');
  return value;
}
