import { describe, expect, test } from 'vitest';
import {
  filterRows,
  hasMoreValues,
  isFiltering,
  noFilter,
  suggestions,
  valuesOf,
  type FilteredRow,
  type RowFilter,
} from '../../../renderer/model/row-filter.ts';
import type { Status } from '../../../shared/stig/status.ts';

interface Row {
  readonly id: number;
  readonly server: string;
  readonly group: string;
  readonly status: Status;
  readonly decided: boolean | null;
}

const rows: readonly Row[] = [
  { id: 1, server: 'AMS-EX01', group: 'North', status: 'open', decided: false },
  { id: 2, server: 'AMS-EX02', group: 'North', status: 'not_a_finding', decided: true },
  { id: 3, server: 'ZRH-EX01', group: 'South', status: 'open', decided: true },
  { id: 4, server: 'ZRH-EX02', group: 'South', status: 'not_applicable', decided: null },
];

function shown(filter: Partial<RowFilter>): readonly number[] {
  const searched = (row: Row) => `${row.server}\n${row.group}`.toLowerCase();
  return filterRows(rows, { ...noFilter, ...filter }, searched).map(({ id }) => id);
}

describe('the filters of a result table', () => {
  test.each([
    { filter: {}, ids: [1, 2, 3, 4] },
    { filter: { text: 'EX01' }, ids: [1, 3] },
    { filter: { text: ' north ex02 ' }, ids: [2] },
    { filter: { status: 'open' }, ids: [1, 3] },
    { filter: { group: 'South' }, ids: [3, 4] },
    { filter: { group: 'Sou' }, ids: [] },
    { filter: { server: ' zrh ' }, ids: [3, 4] },
    { filter: { decided: true }, ids: [2, 3] },
    { filter: { decided: false }, ids: [1] },
    { filter: { status: 'open', decided: true, text: 'ex', server: 'ex01', group: 'South' }, ids: [3] },
  ] as const)('$filter lets $ids through', ({ filter, ids }) => {
    expect(shown(filter)).toEqual(ids);
  });

  test('hold back nothing that has not the part they look at', () => {
    const filter: RowFilter = { text: '', status: 'open', group: 'North', server: 'AMS', decided: true };
    const connectors = [{ id: 5 } as FilteredRow];
    expect(filterRows(connectors, filter, () => '')).toEqual(connectors);
  });

  test('give the very rows back while there is no filter, and never look at their texts', () => {
    const refuse = () => {
      throw new Error('Nothing is searched.');
    };
    expect(filterRows(rows, { ...noFilter, text: '  ' }, refuse)).toBe(rows);
  });

  test.each([
    { filter: noFilter, is: false },
    { filter: { ...noFilter, text: ' ', server: ' ' }, is: false },
    { filter: { ...noFilter, text: 'a' }, is: true },
    { filter: { ...noFilter, server: 'a' }, is: true },
    { filter: { ...noFilter, status: 'open' as const }, is: true },
    { filter: { ...noFilter, group: '' }, is: true },
    { filter: { ...noFilter, decided: false }, is: true },
  ])('$filter holds something back: $is', ({ filter, is }) => {
    expect(isFiltering(filter)).toBe(is);
  });
});

test('the groups to choose from are those of the rows, once each, in their order', () => {
  expect(valuesOf(rows, ({ group }) => group)).toEqual(['North', 'South']);
  expect(valuesOf(rows, () => undefined)).toEqual([]);
});

test.each([
  { few: 1, has: true },
  { few: 2, has: false },
])('there are more than $few groups: $has', ({ few, has }) => {
  expect(hasMoreValues(rows, ({ group }) => group, few)).toBe(has);
  expect(hasMoreValues(rows, () => undefined, few)).toBe(false);
});

test('servers are offered by any part of their name, those that begin with it first, and only so many', () => {
  const names = ['AMS-EX01', 'EX-ams', 'EX01', 'ZRH-EX01'];
  expect(suggestions(names, ' ex', 3)).toEqual(['EX-ams', 'EX01', 'AMS-EX01']);
  expect(suggestions(names, '', 2)).toEqual(['AMS-EX01', 'EX-ams']);
  expect(suggestions(names, 'nowhere', 2)).toEqual([]);
});
