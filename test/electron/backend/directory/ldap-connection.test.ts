import { BerReader, PresenceFilter } from 'ldapts';
import { afterEach, describe, expect, test } from 'vitest';

import type { LdapAnswer } from '../../../../electron/backend/directory/pending-request.ts';
import { toFailure } from '../../../../shared/errors.ts';
import { berOf, octetString, smallInteger } from '../../../support/ber.ts';
import { entryOf, searchDone } from '../../../support/misbehaving-server.ts';
import { connectToServer } from '../../../support/searched-connection.ts';
import type { AskedSearch, SearchedConnection } from '../../../support/searched-connection.ts';

let searched: SearchedConnection | null = null;
afterEach(async () => {
  await searched?.close();
  searched = null;
});

describe('One answer of a server', () => {
  test('ends with its result: what comes later does not belong to it', async () => {
    const answer = await search(({ messageId }) => [
      Buffer.concat([
        entryOf(messageId, 'CN=1', {}),
        searchDone(messageId, 0),
        entryOf(messageId, 'CN=2', {}),
      ]),
    ]);
    expect(answer).toEqual({
      entries: [{ distinguishedName: 'CN=1', attributes: new Map() }],
      references: [],
      result: { resultCode: 0, diagnostic: '', referrals: [] },
      cookie: Buffer.alloc(0),
      serverCredentials: null,
      octets: entryOf(1, 'CN=1', {}).length + searchDone(1, 0).length,
    });
  });

  const mebibytes15 = 'x'.repeat(15 * 1024 * 1024);
  test.each<[string, (messageId: number) => readonly Buffer[], string]>([
    [
      'a hundred and thirty thousand addresses in one reference',
      (messageId) => [referenceOf(messageId, 130_000)],
      'One answer has more than 100000 objects and references.',
    ],
    [
      'as many in several references',
      (messageId) => Array.from({ length: 13 }, () => referenceOf(messageId, 10_000)),
      'One answer has more than 100000 objects and references.',
    ],
    [
      'as many in its result',
      (messageId) => [resultOf(messageId, 130_000)],
      'One answer has more than 100000 objects and references.',
    ],
    [
      'objects without end',
      (messageId) => [Buffer.concat(Array.from({ length: 100_001 }, () => entryOf(messageId, '', {})))],
      'One answer has more than 100000 objects and references.',
    ],
    [
      'more than a million values',
      (messageId) => Array.from({ length: 3 }, () => valuesOf(messageId, 400_000)),
      'One answer has more than 1000000 values.',
    ],
    [
      'more than a million parts in one message',
      (messageId) => [valuesOf(messageId, 1_000_001)],
      'A message has more than 1000000 parts.',
    ],
    [
      'more than 64 mebibytes',
      (messageId) => Array.from({ length: 5 }, () => entryOf(messageId, 'CN=1', { cn: [mebibytes15] })),
      'One answer has more than 64 MiB.',
    ],
  ])('is refused with %s, and nothing else happens', async (_case, messages, detail) => {
    const failure = await search(({ messageId }) => messages(messageId)).catch(toFailure);
    expect(failure).toEqual({
      code: 'protocol-error',
      message:
        'dc1 sent something that is not LDAP as Active Directory speaks it. Check host and port, or choose another domain controller.',
      detail,
    });
  });
});

describe('A request', () => {
  test('leaves every limit to the server', async () => {
    let asked: Buffer = Buffer.alloc(0);
    searched = await connectToServer(({ messageId, raw }) => {
      asked = raw;
      return [searchDone(messageId, 0)];
    });
    await searchOn(searched);
    const reader = new BerReader(asked);
    reader.readSequence();
    reader.readInt();
    reader.readSequence(0x63);
    expect({
      base: reader.readString(),
      scope: reader.readEnumeration(),
      followedAliases: reader.readEnumeration(),
      sizeLimit: reader.readInt(),
      timeLimit: reader.readInt(),
    }).toEqual({ base: 'DC=x', scope: 2, followedAliases: 0, sizeLimit: 0, timeLimit: 0 });
  });

  test('is not sent while another one waits for its answer', async () => {
    searched = await connectToServer(({ messageId }) => [searchDone(messageId, 0)]);
    const first = searchOn(searched);
    await expect(searchOn(searched)).rejects.toThrow('A connection carries one request at a time.');
    expect((await first).result.resultCode).toBe(0);
  });

  test.each<[string, (messageId: number) => readonly Buffer[]]>([
    ['another number', (messageId) => [entryOf(messageId + 1, 'CN=1', {}), searchDone(messageId, 0)]],
    ['another number, as a result', (messageId) => [searchDone(messageId + 1, 0), searchDone(messageId, 0)]],
  ])('whose answer holds a message of %s is no whole answer', async (_case, messages) => {
    const failure = await search(({ messageId }) => [Buffer.concat(messages(messageId))]).catch(toFailure);
    expect(failure).toMatchObject({ code: 'protocol-error', detail: 'A message answers no request.' });
  });

  test.each<[string, (messageId: number) => Buffer]>([
    ['an object', (messageId) => entryOf(messageId, 'CN=late', {})],
    ['a second result', (messageId) => searchDone(messageId, 0)],
  ])('that is over is followed by no other if %s still comes for it', async (_case, late) => {
    searched = await connectToServer(({ messageId }) => [
      Buffer.concat([searchDone(messageId, 0), late(messageId)]),
    ]);
    expect((await searchOn(searched)).result.resultCode).toBe(0);
    expect(await searchOn(searched).catch(toFailure)).toMatchObject({
      code: 'protocol-error',
      detail: 'A message answers no request.',
    });
  });
});

async function search(answer: (asked: AskedSearch) => readonly Buffer[]): Promise<LdapAnswer> {
  searched = await connectToServer(answer);
  return searchOn(searched);
}

function searchOn({ connection }: SearchedConnection): Promise<LdapAnswer> {
  const filter = new PresenceFilter({ attribute: 'objectClass' });
  return connection.search(
    { base: 'DC=x', scope: 'sub', filter, attributes: [] },
    new AbortController().signal,
  );
}

function referenceOf(messageId: number, addresses: number): Buffer {
  return berOf(0x30, [smallInteger(messageId), berOf(0x73, repeated('ldap://x', addresses))]);
}

function resultOf(messageId: number, addresses: number): Buffer {
  const result = [smallInteger(10, 0x0a), octetString(''), octetString('')];
  const referrals = berOf(0xa3, repeated('ldap://x', addresses));
  return berOf(0x30, [smallInteger(messageId), berOf(0x65, [...result, referrals])]);
}

/** An object with one attribute of so many empty values. */
function valuesOf(messageId: number, values: number): Buffer {
  const attribute = berOf(0x30, [
    octetString('cn'),
    berOf(0x31, [Buffer.from('0400'.repeat(values), 'hex')]),
  ]);
  const entry = [octetString('CN=1'), berOf(0x30, [attribute])];
  return berOf(0x30, [smallInteger(messageId), berOf(0x64, entry)]);
}

function repeated(text: string, times: number): readonly Buffer[] {
  const one = octetString(text);
  return Array.from({ length: times }, () => one);
}
