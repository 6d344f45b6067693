import { ProtocolOperation } from 'ldapts';
import { afterEach, describe, expect, test } from 'vitest';

import { openExchange } from '../../../../electron/backend/directory/domain-controller.ts';
import { mostEmptyPages } from '../../../../electron/backend/directory/paged-search.ts';
import { disconnectionMessage, resultMessage } from '../../../../electron/backend/practice/answers.ts';
import type { DirectorySource, SearchPage } from '../../../../shared/directory/source.ts';
import { toFailure } from '../../../../shared/errors.ts';
import type { Failure } from '../../../../shared/errors.ts';
import { collect } from '../../../support/collect.ts';
import { connectionOptions } from '../../../support/connection-options.ts';
import { entryOf, searchDone, startMisbehavingServer } from '../../../support/misbehaving-server.ts';
import type { Asked, MisbehavingServer } from '../../../support/misbehaving-server.ts';

const container = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=harbor,DC=example';
const signal = new AbortController().signal;

let server: MisbehavingServer | null = null;
const sources: DirectorySource[] = [];

afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
  await server?.close();
  server = null;
});

describe('Opening a domain controller that misbehaves', () => {
  test.each<[string, (asked: Asked) => boolean, string]>([
    ['keeps silent', () => true, 'connection-timeout'],
    ['sends half a message and then nothing', sends([0x30, 0x20, 0x02, 0x01]), 'connection-timeout'],
    ['speaks something else', sends([...Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]), 'protocol-error'],
    [
      'sends lengths that contradict each other',
      sends([0x30, 0x07, 0x02, 0x01, 0x01, 0x64, 0x02, 0x04, 0x7f]),
      'protocol-error',
    ],
    ['announces a message of two gigabytes', sends([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]), 'protocol-error'],
    ['closes at the first request', closes(() => true), 'connection-lost'],
    ['closes at the sign-in', closes(({ request }) => request.kind === 'bind'), 'connection-lost'],
    [
      'closes after the sign-in',
      closes(({ request }) => request.kind === 'search' && request.search.base !== ''),
      'connection-lost',
    ],
    ['answers another kind of request', answersBindToSearch, 'protocol-error'],
    ['is a directory of another make', hasNoConfiguration, 'protocol-error'],
    ['shows no Exchange', ends(32), 'exchange-not-found'],
    ['finds Exchange and delivers nothing', ends(0), 'exchange-not-found'],
    ['has no time for the look at Exchange', ends(51), 'directory-refused'],
  ])('ends with a clear error if it %s', async (_case, misbehave, code) => {
    server = await startMisbehavingServer(misbehave);
    const answerLimit = code === 'connection-timeout' ? 300 : 10_000;
    expect((await failureOf(open(server, signal, answerLimit))).code).toBe(code);
    expect(server.log.filter((word) => word === 'connect')).toEqual(['connect']);
  });

  test.each([
    [
      8,
      '00002028: LdapErr: DSID-0C0901FC, comment: The server requires binds to turn on integrity checking',
      'directory-refused',
    ],
    [
      49,
      '80090308: LdapErr: DSID-0C090334, comment: AcceptSecurityContext error, data 775, vece',
      'sign-in-failed',
    ],
  ])('signs in once only, whatever the answer (result %i)', async (resultCode, diagnostic, code) => {
    server = await startMisbehavingServer(({ request, socket }) => {
      if (request.kind !== 'bind') return false;
      socket.write(
        resultMessage(request.messageId, ProtocolOperation.LDAP_RES_BIND, { resultCode, diagnostic }),
      );
      return true;
    });
    expect(await failureOf(open(server))).toMatchObject({
      code,
      detail: `LDAP result ${resultCode}: ${diagnostic}`,
    });
    expect(server.log).toEqual(['connect', 'search', 'bind', 'unbind']);
  });

  test('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    server = await startMisbehavingServer(() => {
      controller.abort();
      return true;
    });
    expect(await failureOf(open(server, controller.signal))).toEqual({
      code: 'cancelled',
      message: 'Cancelled.',
    });
  });
});

