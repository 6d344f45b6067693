import { readdirSync, rmSync, statSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Backup } from '../../../shared/history/rescue.ts';
import { createPrivateFolder, errorCode } from './private-folder.ts';
import { isSoundDatabaseInSteps } from './sound-database.ts';
import { backupsFolderName, copyInSteps, isUnfinished } from './verified-copy.ts';

/** How many of the backups that are made by themselves are kept. */
const automaticallyKept = 3;

/** Made by themselves, named after the time: `hopcheck-2026-11-25T08-30-00-000Z.db`. */
const automatic = /^hopcheck-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/;
/** Made before the data was brought to a newer version. Earlier Hopchecks put them beside the database. */
const beforeMigration = /^hopcheck-before-\d+\.db$/;

/** A backup that was not opened yet. */
export interface BackupFile {
  readonly path: string;
  readonly facts: Omit<Backup, 'sound'>;
  /** What it is known by: its path, size and time. */
  readonly key: string;
}

/**
 * All backups of a data folder, newest first. Each is opened and checked once, and again when it has changed, in steps between which
 * other work goes on. Rejects with the reason of `signal` when it is aborted.
 */
export function listBackups(dataFolder: string, signal?: AbortSignal): Promise<readonly Backup[]> {
  return inTurn(async () => {
    const backups: Backup[] = [];
    for (const file of backupFiles(dataFolder))
      backups.push({ ...file.facts, sound: await isSound(file, signal) });
    return backups.toSorted(newestFirst);
  });
}

/** The backup that {@link listBackups} calls so; null if there is none. */
export function findBackup(dataFolder: string, name: string): BackupFile | null {
  return backupFiles(dataFolder).find(({ facts }) => facts.name === name) ?? null;
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
  // None that is just looked at: on Windows nothing goes away while it is open.
  await inTurn(async () => removeOldest(folder));
}

function removeOldest(folder: string): void {
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

function backupFiles(dataFolder: string): readonly BackupFile[] {
  const folder = join(dataFolder, backupsFolderName);
  const kept = namesIn(folder).filter((name) => name.endsWith('.db'));
  const beside = namesIn(dataFolder).filter((name) => beforeMigration.test(name) && !kept.includes(name));
  return [
    ...kept.map((name) => backupFile(name, join(folder, name))),
    ...beside.map((name) => backupFile(name, join(dataFolder, name))),
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

function backupFile(name: string, path: string): BackupFile {
  const stats = statSync(path);
  const [, day, hour, minute, second, milliseconds] = automatic.exec(name) ?? [];
  // The name outlives being copied, the time of the file does not.
  const madeAt =
    day === undefined ? stats.mtime.toISOString() : `${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  return { path, facts: { name, madeAt, bytes: stats.size }, key: keyOf(path, stats) };
}

function keyOf(path: string, { size, mtime }: Pick<Stats, 'size' | 'mtime'>): string {
  return `${path} ${size} ${mtime.getTime()}`;
}

/** Whether they are sound, by key, as looking takes long. */
const known = new Map<string, boolean>();

async function isSound({ path, key }: BackupFile, signal?: AbortSignal): Promise<boolean> {
  const sound = known.get(key) ?? (await isSoundDatabaseInSteps(path, signal));
  known.set(key, sound);
  return sound;
}

/** One after the other, so that nothing is looked at twice at the same time. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = lastTurn.then(work);
  lastTurn = done.catch(() => undefined);
  return done;
}
/** Settles when the last work that was asked for is done; never rejects. */
let lastTurn: Promise<unknown> = Promise.resolve();

function newestFirst(one: Backup, other: Backup): number {
  return one.madeAt < other.madeAt ? 1 : one.madeAt > other.madeAt ? -1 : one.name.localeCompare(other.name);
}
