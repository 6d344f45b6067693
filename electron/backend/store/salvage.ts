import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { KeptAssessment } from './salvage-rows.ts';
import type { Survey } from './salvage-survey.ts';

type Move = (table: string, rowid: number) => void;

/** The tables that belong to the work, those first that others refer to. `migration` tells of the database itself. */
export function workTables(database: Database): readonly string[] {
  return names(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").filter(
    (name) => name !== 'migration' && !name.startsWith('sqlite_'),
  );
}

/**
 * Moves every row that can be read into a new database of the same version, under the same numbers and octet by octet, so that seals
 * hold: the whole assessments, and what belongs to none. Returns the numbers of those that could not be moved. The triggers guard what
 * is written step by step; here it is written at once, so they sleep until the end, while all constraints are awake.
 */
export function moveWhole(from: Database, to: Database, survey: Survey): ReadonlySet<number> {
  const failed = new Set(survey.incomplete);
  const move = mover(from, to);
  const owned = rowsByOwner(survey);
  const moveOne = to.transaction((owner: number) => {
    for (const { table, rowid } of owned.get(owner) ?? []) move(table, rowid);
  });
  withoutTriggers(to, () => {
    for (const number of survey.assessments.keys())
      if (!failed.has(number) && !succeeds(() => moveOne(number))) failed.add(number);
    for (const { table, rowid } of owned.get(null) ?? []) succeeds(() => move(table, rowid));
    for (const number of failed) moveSeals(to, owned.get(number) ?? [], move);
    closeChain(to, survey.assessments);
  });
  return failed;
}

interface Place {
  readonly table: string;
  readonly rowid: number;
}

function rowsByOwner({ rows }: Survey): ReadonlyMap<number | null, readonly Place[]> {
  const owned = new Map<number | null, Place[]>();
  for (const [table, found] of rows)
    for (const { rowid, owner } of found) {
      const places = owned.get(owner) ?? [];
      owned.set(owner, places);
      places.push({ table, rowid });
    }
  return owned;
}

function mover(from: Database, to: Database): Move {
  const byTable = new Map<string, (rowid: number) => void>();
  const moverOf = (table: string) => {
    const known = new Set(columnsOf(from, table));
    const columns = columnsOf(to, table).filter((column) => known.has(column));
    const list = columns.map((column) => `"${column}"`).join(', ');
    const select = from
      .prepare<[number], unknown[]>(`SELECT ${list} FROM "${table}" NOT INDEXED WHERE rowid = ?`)
      .raw();
    const insert = to.prepare(
      `INSERT INTO "${table}" (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    return (rowid: number) => void insert.run(...(select.get(rowid) ?? []));
  };
  return (table, rowid) => {
    const moveRow = byTable.get(table) ?? moverOf(table);
    byTable.set(table, moveRow);
    moveRow(rowid);
  };
}

function columnsOf(database: Database, table: string): readonly string[] {
  return names(database, `SELECT name FROM pragma_table_info('${table}')`);
}

/** What is chained stays for the seals that come after it, although its assessment does not. */
function moveSeals(to: Database, places: readonly Place[], move: Move): void {
  for (const { table, rowid } of places) if (table === 'seal') succeeds(() => move(table, rowid));
  if (hasTable(to, 'seal'))
    to.exec('DELETE FROM seal WHERE position IS NULL AND assessment NOT IN (SELECT id FROM assessment)');
}

/** The chain tells of an assessment that is no longer there as of one that was deleted. */
function closeChain(to: Database, assessments: ReadonlyMap<number, KeptAssessment>): void {
  if (!hasTable(to, 'seal')) return;
  const orphans = names(
    to,
    'SELECT assessment FROM seal WHERE assessment NOT IN (SELECT id FROM assessment UNION SELECT assessment FROM deletion)',
  );
  const insert = to.prepare(`
    INSERT INTO deletion (assessment, organization, finished_at, completed_at, deleted_at, deleted_by)
    VALUES (?, ?, ?, ?, strftime('%FT%H:%M:%fZ'), 'Hopcheck, as its rows were damaged')`);
  const byId = new Map([...assessments.values()].map((assessment) => [assessment.id, assessment]));
  for (const id of orphans) {
    const { organizationName = null, finishedAt = null, completedAt = null } = byId.get(id) ?? {};
    insert.run(id, organizationName ?? '', finishedAt, completedAt);
  }
}

function hasTable(database: Database, table: string): boolean {
  return workTables(database).includes(table);
}

/** Does the work in one transaction, in which no trigger acts; they are all back at its end. */
function withoutTriggers(database: Database, work: () => void): void {
  const triggers = z
    .array(z.object({ name: z.string(), sql: z.string() }))
    .parse(database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all());
  database
    .transaction(() => {
      for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
      work();
      for (const { sql } of triggers) database.exec(sql);
    })
    .immediate();
}

function succeeds(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function names(database: Database, sql: string): readonly string[] {
  return z.array(z.string()).parse(database.prepare(sql).pluck().all());
}
