import type { Database } from 'better-sqlite3';
import { z } from 'zod';

/** A row as it lies in its table, by column. */
export type RawRow = Readonly<Record<string, unknown>>;

/** Rows with a rowid between these two, both exclusive, of which some or all could not be read. */
export interface Gap {
  readonly after: number;
  readonly before: number;
}

/** Tries for one table: even where a page with very many rows is gone the rescue has to end. */
const mostTries = 100_000;

/**
 * Hands over every row of a table that SQLite can still read, whatever lies between them, and returns where some could not be read. A
 * table that is not there at all is one gap. The rows come in no order; each carries its rowid as `rowid`.
 */
export function readableRows(database: Database, table: string, take: (row: RawRow) => void): readonly Gap[] {
  const everything = { after: 0, before: Number.POSITIVE_INFINITY };
  const scanner = scannerOf(database, table, take);
  if (scanner === null) return [everything];
  const gaps: Gap[] = [];
  let from = scanner.scan(0, everything.before);
  while (from !== null) {
    const next = scanner.readableAfter(from);
    gaps.push({ after: from, before: next });
    scanner.islands(from, next);
    from = next === everything.before ? null : scanner.scan(next - 1, everything.before);
  }
  return gaps;
}

const rowWithId = z.looseObject({ rowid: z.number().int() });

function scannerOf(database: Database, table: string, take: (row: RawRow) => void) {
  const select = prepared(
    database,
    // By the table itself: an index may be damaged where the table is not.
    // From a rowid on, not after it: the one before may lie on the page that is gone.
    `SELECT rowid AS rowid, * FROM "${table}" NOT INDEXED WHERE rowid >= ? AND rowid < ? ORDER BY rowid`,
  );
  if (select === null) return null;
  let tries = 0;

  /** Takes the rows between the two until one cannot be read; returns after which that was, null if all could. */
  const scan = (after: number, before: number): number | null => {
    tries += 1;
    let last = after;
    try {
      for (const found of select.iterate(after + 1, Math.min(before, Number.MAX_SAFE_INTEGER))) {
        const row = rowWithId.parse(found);
        if (row.rowid <= last) return last;
        last = row.rowid;
        take(row);
      }
      return null;
    } catch {
      return last;
    }
  };
  const isReadableAfter = (rowid: number): boolean => {
    tries += 1;
    try {
      return z.unknown().parse(select.get(rowid + 1, Number.MAX_SAFE_INTEGER)) !== null;
    } catch {
      return false;
    }
  };
  /** The rowid from which on rows can be read again; infinite if none can. The one right after `from` cannot. */
  const readableAfter = (from: number): number => {
    let step = 1;
    while (!isReadableAfter(from + step)) {
      step *= 2;
      if (step > 2 ** 40) return Number.POSITIVE_INFINITY;
    }
    let [unreadable, readable] = [Math.floor(step / 2), step];
    while (readable - unreadable > 1) {
      const middle = Math.floor((unreadable + readable) / 2);
      if (isReadableAfter(from + middle)) readable = middle;
      else unreadable = middle;
    }
    return from + readable + 1;
  };
  /** Takes what can be read between several rows that cannot. The first after `after` is one of those. */
  const islands = (after: number, before: number): void => {
    if (before - after <= 2 || before === Number.POSITIVE_INFINITY || tries > mostTries) return;
    const middle = Math.max(after + 2, Math.floor((after + before) / 2));
    islands(after, middle);
    const stopped = scan(middle - 1, before);
    if (stopped !== null) islands(stopped, before);
  };
  return { scan, readableAfter, islands };
}

function prepared(database: Database, sql: string) {
  try {
    return database.prepare<[number, number], unknown>(sql);
  } catch {
    return null;
  }
}
