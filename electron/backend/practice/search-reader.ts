import {
  AndFilter,
  Ber,
  EqualityFilter,
  ExtensibleFilter,
  NotFilter,
  OrFilter,
  PresenceFilter,
  SearchFilter,
  SubstringFilter,
} from 'ldapts';
import type { BerReader, Filter } from 'ldapts';

import type { SearchScope } from '../../../shared/directory/source.ts';
import { enter, readStrings, required, sequence } from '../directory/ber.ts';
import { MalformedMessageError } from '../directory/message-frames.ts';

const scopes: readonly SearchScope[] = ['base', 'one', 'sub'];
/** Tags of the parts of a substring filter. */
const substring = { initial: 0x80, any: 0x81, final: 0x82 };

/** A search as a client asks for it (RFC 4511 section 4.5.1). */
export interface PracticeSearch {
  readonly base: string;
  readonly scope: SearchScope;
  /** Entries; 0 for no limit of the client's own. */
  readonly sizeLimit: number;
  readonly typesOnly: boolean;
  readonly filter: Filter;
  readonly attributes: readonly string[];
}

/**
 * Reads the operation of a search request. Not with ldapts' SearchRequest: its parser takes the attribute of a presence filter
 * from the beginning of the message. Throws {@link MalformedMessageError} or what the reader throws.
 */
export function readSearch(reader: BerReader): PracticeSearch {
  const base = required(reader.readString());
  const scope = scopes[required(reader.readEnumeration())];
  reader.readEnumeration(); // aliases: Active Directory has none
  const sizeLimit = required(reader.readInt());
  reader.readInt(); // time limit: nothing here takes time
  const typesOnly = required(reader.readBoolean());
  const filter = readFilter(reader);
  const attributes = readStrings(reader, enter(reader, sequence));
  if (scope === undefined || sizeLimit < 0)
    throw new MalformedMessageError('The scope or the size limit is not valid.');
  return { base, scope, sizeLimit, typesOnly, filter, attributes };
}

function readFilter(reader: BerReader): Filter {
  const type = required(reader.readSequence());
  const end = reader.offset + reader.length;
  switch (type) {
    case SearchFilter.and:
      return new AndFilter({ filters: readFilters(reader, end) });
    case SearchFilter.or:
      return new OrFilter({ filters: readFilters(reader, end) });
    case SearchFilter.not:
      return new NotFilter({ filter: readFilter(reader) });
    case SearchFilter.equalityMatch:
      return readEquality(reader);
    case SearchFilter.substrings:
      return readSubstring(reader);
    case SearchFilter.present: {
      const attribute = reader.buffer.toString('utf8', reader.offset, end);
      reader.offset = end;
      return new PresenceFilter({ attribute });
    }
    case SearchFilter.greaterOrEqual:
    case SearchFilter.lessOrEqual:
    case SearchFilter.approxMatch:
    case SearchFilter.extensibleMatch:
      // Understood as a filter, and refused when it is applied.
      reader.offset = end;
      return new ExtensibleFilter();
    default:
      throw new MalformedMessageError(`0x${type.toString(16)} is no filter.`);
  }
}

function readFilters(reader: BerReader, end: number): Filter[] {
  const filters: Filter[] = [];
  while (reader.offset < end) filters.push(readFilter(reader));
  return filters;
}

/** The value stays octets if it is no UTF-8 text, such as that of an objectGUID. */
function readEquality(reader: BerReader): EqualityFilter {
  const attribute = required(reader.readString());
  const octets = required(reader.readString(Ber.OctetString, true));
  const text = octets.toString('utf8');
  return new EqualityFilter({
    attribute,
    value: Buffer.from(text).equals(octets) ? text : Buffer.from(octets),
  });
}

function readSubstring(reader: BerReader): SubstringFilter {
  const attribute = required(reader.readString());
  const parts = { initial: '', any: [] as string[], final: '' };
  for (const end = enter(reader, sequence); reader.offset < end;) {
    const tag = required(reader.peek());
    const text = required(reader.readString(tag));
    if (tag === substring.initial) parts.initial = text;
    else if (tag === substring.final) parts.final = text;
    else if (tag === substring.any) parts.any.push(text);
    else throw new MalformedMessageError(`0x${tag.toString(16)} is no part of a substring.`);
  }
  return new SubstringFilter({ attribute, ...parts });
}
