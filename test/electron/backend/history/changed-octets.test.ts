import SqliteDatabase, { type Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { assessor, emptyDatabase, idOf, reviewOfDatabase, sealInto, unprotected } from './history-fixture.ts';

/** What belongs to no assessment, or may change at any time. */
const besideTheSeal = new Set([
  'migration',
  'preferences',
  'trusted_authority',
  'pinned_certificate',
  'deletion',
  'tag',
]);

type Value = null | number | string | Buffer;

/** Each of these differs from the value by as little as can be. */
function changesOf(value: Value, type: string): readonly Value[] {
  if (value === null) return [type === 'INTEGER' ? 1 : type === 'BLOB' ? Buffer.from('x') : 'x'];
  if (typeof value === 'number') return [value + 1_000, -1 - value];
  if (value.length === 0) return [typeof value === 'string' ? 'x' : Buffer.from('x'), null];
  const places = [...new Set([0, Math.min(9, value.length - 1), value.length >> 1, value.length - 1])];
  return [...places.map((place) => flipped(value, place)), null];
}

function flipped(value: string | Buffer, place: number): string | Buffer {
  if (typeof value === 'string')
    return `${value.slice(0, place)}${value[place] === 'x' ? 'y' : 'x'}${value.slice(place + 1)}`;
  const octets = Buffer.from(value);
  octets[place] = (octets[place] ?? 0) ^ 1;
  return octets;
}

interface Change {
  readonly table: string;
  readonly column: string;
  readonly rowid: number;
  readonly value: Value;
}

function tablesOf(database: Database): readonly string[] {
  return database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
    .filter((table) => !besideTheSeal.has(table));
}

/** Every field of every row, whatever tables and columns there are. */
function* everyChange(database: Database): Generator<Change> {
  for (const table of tablesOf(database)) {
    const columns = database
      .prepare<[], { name: string; type: string; notnull: number; pk: number }>(`PRAGMA table_info(${table})`)
      .all();
    const rows = database
      .prepare<[], Record<string, Value> & { rowid: number }>(`SELECT rowid AS rowid, * FROM ${table}`)
      .all();
    for (const { rowid, ...row } of rows) {
      for (const { name, type, notnull, pk } of columns) {
        for (const value of changesOf(row[name] as Value, type)) {
          if (value === null && (notnull === 1 || pk > 0)) continue;
          yield { table, column: name, rowid, value };
        }
      }
    }
  }
}

async function sealedDatabase(): Promise<Database> {
  const database = emptyDatabase();
  await sealInto(reviewOfDatabase(database), idOf(1));
  return unprotected(database);
}

/** What Verify says of whatever assessment is there after the change. */
async function afterChange(octets: Buffer, { table, column, rowid, value }: Change) {
  const database = new SqliteDatabase(octets);
  database.pragma('ignore_check_constraints = ON');
  database.pragma('foreign_keys = OFF');
  database.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(value, rowid);
  const id = database.prepare<[], string>('SELECT id FROM assessment').pluck().get() ?? '';
  const verification = await reviewOfDatabase(database).seals.verify(id, assessor);
  database.close();
  return verification;
}

test('nothing is found where nothing was changed', async () => {
  const review = reviewOfDatabase(await sealedDatabase());
  expect(await review.seals.verify(idOf(1), assessor)).toMatchObject({
    outcome: 'intact',
    parts: 9,
    differences: [],
  });
});

test('the sample has rows in every table, so that no field is left out', async () => {
  const database = await sealedDatabase();
  const empty = tablesOf(database).filter(
    (table) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() === 0,
  );
  expect(empty).toEqual([]);
});

test('any changed field of any row is found', async () => {
  const database = await sealedDatabase();
  const octets = database.serialize();
  const missed: string[] = [];
  let count = 0;
  for (const change of everyChange(database)) {
    count += 1;
    const { outcome, differences } = await afterChange(octets, change);
    if (outcome !== 'changed' || differences.length === 0)
      missed.push(`${change.table}.${change.column} of row ${change.rowid}: ${String(change.value)}`);
  }
  expect(missed).toEqual([]);
  expect(count).toBeGreaterThan(400);
}, 120_000);

test('any row that is taken out is found', async () => {
  const database = await sealedDatabase();
  const octets = database.serialize();
  const missed: string[] = [];
  for (const table of tablesOf(database)) {
    // Without its row there is no assessment that could be asked about.
    if (table === 'assessment') continue;
    for (const rowid of database.prepare<[], number>(`SELECT rowid FROM ${table}`).pluck().all()) {
      const copy = new SqliteDatabase(octets);
      copy.pragma('foreign_keys = OFF');
      copy.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid);
      const { outcome } = await reviewOfDatabase(copy).seals.verify(idOf(1), assessor);
      copy.close();
      if (outcome !== 'changed') missed.push(`${table}, row ${rowid}`);
    }
  }
  expect(missed).toEqual([]);
});
