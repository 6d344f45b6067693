import { Ber, BerWriter, PagedResultsControl, ProtocolOperation } from 'ldapts';

import type { RawEntry } from '../../../shared/directory/entry.ts';

/** How a request is answered (RFC 4511 section 4.1.9). */
export interface Outcome {
  readonly resultCode: number;
  readonly diagnostic: string;
  readonly matchedName?: string;
}

/** The outcome of a request that did what it should. */
export const success: Outcome = { resultCode: 0, diagnostic: '' };

const noticeOfDisconnection = '1.3.6.1.4.1.1466.20036';
const responseNameTag = 0x8a;

/** One message that ends a request; `cookie` makes it carry the paged results control. */
export function resultMessage(
  messageId: number,
  operation: number,
  outcome: Outcome,
  cookie?: Buffer,
): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  writer.startSequence(operation);
  writeOutcome(writer, outcome);
  writer.endSequence();
  if (cookie !== undefined) {
    writer.startSequence(ProtocolOperation.LDAP_CONTROLS);
    new PagedResultsControl({ value: { size: 0, cookie } }).write(writer);
    writer.endSequence();
  }
  writer.endSequence();
  return writer.buffer;
}

/** RFC 4511 section 4.4.1: the last words before a server closes. */
export function disconnectionMessage(outcome: Outcome): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(0);
  writer.startSequence(ProtocolOperation.LDAP_RES_EXTENSION);
  writeOutcome(writer, outcome);
  writer.writeString(noticeOfDisconnection, responseNameTag);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

/** One found object, as it is; with `typesOnly` the names of its attributes alone. */
export function entryMessage(messageId: number, entry: RawEntry, typesOnly: boolean): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  writer.startSequence(ProtocolOperation.LDAP_RES_SEARCH_ENTRY);
  writer.writeString(entry.distinguishedName);
  writer.startSequence();
  for (const [name, values] of entry.attributes) {
    writer.startSequence();
    writer.writeString(name);
    writer.startSequence(ProtocolOperation.LBER_SET);
    if (!typesOnly) for (const value of values) writer.writeBuffer(Buffer.from(value), Ber.OctetString);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

function writeOutcome(writer: BerWriter, { resultCode, diagnostic, matchedName = '' }: Outcome): void {
  writer.writeEnumeration(resultCode);
  writer.writeString(matchedName);
  // Active Directory ends its diagnostics with a NUL.
  writer.writeString(diagnostic === '' ? '' : `${diagnostic}\0`);
}
