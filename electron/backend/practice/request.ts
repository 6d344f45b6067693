import { BerReader, BindRequest, ExtendedRequest, PagedResultsControl, ProtocolOperation } from 'ldapts';

import { enter, readControls, readPaging, required, sequence } from '../directory/ber.ts';
import type { Paging } from '../directory/ber.ts';
import { MalformedMessageError } from '../directory/message-frames.ts';
import { readSearch } from './search-reader.ts';
import type { PracticeSearch } from './search-reader.ts';

const saslTag = ProtocolOperation.LDAP_REQ_BIND_SASL;

/** Tags of the requests that would change something or compare, with the tag that answers each. */
const otherRequests: Readonly<Record<number, number>> = {
  [ProtocolOperation.LDAP_REQ_MODIFY]: ProtocolOperation.LDAP_RES_MODIFY,
  [ProtocolOperation.LDAP_REQ_ADD]: ProtocolOperation.LDAP_RES_ADD,
  [ProtocolOperation.LDAP_REQ_DELETE]: ProtocolOperation.LDAP_RES_DELETE,
  [ProtocolOperation.LDAP_REQ_MODRDN]: ProtocolOperation.LDAP_RES_MODRDN,
  [ProtocolOperation.LDAP_REQ_COMPARE]: ProtocolOperation.LDAP_RES_COMPARE,
};

/** One message of a client; `unwilling` is a request that is understood and refused, `answer` the tag that its answer has. */
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

interface SearchControls {
  readonly paging: Paging | null;
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
  enter(reader, sequence);
  const messageId = required(reader.readInt());
  const operation = required(reader.readSequence());
  if (messageId < 0) throw new MalformedMessageError('A message has no number.');
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
      return { kind: 'search', messageId, search, controls: searchControls(reader) };
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

function searchControls(reader: BerReader): SearchControls {
  const controls = readControls(reader);
  const paging = readPaging(controls);
  if (paging !== null && paging.size < 0) throw new MalformedMessageError('The size of a page is negative.');
  const unknownCritical = controls.some(
    ({ type, critical }) => critical && type !== PagedResultsControl.type,
  );
  return { paging, unknownCritical };
}
