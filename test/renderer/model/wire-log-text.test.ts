import { describe, expect, test } from 'vitest';
import type { WireEntry, WireLog, WireOperation } from '../../../shared/directory/wire-log.ts';
import {
  entryText,
  resultLabel,
  timeOfDay,
  wireLogCsv,
  wireLogSummary,
  wireLogText,
} from '../../../renderer/model/wire-log-text.ts';

const entry = (operation: WireOperation, changes: Partial<WireEntry> = {}): WireEntry => ({
  at: '2026-11-24T23:57:31.123Z',
  milliseconds: 3,
  connection: 1,
  operation,
  detail: '',
  search: null,
  octetsSent: 10,
  octetsReceived: 20,
  result: null,
  ...changes,
});
const asked = {
  base: 'CN=Microsoft Exchange',
  scope: 'sub',
  filter: '(cn=*)',
  attributes: ['cn', 'objectClass'],
  page: 2,
  entries: 5,
  references: 0,
} as const;
const search = entry('search', { search: asked, octetsReceived: 2048, result: 0 });
const logOf = (entries: readonly WireEntry[], dropped = 0): WireLog => ({ entries, dropped });
const sealed = logOf([
  entry('connect', { detail: 'dc1:389' }),
  entry('bind', { detail: 'step 1', result: 14 }),
  entry('bind', { detail: 'step 2', result: 0 }),
  search,
  search,
  entry('unbind', { milliseconds: null, octetsReceived: 0 }),
]);

describe('the summary', () => {
  test('counts each kind of operation, one sign-in as one however many steps it takes', () => {
    expect(wireLogSummary(sealed)).toBe(
      '6 operations on 1 connection: 1 connect, 1 sign-in in 2 steps, 2 searches, 1 sign-out. No operation that could change anything exists in Hopcheck.',
    );
  });

  test('counts connections, and says what the list does not hold', () => {
    const log = logOf(
      [entry('tls'), entry('connect', { connection: 2 }), entry('bind', { result: 49 })],
      1_200,
    );
    expect(wireLogSummary(log)).toBe(
      '3 operations on 2 connections: 1 connect, 1 TLS handshake, 1 sign-in. 1,200 more operations of these kinds followed: the list keeps no more. No operation that could change anything exists in Hopcheck.',
    );
  });
});

test('the text tells everything about every operation', () => {
  expect(wireLogText(logOf([search, entry('unbind', { milliseconds: null })]), ['Of one assessment'])).toBe(
    `Hopcheck: what was sent to the domain controller
Of one assessment

2 operations on 1 connection: 1 search, 1 sign-out. No operation that could change anything exists in Hopcheck.
20 bytes of LDAP sent, 2.0 KB received; encryption, where there is any, is not counted. Credentials and values never stand in this list.

1. 2026-11-24T23:57:31.123Z  connection 1  Search
   Base: CN=Microsoft Exchange
   Scope: sub (the object and all below)
   Filter: (cn=*)
   Page: 2
   Attributes: cn, objectClass
   Result: 5 entries, 0 references, 0 success, 3 ms, 10 octets sent, 2048 received

2. 2026-11-24T23:57:31.123Z  connection 1  Sign-out
   Result: –, no answer is due, 10 octets sent, 20 received
`,
  );
});

test('a name that would begin a line of its own stays in its line', () => {
  const log = logOf([entry('connect', { detail: 'dc1\n2. 2026-11-24  Search\u202e' })]);
  expect(wireLogText(log, ['a\r\nb'])).toContain('   dc1⟨U+000A⟩2. 2026-11-24  Search⟨U+202E⟩\n');
  expect(wireLogText(log, ['a\r\nb'])).toContain('a⟨U+000D⟩⟨U+000A⟩b\n');
});

test('the table for spreadsheets has one line for each operation, and runs nothing', () => {
  const lines = wireLogCsv(logOf([search, entry('connect', { detail: '=cmd|calc' })])).split('\r\n');
  expect(lines.slice(1)).toEqual([
    '2026-11-24T23:57:31.123Z,1,Search,,CN=Microsoft Exchange,sub,(cn=*),2,cn objectClass,5,0,10,2048,3,0',
    "2026-11-24T23:57:31.123Z,1,Connect,'=cmd|calc,,,,,,,,10,20,3,",
    '',
  ]);
});

test('one line shows where a search looked, and what else was done', () => {
  const rootDse = { ...search, search: { ...asked, base: '' } };
  expect([search, rootDse, entry('bind', { detail: 'sign-in' })].map(entryText)).toEqual([
    'CN=Microsoft Exchange',
    '(rootDSE)',
    'sign-in',
  ]);
});

test('results are named where a reader meets them, else shown as they are', () => {
  expect([null, 0, 14, 49, 4711].map(resultLabel)).toEqual([
    '–',
    '0 success',
    '14 sign-in goes on',
    '49 invalid credentials',
    '4711',
  ]);
});

test('the time of day is shown to the millisecond', () => {
  expect(['2026-11-24T23:57:31.123Z', 'sometime'].map(timeOfDay)).toEqual(['23:57:31.123', 'sometime']);
});
