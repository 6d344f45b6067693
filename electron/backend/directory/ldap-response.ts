import { Ber, BerReader, ProtocolOperation } from 'ldapts';

import type { RawEntry } from '../../../shared/directory/entry.ts';
import { enter, readControls, readPaging, readStrings, required, sequence } from './ber.ts';
import { MalformedMessageError } from './message-frames.ts';

const referralTag = 0xa3;
/** Tag of the server's token in the answer to a bind (RFC 4511 section 4.2.2). */
const serverCredentialsTag = 0x87;

/** How a request ended (RFC 4511 section 4.1.9). */
export interface LdapResult {
  readonly resultCode: number;
  /** The server's own words, without the NUL that Active Directory appends. */
  readonly diagnostic: string;
  /** Addresses of a result 10. */
  readonly referrals: readonly string[];
}

/** One message of a server; `other` is none that answers a search, a sign-in or an extension. */
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
      /** The server's token of a SASL sign-in; null if it sent none. */
      readonly serverCredentials: Buffer | null;
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
  enter(reader, sequence);
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
      const serverCredentials = readServerCredentials(reader, end);
      reader.offset = end;
      const paging = readPaging(readControls(reader));
      return {
        kind: 'result',
        messageId,
        operation,
        result,
        cookie: paging?.cookie ?? null,
        serverCredentials,
      };
    }
    default:
      return { kind: 'other', messageId };
  }
}

function readEntry(reader: BerReader): RawEntry {
  const distinguishedName = required(reader.readString());
  const attributes = new Map<string, Uint8Array[]>();
  for (const end = enter(reader, sequence); reader.offset < end;) {
    enter(reader, sequence);
    const name = required(reader.readString());
    // A name that comes again adds to its values, in place: copying them each time would take for ever.
    const values = attributes.get(name) ?? [];
    for (const setEnd = enter(reader, ProtocolOperation.LBER_SET); reader.offset < setEnd;) {
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
  const diagnostic = withoutFinalNuls(required(reader.readString()));
  if (reader.offset >= end || reader.peek() !== referralTag) return { resultCode, diagnostic, referrals: [] };
  return { resultCode, diagnostic, referrals: readStrings(reader, enter(reader, referralTag)) };
}

function readServerCredentials(reader: BerReader, end: number): Buffer | null {
  if (reader.offset >= end || reader.peek() !== serverCredentialsTag) return null;
  // A copy: the octets read are a part of a whole received chunk.
  return Buffer.from(required(reader.readString(serverCredentialsTag, true)));
}

/** Not with a regular expression, which would begin anew at every NUL of a hostile text. */
function withoutFinalNuls(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\0') end -= 1;
  return text.slice(0, end);
}
