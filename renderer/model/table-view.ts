import { sortKey } from './text-filter.ts';

/** What can be sorted and written of a column, whatever it looks like. */
export interface ColumnValues<Row> {
  readonly id: string;
  readonly label: string;
  /** What the column sorts by. */
  readonly value: (row: Row) => string | number;
  /** What is copied of a cell; the value if absent. */
  readonly text?: (row: Row) => string | number;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export type RowKey = string | number;

/** How a table is looked at. */
export interface TableView {
  readonly sort: Sort | null;
  /** CSS pixels by column id; a column that is not named has its own width. */
  readonly widths: Readonly<Record<string, number>>;
  /** Key of the row that the keyboard is on; the first row if it is gone. */
  readonly active: RowKey | null;
  /** How far it is scrolled, in CSS pixels. */
  readonly top: number;
}

export const freshView: TableView = { sort: null, widths: {}, active: null, top: 0 };

/** The sorting after a press on the head of a column: ascending, descending, none. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** The rows in the order of a sorting; rows with the same value keep theirs. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly ColumnValues<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.column);
  if (column === undefined || sort === null) return rows;
  // Each key is made once: there are many more comparisons than rows.
  const keyed = rows.map((row) => {
    const value = column.value(row);
    return { row, key: typeof value === 'string' ? sortKey(value) : value };
  });
  const sign = sort.descending ? -1 : 1;
  keyed.sort((one, other) => (one.key < other.key ? -sign : one.key > other.key ? sign : 0));
  return keyed.map(({ row }) => row);
}

/** CSS pixels that a column may be narrow and wide. */
export const columnWidthBounds = { least: 56, most: 1_200 } as const;

/** The widths with one column changed; null gives it its own width back. */
export function withWidth(
  widths: TableView['widths'],
  column: string,
  width: number | null,
): TableView['widths'] {
  const { [column]: _, ...others } = widths;
  if (width === null) return others;
  const { least, most } = columnWidthBounds;
  return { ...others, [column]: Math.max(least, Math.min(most, Math.round(width))) };
}

/** Position of the row that a key leads to from another; null if the key leads nowhere. `page` in rows. */
export function rowMove(key: string, from: number, count: number, page: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, target));
}

/** The cells of rows below the labels of their columns, to be written as text. */
export function cellsOf<Row>(
  rows: readonly Row[],
  columns: readonly ColumnValues<Row>[],
): readonly (readonly (string | number)[])[] {
  return [
    columns.map(({ label }) => label),
    ...rows.map((row) => columns.map(({ value, text = value }) => text(row))),
  ];
}