describe('Searching a domain controller that misbehaves', () => {
  test('goes on after pages without entries', async () => {
    const source = await openSearched(({ messageId, page }) => {
      if (page === 0) return [entryOf(messageId, 'CN=1', { cn: ['1'] }), searchDone(messageId, 0, '', 'a')];
      if (page < 3) return [searchDone(messageId, 0, '', 'b')];
      return [entryOf(messageId, 'CN=2', { CN: ['2'] }), searchDone(messageId, 0)];
    });
    const pages = await pagesOf(source);
    expect(pages.map(({ entries }) => entries)).toEqual([
      [{ distinguishedName: 'CN=1', attributes: { cn: ['1'] } }],
      [],
      [],
      [{ distinguishedName: 'CN=2', attributes: { cn: ['2'] } }],
    ]);
  });

  test('gives up on cookies that never end', async () => {
    const source = await openSearched(({ messageId }) => [searchDone(messageId, 0, '', 'again')]);
    expect(await failureOf(pagesOf(source))).toMatchObject({
      code: 'protocol-error',
      detail: `More than ${mostEmptyPages} pages without entries in a row.`,
    });
  });

  test('keeps what came before a size limit, with the server’s words', async () => {
    const source = await openSearched(({ messageId, page }) =>
      page === 0
        ? [entryOf(messageId, 'CN=1', { cn: ['1'] }), searchDone(messageId, 0, '', 'a')]
        : [
            entryOf(messageId, 'CN=2', { cn: ['2'] }),
            searchDone(messageId, 4, '00002023: SvcErr: size', 'b'),
          ],
    );
    expect(await pagesOf(source)).toEqual([
      pageOf({ entries: [{ distinguishedName: 'CN=1', attributes: { cn: ['1'] } }] }),
      pageOf({
        entries: [{ distinguishedName: 'CN=2', attributes: { cn: ['2'] } }],
        resultCode: 4,
        diagnostic: '00002023: SvcErr: size',
      }),
    ]);
  });

  test('delivers referrals of either kind and follows none', async () => {
    const reference = Buffer.from([0x73, 0x0c, 0x04, 0x0a, ...Buffer.from('ldap://dc2')]);
    const source = await openSearched(({ messageId }) => [
      Buffer.from([0x30, 0x03 + reference.length, 0x02, 0x01, messageId, ...reference]),
      Buffer.from([0x30, 0x18, 0x02, 0x01, messageId, 0x65, 0x13, 0x0a, 0x01, 0x0a, 0x04, 0x00, 0x04, 0x00]),
      Buffer.from([0xa3, 0x0a, 0x04, 0x08, ...Buffer.from('ldap://x')]),
    ]);
    expect(await pagesOf(source)).toEqual([
      pageOf({ references: ['ldap://dc2', 'ldap://x'], resultCode: 10 }),
    ]);
  });

  test('drops a password that comes unasked, and says on which object', async () => {
    const source = await openSearched(({ messageId }) => [
      entryOf(messageId, 'CN=1', { cn: ['1'], msExchSmtpOutboundSecurityPassword: ['secret'] }),
      entryOf(messageId, 'CN=2', { 'cn;range=0-0': ['2'], unasked: ['x'] }),
      searchDone(messageId, 0),
    ]);
    expect(await pagesOf(source)).toEqual([
      pageOf({
        entries: [
          { distinguishedName: 'CN=1', attributes: { cn: ['1'] } },
          { distinguishedName: 'CN=2', attributes: { cn: ['2'] } },
        ],
        droppedPasswords: ['CN=1'],
        cutValues: ['CN=2'],
      }),
    ]);
  });

  test('tells a connection that is lost in the middle of a result, and never opens another', async () => {
    const source = await openSearched(({ messageId, socket, page }) => {
      if (page === 0) return [entryOf(messageId, 'CN=1', {}), searchDone(messageId, 0, '', 'a')];
      socket.end(entryOf(messageId, 'CN=2', {}));
      return [];
    });
    const seen: string[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const { entries } of search(source))
          seen.push(...entries.map(({ distinguishedName }) => distinguishedName));
      })(),
    );
    expect({ seen, code: failure.code }).toEqual({ seen: ['CN=1'], code: 'connection-lost' });
    expect((await failureOf(pagesOf(source))).code).toBe('connection-lost');
    expect(server?.log.filter((word) => word === 'connect')).toEqual(['connect']);
  });

  test('tells a server’s last words', async () => {
    const source = await openSearched(() => [
      disconnectionMessage({ resultCode: 52, diagnostic: 'shutting down' }),
    ]);
    expect(await failureOf(pagesOf(source))).toMatchObject({
      code: 'connection-lost',
      detail: 'The server closed the connection: LDAP result 52 shutting down',
    });
  });

  test('ends at once when it is cancelled in the middle of a page', async () => {
    const controller = new AbortController();
    const source = await openSearched(({ messageId, socket }) => {
      socket.write(entryOf(messageId, 'CN=1', {}));
      controller.abort();
      return [];
    });
    expect((await failureOf(pagesOf(source, controller.signal))).code).toBe('cancelled');
  });

  test('understands an answer that arrives octet by octet', async () => {
    const source = await openSearched(({ messageId, socket }) => {
      for (const octet of entryOf(messageId, 'CN=Überseehafen', { cn: ['Überseehafen'] }))
        socket.write(Buffer.from([octet]));
      return [searchDone(messageId, 0)];
    });
    expect(await pagesOf(source)).toEqual([
      pageOf({ entries: [{ distinguishedName: 'CN=Überseehafen', attributes: { cn: ['Überseehafen'] } }] }),
    ]);
  });
});

