import type { Status } from '../../shared/stig/status.ts';
import { wordsOf } from './text-filter.ts';

/** Which rows of a result table are shown; null and empty let everything through. */
export interface RowFilter {
  /** Words that all occur somewhere in the row. */
  readonly text: string;
  readonly status: Status | null;
  /** Name of an administrative group, exactly. */
  readonly group: string | null;
  /** Part of the name of a server. */
  readonly server: string;
  readonly decided: boolean | null;
}

export const noFilter: RowFilter = { text: '', status: null, group: null, server: '', decided: null };

/** What a filter looks at; a part that a table does not have is undefined and never filters. */
export interface FilteredRow {
  readonly status?: Status;
  readonly group?: string;
  readonly server?: string;
  /** Null where nothing is to be decided. */
  readonly decided?: boolean | null;
}

/** Whether a filter holds anything back. */
export function isFiltering(filter: RowFilter): boolean {
  return (
    wordsOf(filter.text).length > 0 ||
    filter.server.trim() !== '' ||
    filter.status !== null ||
    filter.group !== null ||
    filter.decided !== null
  );
}

/** The rows that a filter lets through, in their order. `searchedText` is what the words are looked for in, in lower case. */
export function filterRows<Row extends FilteredRow>(
  rows: readonly Row[],
  { text, status, group, server, decided }: RowFilter,
  searchedText: (row: Row) => string,
): readonly Row[] {
  const words = wordsOf(text);
  const serverPart = server.trim().toLowerCase();
  const tests: ((row: Row) => boolean)[] = [];
  if (status !== null) tests.push((row) => row.status === undefined || row.status === status);
  if (group !== null) tests.push((row) => row.group === undefined || row.group === group);
  if (decided !== null) tests.push((row) => row.decided === undefined || row.decided === decided);
  if (serverPart !== '')
    tests.push(({ server: name }) => name === undefined || name.toLowerCase().includes(serverPart));
  // The dearest test comes last: it looks at every text of the row.
  if (words.length > 0)
    tests.push((row) => {
      const searched = searchedText(row);
      return words.every((word) => searched.includes(word));
    });
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)));
}

/** The different values of a part of the rows, in the order in which they first occur. */
export function valuesOf<Row>(
  rows: readonly Row[],
  part: (row: Row) => string | undefined,
): readonly string[] {
  const values = new Set<string>();
  for (const row of rows) {
    const value = part(row);
    if (value !== undefined) values.add(value);
  }
  return [...values];
}

/** Whether a part of the rows has more different values than `few`; looks no further than it must. */
export function hasMoreValues<Row>(
  rows: readonly Row[],
  part: (row: Row) => string | undefined,
  few: number,
): boolean {
  const values = new Set<string>();
  return rows.some((row) => {
    const value = part(row);
    return value !== undefined && values.add(value).size > few;
  });
}

/** Names that contain a part, `most` of them: names that begin with it first. */
export function suggestions(names: readonly string[], part: string, most: number): readonly string[] {
  const text = part.trim().toLowerCase();
  if (text === '') return names.slice(0, most);
  const found = names.filter((name) => name.toLowerCase().includes(text));
  const [first, rest] = [true, false].map((begins) =>
    found.filter((name) => name.toLowerCase().startsWith(text) === begins),
  );
  return [...(first ?? []), ...(rest ?? [])].slice(0, most);
}
