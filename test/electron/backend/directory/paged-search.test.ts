import { BerWriter } from 'ldapts';
import { afterEach, describe, expect, test } from 'vitest';

import { pagedSearch } from '../../../../electron/backend/directory/paged-search.ts';
import { toFailure } from '../../../../shared/errors.ts';
import type { Failure } from '../../../../shared/errors.ts';
import { berOf, octetString } from '../../../support/ber.ts';
import { entryOf, searchDone } from '../../../support/misbehaving-server.ts';
import { connectToServer } from '../../../support/searched-connection.ts';
import type { AskedSearch, SearchedConnection } from '../../../support/searched-connection.ts';

const pagingType = '1.2.840.113556.1.4.319';
const size = [0x02, 0x01, 0x00];

let searched: SearchedConnection | null = null;
afterEach(async () => {
  await searched?.close();
  searched = null;
});

describe('A paged search', () => {
  test.each([
    ['names no control', []],
    ['has another control only', [control('1.2.3.4', Buffer.alloc(0))]],
  ])(
    'takes a first page that %s for the whole answer of a server that does not page',
    async (_case, controls) => {
      expect(
        await readAll(({ messageId }) => [entryOf(messageId, 'CN=1', {}), done(messageId, controls)]),
      ).toEqual({
        names: ['CN=1'],
        failure: null,
      });
    },
  );

  test('refuses to take a later page without the control for the last', async () => {
    const read = readAll(({ messageId, page }) => [
      entryOf(messageId, `CN=${page}`, {}),
      page === 0 ? searchDone(messageId, 0, '', 'more') : done(messageId, []),
    ]);
    expect(await read).toEqual({
      names: ['CN=0', 'CN=1'],
      failure: protocolFailure('A page of a paged search does not say whether more follow.'),
    });
  });

  test.each<[string, Buffer | null]>([
    ['no value', null],
    ['an empty value', Buffer.alloc(0)],
    ['an empty sequence', Buffer.from([0x30, 0x00])],
    ['a size without a cookie', Buffer.from([0x30, 0x03, ...size])],
    ['a cookie without a size', Buffer.from([0x30, 0x02, 0x04, 0x00])],
    ['a cookie that is no octet string', Buffer.from([0x30, 0x05, ...size, 0x05, 0x00])],
    ['a cookie that is longer than the value', Buffer.from([0x30, 0x05, ...size, 0x04, 0x01])],
    ['a sequence that is longer than the value', Buffer.from([0x30, 0x06, ...size, 0x04, 0x00])],
    ['something behind the sequence', Buffer.from([0x30, 0x05, ...size, 0x04, 0x00, 0x05, 0x00])],
  ])('never takes a control with %s for the last page', async (_case, value) => {
    for (const malformed of [0, 1]) {
      const read = readAll(({ messageId, page }) => [
        page === malformed
          ? done(messageId, [control(pagingType, value)])
          : searchDone(messageId, 0, '', 'more'),
      ]);
      expect((await read).failure).toMatchObject({ code: 'protocol-error' });
      await searched?.close();
    }
  });

  test('gives up on pages that never end', async () => {
    const page = entryOf(1, 'CN=1', { cn: ['x'.repeat(15 * 1024 * 1024)] });
    const idAt = page.indexOf(Buffer.from([0x02, 0x01, 0x01])) + 2;
    const read = readAll(({ messageId }) => {
      const entry = Buffer.from(page);
      entry[idAt] = messageId;
      return [entry, entry, searchDone(messageId, 0, '', 'again')];
    });
    expect((await read).failure).toEqual(protocolFailure('One search brought more than 512 MiB.'));
  });
});

/** The names that a search below the server yields, and how it failed. */
async function readAll(
  answer: (asked: AskedSearch) => readonly Buffer[],
): Promise<{ readonly names: readonly string[]; readonly failure: Failure | null }> {
  searched = await connectToServer(answer);
  const request = { base: 'DC=x', scope: 'sub', filter: '(objectClass=*)', attributes: ['sn'] } as const;
  const names: string[] = [];
  try {
    const pages = pagedSearch(searched.connection, 'dc1', request, new AbortController().signal);
    for await (const { entries } of pages) for (const entry of entries) names.push(entry.distinguishedName);
    return { names, failure: null };
  } catch (error) {
    return { names, failure: toFailure(error) };
  }
}

function protocolFailure(detail: string): Failure {
  return {
    code: 'protocol-error',
    message:
      'dc1 sent something that is not LDAP as Active Directory speaks it. Check host and port, or choose another domain controller.',
    detail,
  };
}

/** The end of a search with these controls; without any, the message has no part for them. */
function done(messageId: number, controls: readonly Buffer[]): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  writer.startSequence(0x65);
  writer.writeEnumeration(0);
  writer.writeString('');
  writer.writeString('');
  writer.endSequence();
  if (controls.length > 0) writer.writeBuffer(Buffer.concat(controls), 0xa0);
  writer.endSequence();
  return writer.buffer;
}

function control(type: string, value: Buffer | null): Buffer {
  return berOf(0x30, [octetString(type), ...(value === null ? [] : [octetString(value)])]);
}
