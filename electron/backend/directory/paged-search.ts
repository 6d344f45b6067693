import { FilterParser, PagedResultsControl } from 'ldapts';

import { entryDecoder } from '../../../shared/directory/decode-entry.ts';
import type { DecodedEntry } from '../../../shared/directory/decode-entry.ts';
import type { RawEntry } from '../../../shared/directory/entry.ts';
import type { SearchPage, SearchRequest } from '../../../shared/directory/source.ts';
import { protocolError } from './explain.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapAnswer } from './pending-request.ts';

/** Entries per page: what Active Directory allows (MaxPageSize), as every page costs a round trip. */
export const pageEntries = 1000;
/** Pages without entries in a row after which a server is taken to send cookies for ever. Active Directory may send a few. */
export const mostEmptyPages = 10_000;

/** Mebibytes that one search may bring: a hundred thousand objects with the attributes of the walk have some two hundred. */
const largestSearchMebibytes = 512;
const mebibyte = 1024 * 1024;

/**
 * Reads a search page by page. It ends at a page whose paging control has an empty cookie; at a result other than 0, which
 * the page carries together with what came before it; and at a first page without a paging control, which is the whole answer of
 * a server that does not page (its result 0 says that nothing is missing). Pages without entries do not end it. A later
 * page without the control says neither that more follow nor that none do: it is yielded, then AppError `protocol-error` is
 * thrown, as for a control that cannot be read, cookies that never end and more octets than any forest has. Throws
 * AppError if the connection fails.
 */
export async function* pagedSearch(
  connection: LdapConnection,
  server: string,
  request: SearchRequest,
  signal: AbortSignal,
  size = pageEntries,
): AsyncGenerator<SearchPage> {
  const filter = FilterParser.parseString(request.filter);
  const decode = entryDecoder(request.attributes);
  let cookie: Buffer = Buffer.alloc(0);
  let emptyPages = 0;
  let octets = 0;
  for (let page = 1; ; page += 1) {
    const paging = new PagedResultsControl({ critical: true, value: { size, cookie } });
    const { base, scope, attributes } = request;
    const answer = await connection.search(
      { base, scope, filter, attributes, controls: [paging], page },
      signal,
    );
    yield toPage(answer, decode);
    if (answer.result.resultCode !== 0) return;
    if (answer.cookie === null && cookie.length > 0)
      throw protocolError(server, 'A page of a paged search does not say whether more follow.');
    if (answer.cookie === null || answer.cookie.length === 0) return;
    cookie = answer.cookie;
    emptyPages = answer.entries.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages > mostEmptyPages)
      throw protocolError(server, `More than ${mostEmptyPages} pages without entries in a row.`);
    octets += answer.octets;
    if (octets > largestSearchMebibytes * mebibyte)
      throw protocolError(server, `One search brought more than ${largestSearchMebibytes} MiB.`);
  }
}

function toPage(
  { entries, references, result }: LdapAnswer,
  decode: (raw: RawEntry) => DecodedEntry,
): SearchPage {
  const decoded = entries.map(decode);
  const namesOf = (some: typeof decoded) => some.map(({ entry }) => entry.distinguishedName);
  return {
    entries: decoded.map(({ entry }) => entry),
    references,
    resultCode: result.resultCode,
    diagnostic: result.diagnostic,
    droppedPasswords: namesOf(decoded.filter(({ passwordDropped }) => passwordDropped)),
    cutValues: namesOf(decoded.filter(({ valuesCut }) => valuesCut)),
  };
}
