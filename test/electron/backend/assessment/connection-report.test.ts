import { describe, expect, test } from 'vitest';

import { reportConnection } from '../../../../electron/backend/assessment/connection-report.ts';
import { pagedSearch } from '../../../../electron/backend/directory/paged-search.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { SearchPage } from '../../../../shared/directory/source.ts';
import { AppError } from '../../../../shared/errors.ts';
import { kindOf } from '../../../../shared/exchange/tree-position.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  virtualServerName,
  wholeServer,
} from '../../../support/exchange-entries.ts';
import { LimitedDirectory } from '../../../support/limited-directory.ts';
import { entryOf, searchDone } from '../../../support/misbehaving-server.ts';
import { connectToServer } from '../../../support/searched-connection.ts';

const signal = new AbortController().signal;
const everything = [
  ...organizationEntries(),
  ...groupEntries('Main'),
  ...wholeServer('Main', 'EX1', ['4', '0']),
  ...wholeServer('Main', 'EX2', ['4']),
];
const theRight = 'Ask for the role Exchange View-Only Administrator on the organisation, then test again.';
const none = { count: 0, more: false };

function only(...kinds: readonly string[]): readonly DirectoryEntry[] {
  return everything.filter((entry) => kinds.includes(kindOf(entry) ?? ''));
}

test('a connection report counts what an account sees, by four small searches that ask for no values', async () => {
  const source = new LimitedDirectory(everything);
  expect(await reportConnection(source, signal)).toEqual({
    description: source.description,
    organization: 'Fabrikam',
    administrativeGroups: { count: 1, more: false },
    servers: { count: 2, more: false },
    virtualServers: { count: 3, more: false },
    advice: null,
  });
  expect(source.searches.map(({ scope, attributes }) => [scope, attributes])).toEqual([
    ['one', ['objectClass']],
    ...['sub', 'sub', 'sub'].map((scope) => [scope, ['objectClass']]),
  ]);
});

test('it counts the first page only and says that there is more', async () => {
  expect(await reportConnection(new LimitedDirectory(everything, { pageSize: 2 }), signal)).toMatchObject({
    servers: { count: 2, more: false },
    virtualServers: { count: 2, more: true },
    advice: null,
  });
});

test('it says that there is more where a limit of the server struck', async () => {
  expect(await reportConnection(new LimitedDirectory(everything, { entries: 2 }), signal)).toMatchObject({
    servers: { count: 2, more: false },
    virtualServers: { count: 2, more: true },
    advice: null,
  });
});

describe('it names the right to ask for', () => {
  test.each<[string, readonly DirectoryEntry[], object]>([
    [
      'if servers are visible but no groups and no virtual servers',
      only('server'),
      {
        organization: 'Fabrikam',
        administrativeGroups: none,
        servers: { count: 2, more: false },
        virtualServers: none,
        advice: `This account sees servers, but neither administrative groups nor SMTP virtual servers, so every server would be Not Reviewed. ${theRight}`,
      },
    ],
    [
      'if no virtual servers are visible',
      everything.filter((entry) => kindOf(entry) !== 'virtual-server'),
      {
        virtualServers: none,
        advice: `This account sees servers, but no SMTP virtual servers, so every server would be Not Reviewed. ${theRight}`,
      },
    ],
    [
      'if virtual servers are visible without what is above them',
      only('virtual-server'),
      {
        organization: 'Fabrikam',
        advice: `This account sees SMTP virtual servers, but not all containers above them, so others may be hidden and nothing would pass as a whole. ${theRight}`,
      },
    ],
    [
      'if nothing but the organisation is visible',
      only('organization'),
      {
        organization: 'Fabrikam',
        advice: `This account sees the organisation, but none of its servers, so there would be nothing to assess. ${theRight}`,
      },
    ],
    [
      'if nothing is visible',
      [],
      {
        organization: null,
        administrativeGroups: none,
        servers: none,
        virtualServers: none,
        advice: `This account sees nothing of Exchange: this forest has no Exchange organisation, or the account may not see it. Check that it is the right forest. ${theRight}`,
      },
    ],
  ])('%s', async (_case, entries, report) => {
    expect(await reportConnection(new LimitedDirectory(entries), signal)).toMatchObject(report);
  });
});

function answering(change: (page: SearchPage) => SearchPage): LimitedDirectory {
  const source = new LimitedDirectory(everything);
  const search = source.search.bind(source);
  source.search = async function* (request) {
    for await (const page of search(request)) yield change(page);
  };
  return source;
}

test('a refusal is advice, said once, with what was seen all the same', async () => {
  const source = answering((page) => ({ ...page, resultCode: 51 }));
  expect(await reportConnection(source, signal)).toMatchObject({
    servers: { count: 2, more: false },
    advice: 'dc1.corp.example:636 is too busy. Try again later, or choose another domain controller.',
  });
});

test('a container that the domain controller does not know is nothing of Exchange, not a refusal', async () => {
  const source = answering((page) => ({ ...page, entries: [], resultCode: 32 }));
  const { advice } = await reportConnection(source, signal);
  expect(advice).toContain('This account sees nothing of Exchange');
});

test('a connection that fails is no report', async () => {
  const source = answering(() => {
    throw new AppError('connection-lost', 'gone');
  });
  await expect(reportConnection(source, signal)).rejects.toMatchObject({ code: 'connection-lost' });
});

test('stopping between pages leaves the connection as it was: one after the other, all searches are answered', async () => {
  let answered = 0;
  const { connection, close } = await connectToServer(({ messageId }) => {
    answered += 1;
    return [
      entryOf(messageId, virtualServerName('Main', `EX${answered}`), {}),
      searchDone(messageId, 0, '', 'more'),
    ];
  });
  try {
    const source = new LimitedDirectory([]);
    source.search = (request) => pagedSearch(connection, 'dc1', request, signal);
    const onePage = { count: 1, more: true };
    expect(await reportConnection(source, signal)).toMatchObject({
      organization: 'Fabrikam',
      administrativeGroups: onePage,
      servers: onePage,
      virtualServers: onePage,
    });
    expect(answered).toBe(8);
    const request = { base: exchangeContainer, scope: 'base', filter: '(cn=*)', attributes: ['cn'] } as const;
    for await (const page of pagedSearch(connection, 'dc1', request, signal)) {
      expect(page.entries).toHaveLength(1);
      break;
    }
    expect(answered).toBe(9);
  } finally {
    await close();
  }
});