interface AskedPage {
  readonly messageId: number;
  readonly socket: Asked['socket'];
  /** From 0. */
  readonly page: number;
}

/** A source on a server that opens well and answers the search itself with these messages. */
async function openSearched(answer: (asked: AskedPage) => readonly Buffer[]): Promise<DirectorySource> {
  server = await startMisbehavingServer(({ request, socket, searches }) => {
    if (request.kind !== 'search' || request.search.base === '' || searches === 0) return false;
    const messages = answer({ messageId: request.messageId, socket, page: searches - 1 });
    if (messages.length > 0) socket.write(Buffer.concat(messages));
    return true;
  });
  const source = await open(server);
  sources.push(source);
  return source;
}

function open({ port }: MisbehavingServer, openSignal = signal, answer = 10_000): Promise<DirectorySource> {
  const limits = { connect: 5_000, answer };
  return openExchange(connectionOptions({ port, limits, signal: openSignal }));
}

function search(source: DirectorySource, searchSignal = signal): AsyncIterable<SearchPage> {
  return source.search(
    { base: container, scope: 'sub', filter: '(objectClass=*)', attributes: ['cn'] },
    searchSignal,
  );
}

async function pagesOf(source: DirectorySource, searchSignal = signal): Promise<readonly SearchPage[]> {
  return collect(search(source, searchSignal));
}

function pageOf(parts: Partial<SearchPage>): SearchPage {
  return {
    entries: [],
    references: [],
    resultCode: 0,
    diagnostic: '',
    droppedPasswords: [],
    cutValues: [],
    ...parts,
  };
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => toFailure(error),
  );
}

function sends(octets: readonly number[]): (asked: Asked) => boolean {
  return ({ socket }) => socket.write(Buffer.from(octets)) || true;
}

function closes(when: (asked: Asked) => boolean): (asked: Asked) => boolean {
  return (asked) => {
    if (!when(asked)) return false;
    asked.socket.destroy();
    return true;
  };
}

function ends(resultCode: number): (asked: Asked) => boolean {
  return ({ request, socket }) => {
    if (request.kind !== 'search' || request.search.base === '') return false;
    return socket.write(searchDone(request.messageId, resultCode)) || true;
  };
}

function answersBindToSearch({ request, socket }: Asked): boolean {
  if (request.kind !== 'search') return false;
  return (
    socket.write(
      resultMessage(request.messageId, ProtocolOperation.LDAP_RES_BIND, { resultCode: 0, diagnostic: '' }),
    ) || true
  );
}

function hasNoConfiguration({ request, socket }: Asked): boolean {
  if (request.kind !== 'search') return false;
  socket.write(entryOf(request.messageId, '', { namingContexts: ['DC=other'] }));
  return socket.write(searchDone(request.messageId, 0)) || true;
}
