import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { SqliteError, type Database } from 'better-sqlite3';
import { z } from 'zod';
import { createPrivateFolder, errorCode } from './private-folder.ts';
import { checkVersion, migrate } from './migrate.ts';
import type { Migration } from './migrations.ts';
import { dataDamaged, storeError } from './store-error.ts';

/** How long a Hopcheck that is just closing may keep the data folder before it counts as in use. */
const patienceMilliseconds = 1_000;

/**
 * Opens the database file, creating it and its folder for the user's own eyes (POSIX modes 0700 and 0600), checks it and brings it
 * up to date. It stays locked until it is closed: one running Hopcheck per data folder. Throws AppError.
 */
export function openDatabase(file: string, migrations: readonly Migration[], toolVersion: string): Database {
  try {
    createPrivately(file);
    const database = openLocked(file);
    try {
      const version = checkVersion(database, migrations.at(-1)?.version ?? 0);
      checkSoundness(database);
      database.pragma('journal_mode = WAL');
      // The wish for speed has no place here: a decision is on disk before the screen says so.
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
      database.pragma('trusted_schema = OFF');
      // So that the deletion within INSERT OR REPLACE meets the triggers, too.
      database.pragma('recursive_triggers = ON');
      // What is deleted is overwritten: SQLite alone would only forget where it lies.
      database.pragma('secure_delete = ON');
      // In KiB. With SQLite's own 2 MiB, large assessments spend their time on reading pages again.
      database.pragma('cache_size = -32768');
      // What undoes one statement: with triggers, SQLite would begin a file for every row that is written.
      database.pragma('temp_store = MEMORY');
      migrate(database, version, migrations, toolVersion);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw storeError(error, file);
  }
}

function createPrivately(file: string): void {
  createPrivateFolder(dirname(file));
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/**
 * Takes the lock for good. Two processes that start at the same moment can block each other, as each keeps a first, shared lock:
 * so whoever does not get it lets go of everything and tries again after a random pause.
 */
function openLocked(file: string): Database {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    const database = new SqliteDatabase(file, { timeout: 0 });
    try {
      database.pragma('locking_mode = EXCLUSIVE');
      database.exec('BEGIN EXCLUSIVE; COMMIT');
      return database;
    } catch (error) {
      database.close();
      const busy = error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > deadline) throw error;
      sleep(20 + Math.random() * 60);
    }
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function checkSoundness(database: Database): void {
  const found = z.string().parse(database.pragma('quick_check(1)', { simple: true }));
  if (found !== 'ok') throw dataDamaged(database.name, found);
}
