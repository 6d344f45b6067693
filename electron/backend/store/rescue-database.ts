import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { findBackup, type BackupFile } from './backups.ts';
import { copyDatabase } from './database-files.ts';
import { fragmentOf, type Fragment } from './fragment.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { moveWhole, workTables } from './salvage.ts';
import { survey } from './salvage-survey.ts';
import { isSoundDatabase } from './sound-database.ts';
import { databaseFileName } from './store.ts';

/** What came of reading a damaged database. */
export interface Salvage {
  /** Assessments that are not whole, to be put together from what is left. */
  readonly fragments: readonly Fragment[];
  /** How many assessments left rows, but not their own. */
  readonly nameless: number;
  /** Tables of which not every row could be read. */
  readonly lossy: ReadonlySet<string>;
}

/** Copies a sound backup into another folder, as its database. Throws AppError `not-found` or `data-damaged`, or Node's own errors. */
export function takeBackup(dataFolder: string, name: string, target: string): BackupFile['facts'] {
  const found = findBackup(dataFolder, name);
  if (found === null)
    throw new AppError('not-found', 'This backup is no longer there. Choose another one.', name);
  const file = join(target, databaseFileName);
  copyFileSync(found.path, file);
  chmodSync(file, 0o600);
  // Looked at again and as a whole, as it is what counts from now on.
  if (!isSoundDatabase(file))
    throw new AppError('data-damaged', 'This backup is damaged itself. Choose another one.', name);
  return found.facts;
}

/**
 * Reads a copy of the damaged database of a data folder row by row, and writes what is whole into a new database, both in the folder
 * `target`; the damaged files themselves are only read. Throws AppError or Node's own errors if the new one cannot be written.
 */
export function salvageDatabase(dataFolder: string, target: string, toolVersion: string): Salvage {
  const copy = join(target, 'damaged.db');
  copyDatabase(join(dataFolder, databaseFileName), copy);
  const from = new SqliteDatabase(copy);
  try {
    const version = readVersion(from);
    const to = openDatabase(join(target, databaseFileName), migrations.slice(0, version), toolVersion);
    try {
      return salvageInto(from, to);
    } finally {
      to.close();
    }
  } finally {
    from.close();
  }
}

function salvageInto(from: Database, to: Database): Salvage {
  const found = survey(from, workTables(to));
  const failed = moveWhole(from, to, found);
  return {
    fragments: [...failed]
      .toSorted((one, other) => one - other)
      .flatMap((number) => fragmentOf(from, found, number) ?? []),
    nameless: found.nameless,
    lossy: found.lossy,
  };
}

/** The version of the data, the newest if that cannot be read. Makes the database readable in spite of a damaged schema. */
function readVersion(database: Database): number {
  const newest = migrations.at(-1)?.version ?? 0;
  try {
    database.unsafeMode(true);
    database.pragma('writable_schema = ON');
    return z
      .number()
      .int()
      .min(1)
      .max(newest)
      .catch(newest)
      .parse(database.pragma('user_version', { simple: true }));
  } catch {
    return newest;
  }
}
