import { describe, expect, test } from 'vitest';
import {
  cellsOf,
  nextSort,
  rowMove,
  sortRows,
  withWidth,
  type ColumnValues,
} from '../../../renderer/model/table-view.ts';

interface Row {
  readonly name: string;
  readonly rank: number;
}

const columns: readonly ColumnValues<Row>[] = [
  { id: 'name', label: 'Name', value: (row) => row.name },
  { id: 'rank', label: 'Rank', value: (row) => row.rank, text: (row) => `No. ${row.rank}` },
];
const rows: readonly Row[] = [
  { name: 'EX10', rank: 1 },
  { name: 'ex2', rank: 0 },
  { name: 'EX1', rank: 1 },
];

describe('a sorted table', () => {
  test.each([
    { sort: null, names: ['EX10', 'ex2', 'EX1'] },
    { sort: { column: 'gone', descending: false }, names: ['EX10', 'ex2', 'EX1'] },
    { sort: { column: 'name', descending: false }, names: ['EX1', 'ex2', 'EX10'] },
    { sort: { column: 'name', descending: true }, names: ['EX10', 'ex2', 'EX1'] },
    { sort: { column: 'rank', descending: false }, names: ['ex2', 'EX10', 'EX1'] },
    { sort: { column: 'rank', descending: true }, names: ['EX10', 'EX1', 'ex2'] },
  ])('by $sort is $names', ({ sort, names }) => {
    expect(sortRows(rows, columns, sort).map(({ name }) => name)).toEqual(names);
  });

  test('goes from ascending to descending to its own order, and begins again with another column', () => {
    const first = nextSort(null, 'name');
    const second = nextSort(first, 'name');
    expect([first, second, nextSort(second, 'name'), nextSort(second, 'rank')]).toEqual([
      { column: 'name', descending: false },
      { column: 'name', descending: true },
      null,
      { column: 'rank', descending: false },
    ]);
  });
});

test.each([
  { width: 200.4, widths: { name: 200, rank: 80 } },
  { width: 1, widths: { name: 56, rank: 80 } },
  { width: 5_000, widths: { name: 1_200, rank: 80 } },
  { width: null, widths: { rank: 80 } },
])('a width of $width is kept within bounds, and none gives the column its own', ({ width, widths }) => {
  expect(withWidth({ name: 100, rank: 80 }, 'name', width)).toEqual(widths);
});

test.each([
  { key: 'ArrowDown', from: 3, to: 4 },
  { key: 'ArrowDown', from: 9, to: 9 },
  { key: 'ArrowUp', from: 0, to: 0 },
  { key: 'PageDown', from: 3, to: 7 },
  { key: 'PageUp', from: 3, to: 0 },
  { key: 'Home', from: 3, to: 0 },
  { key: 'End', from: 3, to: 9 },
  { key: 'Enter', from: 3, to: null },
])('$key leads from row $from of ten to $to', ({ key, from, to }) => {
  expect(rowMove(key, from, 10, 4)).toBe(to);
});

test('no key leads anywhere in an empty table', () => {
  expect(rowMove('End', 0, 0, 4)).toBeNull();
});

test('copied cells stand below the labels of their columns, in words where the value is a rank', () => {
  expect(cellsOf(rows.slice(0, 1), columns)).toEqual([
    ['Name', 'Rank'],
    ['EX10', 'No. 1'],
  ]);
});
