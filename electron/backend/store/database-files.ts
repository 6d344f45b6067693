import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, openSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPrivateFolder } from './private-folder.ts';

/** SQLite's log, which is part of the database, and the index of that log, which is made anew whenever it is missing. */
const log = '-wal';
const logIndex = '-shm';

/** Copies a database that nobody has open, with its log, to another place. */
export function copyDatabase(file: string, target: string): void {
  copyFileSync(file, target);
  if (existsSync(`${file}${log}`)) copyFileSync(`${file}${log}`, `${target}${log}`);
}

/**
 * Puts a whole, closed database in the place of another, which is kept with its log in a folder of its own beside it; returns the path
 * of that folder. Stopped at any moment, the data folder never is without a database, and none gets the log of another.
 */
export function replaceDatabase(file: string, replacement: string, now: Date): string {
  const keptIn = join(dirname(file), `damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`);
  createPrivateFolder(keptIn);
  const keptAs = join(keptIn, 'hopcheck.db');
  const isLinked = linked(file, keptAs);
  for (const ending of [log, logIndex])
    if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${keptAs}${ending}`);
  if (!isLinked) renameSync(file, keptAs);
  renameSync(replacement, file);
  for (const folder of [keptIn, dirname(file)]) toDisk(folder);
  return keptIn;
}

/** Not every file system has a second name for a file. */
function linked(file: string, second: string): boolean {
  try {
    linkSync(file, second);
    return true;
  } catch {
    return false;
  }
}

/** So that the new names outlive a power cut; Windows has no such thing for folders. */
function toDisk(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
