import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { dataDamaged } from './store-error.ts';

/** The folder of a data folder in which its backups lie. */
export const backupsFolderName = 'backups';

/** How a file is called until it is found to be a good copy. */
const unfinishedEnding = '.part';
/** What SQLite keeps beside a database that is written to. */
const helperEndings = ['', '-journal', '-wal', '-shm'];

/** Whether that is the name of a copy that is in the making, or of what SQLite keeps beside it. */
export function isUnfinished(name: string): boolean {
  return helperEndings.some((ending) => name.endsWith(`.db${unfinishedEnding}${ending}`));
}

/** Pages that are copied at a stretch: at SQLite's own 4 KiB some milliseconds. */
const pagesPerStep = 500;

/**
 * Writes the database as one file in the place of any before it. The file is there only if it was read again and found sound, of
 * the same version and with as many rows in every table; until then nothing in its place changes. Throws AppError, SqliteError or
 * Node's own errors.
 */
export function copyAtOnce(database: Database, file: string): void {
  const unfinished = begun(file);
  try {
    // Not a copy of the file: closing any handle on it would release SQLite's lock (POSIX), and the log beside it would be missed.
    database.prepare('VACUUM INTO ?').run(unfinished);
    const copy = reread(unfinished);
    try {
      compare(database, copy, contentsOf(database), unsoundness(copy));
    } finally {
      copy.close();
    }
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/**
 * The same in steps, between which the database can be read and written: the copy is of the state when the last page was copied. The
 * longest step is to check the largest table, some hundred milliseconds for as many megabytes.
 */
export async function copyInSteps(database: Database, file: string, signal?: AbortSignal): Promise<void> {
  const unfinished = begun(file);
  try {
    await database.backup(unfinished, {
      progress: () => {
        signal?.throwIfAborted();
        return pagesPerStep;
      },
    });
    const contents = contentsOf(database);
    const copy = reread(unfinished);
    try {
      compare(database, copy, contents, await unsoundnessInSteps(copy, signal));
    } finally {
      copy.close();
    }
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** What SQLite finds wrong with a database, null if it is sound. */
export function unsoundness(database: Database): string | null {
  return found(database, 'integrity_check(1)');
}

/**
 * The same table after table, between which other work goes on. It does not see what only all tables together tell: that two claim one
 * page, or none does. Rejects with the reason of `signal` when it is aborted.
 */
export async function unsoundnessInSteps(database: Database, signal?: AbortSignal): Promise<string | null> {
  // With its own table SQLite looks at the list of the pages that are free.
  for (const table of ['sqlite_schema', ...tablesOf(database)]) {
    await setImmediate();
    signal?.throwIfAborted();
    const wrong = found(database, `integrity_check("${table}")`);
    if (wrong !== null) return wrong;
  }
  return null;
}

function found(database: Database, pragma: string): string | null {
  const text = z.string().parse(database.pragma(pragma, { simple: true }));
  return text === 'ok' ? null : text;
}

function begun(file: string): string {
  const unfinished = `${file}${unfinishedEnding}`;
  rmSync(unfinished, { force: true });
  return unfinished;
}

/** Makes the copy the one file that is all there is, brings it to the disk, and opens it to be read only. */
function reread(unfinished: string): Database {
  chmodSync(unfinished, 0o600);
  const copy = new SqliteDatabase(unfinished);
  // Of one that keeps a log nothing could be read where nothing can be written.
  copy.pragma('journal_mode = DELETE');
  copy.close();
  const descriptor = openSync(unfinished, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return new SqliteDatabase(unfinished, { readonly: true });
}

/** Throws AppError if the copy is unsound or does not hold these contents of the database. */
function compare(database: Database, copy: Database, contents: object, unsound: string | null): void {
  if (unsound === null && isDeepStrictEqual(contentsOf(copy), contents)) return;
  const original = unsoundness(database);
  if (original !== null) throw dataDamaged(database.name, original);
  throw new AppError(
    'data-folder-unwritable',
    `The backup ${copy.name} was not written as it should have been, so nothing was changed. Make sure that its disk works and has room, and try again.`,
    unsound ?? 'The copy does not hold what the database holds.',
  );
}

/** The version and how many rows each table has. */
function contentsOf(database: Database) {
  return {
    version: database.pragma('user_version', { simple: true }),
    rows: tablesOf(database).map((table) => [
      table,
      database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get(),
    ]),
  };
}

function tablesOf(database: Database): readonly string[] {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  return z.array(z.string()).parse(names.pluck().all());
}
