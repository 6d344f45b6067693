import { describe, expect, test } from 'vitest';
import { matchesQuery, sortKey } from '../../../renderer/model/text-filter.ts';

describe('the filter', () => {
  test.each([
    { query: '', matches: true },
    { query: '  ', matches: true },
    { query: 'ams', matches: true },
    { query: 'partner AMS', matches: true },
    { query: 'partner zrh', matches: false },
    { query: 'ex01partner', matches: false },
  ])('$query', ({ query, matches }) => {
    expect(matchesQuery(query, ['AMS-EX01', null, 'Partner TLS'])).toBe(matches);
  });
});

test('names sort without regard to case, their numbers by value', () => {
  const names = ['EX10', 'ex2', 'EX1', 'EX02b', 'Ärger', 'ex'];
  expect(names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
    'ex',
    'EX1',
    'ex2',
    'EX02b',
    'EX10',
    'Ärger',
  ]);
});
