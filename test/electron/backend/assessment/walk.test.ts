import { describe, expect, test } from 'vitest';
import { walk } from '../../../../electron/backend/assessment/walk.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { DirectorySource, SearchPage } from '../../../../shared/directory/source.ts';
import { AppError } from '../../../../shared/errors.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  wholeServer,
} from '../../../support/exchange-entries.ts';

const first = [...organizationEntries(), ...groupEntries('Main')];
const second = wholeServer('Main', 'EX1', ['4']);

const pageOf = (entries: readonly DirectoryEntry[], more: Partial<SearchPage> = {}): SearchPage => ({
  entries,
  references: [],
  resultCode: 0,
  diagnostic: '',
  droppedPasswords: [],
  cutValues: [],
  ...more,
});

/** A source that plays back pages, and then fails if it is told to. */
function sourceOf(
  pages: readonly SearchPage[],
  failure: Error | null = null,
  cutShort: string | null = null,
): DirectorySource {
  return {
    description: { kind: 'ldif', fileName: 'test.ldf', size: 0, sha256: '', modifiedAt: null },
    exchangeContainer,
    cutShort,
    warning: null,
    async *search() {
      yield* pages;
      if (failure) throw failure;
    },
    close: async () => undefined,
  };
}

async function walked(source: DirectorySource) {
  const kept: DirectoryEntry[] = [];
  const result = await walk(source, {
    signal: new AbortController().signal,
    onEntries: (entries) => kept.push(...entries),
    onProgress: () => undefined,
  });
  return { ...result, kept };
}

const counts = {
  administrativeGroups: 1,
  servers: 1,
  virtualServers: 1,
  connectors: 0,
  entries: 9,
  pages: 2,
};

test('a walk keeps every page and counts what it met', async () => {
  expect(await walked(sourceOf([pageOf(first), pageOf(second)]))).toEqual({
    counts,
    incompleteReason: null,
    problems: [],
    kept: [...first, ...second],
  });
});

describe('whatever ends a walk early makes it incomplete, keeps what was read, and says why', () => {
  test.each<[string, DirectorySource, string]>([
    [
      'a result nobody listed',
      sourceOf([pageOf(first), pageOf(second, { resultCode: 80, diagnostic: 'too tired' })]),
      'result 80 (too tired)',
    ],
    [
      'a referral result',
      sourceOf([pageOf(first), pageOf(second, { resultCode: 10 })]),
      'a referral (result 10)',
    ],
    [
      'a lost connection',
      sourceOf([pageOf(first), pageOf(second)], new AppError('connection-lost', 'The line is gone.')),
      'The line is gone.',
    ],
    [
      'a cut file whose reading is cancelled, for both reasons',
      sourceOf([pageOf(first), pageOf(second)], new AppError('cancelled', 'x'), 'The file ends in line 7.'),
      'The file ends in line 7. The walk was cancelled',
    ],
    ['a cancel', sourceOf([pageOf(first), pageOf(second)], new AppError('cancelled', 'x')), 'was cancelled'],
    [
      'a file that was cut short',
      sourceOf([pageOf(first), pageOf(second)], null, 'The file ends in line 7.'),
      'The file ends in line 7.',
    ],
  ])('%s', async (_name, source, words) => {
    const result = await walked(source);
    expect(result).toEqual({
      counts,
      incompleteReason: expect.stringContaining(words),
      problems: [],
      kept: [...first, ...second],
    });
  });

  test('a continuation reference, which is listed too', async () => {
    const result = await walked(
      sourceOf([pageOf(first), pageOf(second, { references: ['ldap://dc2/CN=x'] })]),
    );
    expect(result.incompleteReason).toContain('A part of the tree was referred');
    expect(result.problems.map(({ code }) => code)).toEqual(['referral']);
  });
});

test('values that came in part only make a walk incomplete, as nobody knows the rest', async () => {
  const result = await walked(sourceOf([pageOf(first, { cutValues: ['CN=2'] })]));
  expect({ reason: result.incompleteReason, problems: result.problems }).toEqual({
    reason: expect.stringContaining('not all values were delivered'),
    problems: [{ code: 'values-cut', message: expect.any(String), distinguishedName: 'CN=2' }],
  });
});

test('a password that came unasked is a problem to report, not a reason to distrust the walk', async () => {
  const result = await walked(sourceOf([pageOf(first, { droppedPasswords: ['CN=1'] })]));
  expect({
    reason: result.incompleteReason,
    problems: result.problems.map((p) => [p.code, p.distinguishedName]),
  }).toEqual({
    reason: null,
    problems: [['password-dropped', 'CN=1']],
  });
});

describe('a walk that read nothing is no assessment', () => {
  test.each<[string, DirectorySource, string]>([
    ['an empty answer', sourceOf([pageOf([])]), 'exchange-not-found'],
    ['a refusal at once', sourceOf([pageOf([], { resultCode: 50 })]), 'directory-refused'],
    ['a connection lost at once', sourceOf([], new AppError('connection-lost', 'gone')), 'connection-lost'],
    ['a cancel at once', sourceOf([], new AppError('cancelled', 'x')), 'cancelled'],
  ])('%s', async (_name, source, code) => {
    await expect(walked(source)).rejects.toMatchObject({ name: 'AppError', code });
  });
});

test('an error that is nobody’s fault but ours is not dressed up as an incomplete walk', async () => {
  await expect(walked(sourceOf([pageOf(first)], new TypeError('bug')))).rejects.toThrow('bug');
});
