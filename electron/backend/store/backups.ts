import { existsSync, readdirSync, rmSync, statSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Backup } from '../../../shared/history/rescue.ts';
import { checkVersion } from './migrate.ts';
import { migrations } from './migrations.ts';
import { createPrivateFolder, errorCode } from './private-folder.ts';
import { backupsFolderName, copyInSteps, isUnfinished, unsoundness } from './verified-copy.ts';

/** How many of the backups that are made by themselves are kept. */
const automaticallyKept = 3;

/** Made by themselves, named after the time: `hopcheck-2026-11-25T08-30-00-000Z.db`. */
const automatic = /^hopcheck-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/;
/** Made before the data was brought to a newer version. Earlier Hopchecks put them beside the database. */
const beforeMigration = /^hopcheck-before-\d+\.db$/;

/** All backups of a data folder, newest first. Each is opened and checked once, and again when it has changed. */
export function listBackups(dataFolder: string): readonly Backup[] {
  return backupFiles(dataFolder)
    .map(({ name, path }) => backup(name, path))
    .toSorted(newestFirst);
}

/** The path of the backup that {@link listBackups} calls so; null if there is none. */
export function pathOfBackup(dataFolder: string, name: string): string | null {
  return backupFiles(dataFolder).find((file) => file.name === name)?.path ?? null;
}

/**
 * Makes a backup in steps, between which other work goes on, and removes the oldest of those that were made by themselves. Throws
 * what {@link copyInSteps} throws; then the older ones are all still there.
 */
export async function keepBackup(database: Database, now: Date, signal?: AbortSignal): Promise<void> {
  const folder = join(dirname(database.name), backupsFolderName);
  createPrivateFolder(folder);
  const path = join(folder, `hopcheck-${now.toISOString().replaceAll(/[:.]/g, '-')}.db`);
  await copyInSteps(database, path, signal);
  known.set(keyOf(path, statSync(path)), true);
  const made = namesIn(folder)
    .filter((name) => automatic.test(name))
    .toSorted();
  for (const name of made.slice(0, -automaticallyKept)) rmSync(join(folder, name));
}

/**
 * Removes what is left of backups that were cut off in the making, by a kill or a loss of power. Only to be called by whoever has the
 * data folder for itself. What cannot be removed now is at the next start.
 */
export function removeUnfinished(dataFolder: string): void {
  const folder = join(dataFolder, backupsFolderName);
  try {
    for (const name of namesIn(folder).filter(isUnfinished)) rmSync(join(folder, name), { force: true });
  } catch {
    // Nothing depends on it.
  }
}

function backupFiles(dataFolder: string): readonly { readonly name: string; readonly path: string }[] {
  const folder = join(dataFolder, backupsFolderName);
  const kept = namesIn(folder).filter((name) => name.endsWith('.db'));
  const beside = namesIn(dataFolder).filter((name) => beforeMigration.test(name) && !kept.includes(name));
  return [
    ...kept.map((name) => ({ name, path: join(folder, name) })),
    ...beside.map((name) => ({ name, path: join(dataFolder, name) })),
  ];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

function backup(name: string, path: string): Backup {
  const { size, mtime } = statSync(path);
  const [, day, hour, minute, second, milliseconds] = automatic.exec(name) ?? [];
  return {
    name,
    // The name outlives being copied, the time of the file does not.
    madeAt: day === undefined ? mtime.toISOString() : `${day}T${hour}:${minute}:${second}.${milliseconds}Z`,
    bytes: size,
    sound: isSound(path, keyOf(path, { size, mtime })),
  };
}

/** By path, size and time, as looking takes long. */
const known = new Map<string, boolean>();

function keyOf(path: string, { size, mtime }: Pick<Stats, 'size' | 'mtime'>): string {
  return `${path} ${size} ${mtime.getTime()}`;
}

function isSound(path: string, key: string): boolean {
  const before = known.get(key);
  if (before !== undefined) return before;
  const sound = isSoundDatabase(path);
  known.set(key, sound);
  return sound;
}

/** Whether a file is a database that this Hopcheck can open, and sound. Nothing of it changes. */
export function isSoundDatabase(path: string): boolean {
  // For a database that keeps a log SQLite makes these, even to read it.
  const helpers = [`${path}-wal`, `${path}-shm`].filter((helper) => !existsSync(helper));
  try {
    const database = new SqliteDatabase(path, { readonly: true });
    try {
      return checkVersion(database, migrations.at(-1)?.version ?? 0) > 0 && unsoundness(database) === null;
    } finally {
      database.close();
    }
  } catch {
    return false;
  } finally {
    for (const helper of helpers) rmSync(helper, { force: true });
  }
}

function newestFirst(one: Backup, other: Backup): number {
  return one.madeAt < other.madeAt ? 1 : one.madeAt > other.madeAt ? -1 : one.name.localeCompare(other.name);
}
