import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { readableRows } from '../../../../electron/backend/store/damaged-rows.ts';
import { temporaryFolder } from './store-fixture.ts';

const pageSize = 4_096;
const rowCount = 3_000;

/** A table of notes, and the rowids on each of its leaf pages. */
function notes(rowids: (index: number) => number = (index) => index) {
  const file = join(temporaryFolder(), 'notes.db');
  const database = new SqliteDatabase(file);
  database.exec('CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT)');
  const insert = database.prepare('INSERT INTO note VALUES (?, ?)');
  database.transaction(() => {
    for (let index = 1; index <= rowCount; index += 1)
      insert.run(rowids(index), `note ${index} ${'x'.repeat(200)}`);
  })();
  const pages = database.prepare<[string], { readonly pageno: number; readonly ncell: number }>(
    "SELECT pageno, ncell FROM dbstat WHERE name = 'note' AND pagetype = ? ORDER BY path",
  );
  const [leaves, inner] = [pages.all('leaf'), pages.all('internal')];
  database.close();
  return { file, leaves, inner };
}

function damage(file: string, pages: readonly number[]): void {
  const octets = readFileSync(file);
  for (const page of pages) octets.fill(0xff, (page - 1) * pageSize, page * pageSize);
  writeFileSync(file, octets);
}

function read(file: string) {
  const database = new SqliteDatabase(file, { readonly: true });
  onTestFinished(() => void database.close());
  const found: number[] = [];
  const gaps = readableRows(database, 'note', ({ rowid }) => found.push(Number(rowid)));
  return { found: found.toSorted((one, other) => one - other), gaps };
}

const all = Array.from({ length: rowCount }, (_, index) => index + 1);

test('of a sound table all rows are read, and there is no gap', () => {
  expect(read(notes().file)).toEqual({ found: all, gaps: [] });
});

test.each([
  ['the first', [0]],
  ['one in the middle', [50]],
  ['two beside each other', [50, 51]],
  ['two with one between them that is sound', [50, 52]],
  ['many, every second', [10, 12, 14, 16, 18, 20]],
])('what lies on other pages than those that are gone is read: %s', (_, which) => {
  const { file, leaves } = notes();
  damage(
    file,
    which.map((index) => leaves[index]?.pageno ?? 0),
  );
  let first = 1;
  const lost = leaves.flatMap(({ ncell }, index) => {
    const rowids = Array.from({ length: ncell }, (__, cell) => first + cell);
    first += ncell;
    return which.includes(index) ? rowids : [];
  });
  const { found, gaps } = read(file);
  expect(found).toEqual(all.filter((rowid) => !lost.includes(rowid)));
  expect(lost.filter((rowid) => !gaps.some(({ after, before }) => after < rowid && rowid < before))).toEqual(
    [],
  );
});

test('the last page that is gone is a gap without an end', () => {
  const { file, leaves } = notes();
  damage(file, [leaves.at(-1)?.pageno ?? 0]);
  const { found, gaps } = read(file);
  expect(gaps).toEqual([{ after: found.at(-1), before: Number.POSITIVE_INFINITY }]);
  expect(found).toEqual(all.slice(0, found.length));
});

test('rows far apart are found again behind a gap', () => {
  const far = (index: number) => (index <= 1_500 ? index : index + 1_000_000_000);
  const { file, leaves } = notes(far);
  damage(
    file,
    leaves.slice(40, 60).map(({ pageno }) => pageno),
  );
  const { found, gaps } = read(file);
  expect(found.length).toBe(rowCount - leaves.slice(40, 60).reduce((sum, { ncell }) => sum + ncell, 0));
  expect([found.at(-1), gaps.length]).toEqual([far(rowCount), 1]);
});

test('a tree whose root is gone, and a table that is not there, are one gap', () => {
  const { file, inner } = notes();
  damage(file, [inner[0]?.pageno ?? 0]);
  const nothing = { found: [], gaps: [{ after: 0, before: Number.POSITIVE_INFINITY }] };
  expect(read(file)).toEqual(nothing);
  const empty = join(temporaryFolder(), 'empty.db');
  new SqliteDatabase(empty).exec('CREATE TABLE other (text TEXT)').close();
  expect(read(empty)).toEqual(nothing);
});
