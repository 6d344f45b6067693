import { FilterParser, PagedResultsControl } from 'ldapts';

import { entryDecoder } from '../../../shared/directory/decode-entry.ts';
import type { SearchPage, SearchRequest } from '../../../shared/directory/source.ts';
import type { AppError } from '../../../shared/errors.ts';
import { protocolError } from './explain.ts';
import type { LdapConnection, SearchAnswer } from './ldap-connection.ts';

/** Entries per page; Active Directory allows 1000 (MaxPageSize). */
export const pageEntries = 500;
/** Pages without entries in a row after which a server is taken to send cookies for ever. Active Directory may send a few. */
export const mostEmptyPages = 10_000;

/**
 * Reads a search page by page. A page without entries does not end it, only a missing cookie does, or a result other than 0, which
 * the last page carries together with what came before it. Throws AppError if the connection fails or the cookies never end.
 */
export async function* pagedSearch(
  connection: LdapConnection,
  server: string,
  request: SearchRequest,
  signal: AbortSignal,
): AsyncGenerator<SearchPage> {
  const filter = FilterParser.parseString(request.filter);
  let cookie: Buffer = Buffer.alloc(0);
  let emptyPages = 0;
  do {
    const paging = new PagedResultsControl({ critical: true, value: { size: pageEntries, cookie } });
    const answer = await connection.search(
      {
        baseDN: request.base,
        scope: request.scope,
        filter,
        attributes: [...request.attributes],
        timeLimit: 0, // the server's own
        controls: [paging],
      },
      signal,
    );
    yield toPage(answer, request.attributes);
    if (answer.result.resultCode !== 0) return;
    emptyPages = answer.entries.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages > mostEmptyPages) throw endless(server);
    cookie = answer.cookie ?? Buffer.alloc(0);
  } while (cookie.length > 0);
}

function toPage({ entries, references, result }: SearchAnswer, attributes: readonly string[]): SearchPage {
  const decoded = entries.map(entryDecoder(attributes));
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

function endless(server: string): AppError {
  return protocolError(server, `More than ${mostEmptyPages} pages without entries in a row.`);
}
