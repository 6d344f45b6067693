import { Ber, BerReader, BindRequest, ExtendedRequest, PagedResultsControl, ProtocolOperation } from 'ldapts';
import type { PagedResultsValue } from 'ldapts';

import { MalformedMessageError } from '../directory/message-frames.ts';
import { readSearch } from './search-reader.ts';
import type { PracticeSearch } from './search-reader.ts';

const sequence = Ber.Sequence | Ber.Constructor;
const saslTag = ProtocolOperation.LDAP_REQ_BIND_SASL;

/** Tags of the requests that would change something or compare, with the tag that answers each. */
const otherRequests: Readonly<Record<number, number>> = {
  [ProtocolOperation.LDAP_REQ_MODIFY]: ProtocolOperation.LDAP_RES_MODIFY,
  [ProtocolOperation.LDAP_REQ_ADD]: ProtocolOperation.LDAP_RES_ADD,
  [ProtocolOperation.LDAP_REQ_DELETE]: ProtocolOperation.LDAP_RES_DELETE,
  [ProtocolOperation.LDAP_REQ_MODRDN]: ProtocolOperation.LDAP_RES_MODRDN,
  [ProtocolOperation.LDAP_REQ_COMPARE]: ProtocolOperation.LDAP_RES_COMPARE,
};

export type LdapRequest =
  | {
      readonly kind: 'bind';
      readonly messageId: number;
      readonly version: number;
      readonly name: string;
      readonly password: string;
    }
  | { readonly kind: 'sasl-bind'; readonly messageId: number }
  | {
      readonly kind: 'search';
      readonly messageId: number;
      readonly search: PracticeSearch;
      readonly controls: SearchControls;
    }
  | { readonly kind: 'extended'; readonly messageId: number; readonly oid: string }
  | { readonly kind: 'unwilling'; readonly messageId: number; readonly answer: number }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'unbind' };

export interface SearchControls {
  readonly paging: PagedResultsValue | null;
  /** True if the client insists on a control that is not known here. */
  readonly unknownCritical: boolean;
}

/** Reads one message of a client; `message` must come from MessageFrames. Throws {@link MalformedMessageError}. */
export function decodeRequest(message: Buffer): LdapRequest {
  try {
    return readRequest(new BerReader(message));
  } catch (error) {
    // ldapts throws plain errors for what it cannot read; there is nothing else in here that could fail.
    throw new MalformedMessageError(error instanceof Error ? error.message : String(error));
  }
}

function readRequest(reader: BerReader): LdapRequest {
  reader.readSequence(sequence);
  const messageId = reader.readInt();
  const operation = reader.readSequence();
  if (messageId === null || operation === null || messageId < 0)
    throw new MalformedMessageError('A message has no number.');
  const end = reader.offset + reader.length;
  switch (operation) {
    case ProtocolOperation.LDAP_REQ_UNBIND:
      return { kind: 'unbind' };
    case ProtocolOperation.LDAP_REQ_ABANDON:
      return { kind: 'abandon' };
    case ProtocolOperation.LDAP_REQ_BIND:
      return readBind(reader, messageId);
    case ProtocolOperation.LDAP_REQ_EXTENSION: {
      const request = new ExtendedRequest({ messageId });
      request.parseMessage(reader);
      return { kind: 'extended', messageId, oid: request.oid };
    }
    case ProtocolOperation.LDAP_REQ_SEARCH: {
      const search = readSearch(reader);
      reader.offset = end;
      return { kind: 'search', messageId, search, controls: readControls(reader) };
    }
    default: {
      const answer = otherRequests[operation];
      if (answer === undefined) throw new MalformedMessageError(`0x${operation.toString(16)} is no request.`);
      return { kind: 'unwilling', messageId, answer };
    }
  }
}

function readBind(reader: BerReader, messageId: number): LdapRequest {
  const start = reader.offset;
  reader.readInt();
  reader.readString();
  if (reader.peek() === saslTag) return { kind: 'sasl-bind', messageId };
  reader.offset = start;
  const bind = new BindRequest({ messageId });
  bind.parseMessage(reader);
  return { kind: 'bind', messageId, version: bind.version, name: bind.dn, password: bind.password };
}

function readControls(reader: BerReader): SearchControls {
  let paging: PagedResultsValue | null = null;
  let unknownCritical = false;
  if (reader.peek() !== ProtocolOperation.LDAP_CONTROLS) return { paging, unknownCritical };
  reader.readSequence();
  for (const end = reader.offset + reader.length; reader.offset < end;) {
    reader.readSequence(sequence);
    const controlEnd = reader.offset + reader.length;
    const type = reader.readString();
    const critical =
      reader.offset < controlEnd && reader.peek() === Ber.Boolean && reader.readBoolean() === true;
    if (type === PagedResultsControl.type) paging = readPaging(reader);
    else unknownCritical ||= critical;
    reader.offset = controlEnd;
  }
  return { paging, unknownCritical };
}

function readPaging(reader: BerReader): PagedResultsValue {
  const control = new PagedResultsControl();
  control.parse(new BerReader(reader.readString(Ber.OctetString, true) ?? Buffer.alloc(0)));
  if (control.value === undefined || control.value.size < 0)
    throw new MalformedMessageError('The paging control cannot be read.');
  return control.value;
}
