import { existsSync, rmSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { checkVersion } from './migrate.ts';
import { migrations } from './migrations.ts';
import { unsoundness, unsoundnessInSteps } from './verified-copy.ts';

/** Whether a file is a database that this Hopcheck can open, and sound. Nothing of it changes. */
export function isSoundDatabase(path: string): boolean {
  try {
    const { database, close } = openToLook(path);
    try {
      return unsoundness(database) === null;
    } finally {
      close();
    }
  } catch {
    return false;
  }
}

/**
 * The same in steps, between which other work goes on, as far as {@link unsoundnessInSteps} sees. Rejects with the reason of `signal`
 * when it is aborted.
 */
export async function isSoundDatabaseInSteps(path: string, signal?: AbortSignal): Promise<boolean> {
  try {
    const { database, close } = openToLook(path);
    try {
      return (await unsoundnessInSteps(database, signal)) === null;
    } finally {
      close();
    }
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

interface Opened {
  readonly database: Database;
  readonly close: () => void;
}

/** Opens a database of a version that this Hopcheck knows. Throws if it is none. */
function openToLook(path: string): Opened {
  // For a database that keeps a log SQLite makes these, even to read it.
  const helpers = [`${path}-wal`, `${path}-shm`].filter((helper) => !existsSync(helper));
  const database = new SqliteDatabase(path, { readonly: true });
  const close = () => {
    database.close();
    for (const helper of helpers) rmSync(helper, { force: true });
  };
  try {
    if (checkVersion(database, migrations.at(-1)?.version ?? 0) === 0) throw new Error('It is empty.');
    return { database, close };
  } catch (error) {
    close();
    throw error;
  }
}
