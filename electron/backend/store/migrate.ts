import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Migration } from './migrations.ts';
import { createPrivateFolder } from './private-folder.ts';
import { dataDamaged } from './store-error.ts';
import { backupsFolderName, copyAtOnce } from './verified-copy.ts';

/** "Hop4" in ASCII: tells a Hopcheck database from any other SQLite file. Never changes. */
const applicationId = 0x486f7034;

const integer = z.number().int();

/**
 * The database's version, 0 for a new and empty one. Throws AppError `data-damaged` for another program's database and
 * `data-from-newer-version` for one from the future; only reads.
 */
export function checkVersion(database: Database, newest: number): number {
  const pragma = (name: string) => integer.parse(database.pragma(name, { simple: true }));
  const version = pragma('user_version');
  const id = pragma('application_id');
  if (id !== applicationId || version < 1) {
    const objects = integer.parse(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
    if (id === 0 && version === 0 && objects === 0) return 0;
    throw dataDamaged(
      database.name,
      `application_id is ${id}, user_version is ${version}: not a Hopcheck database.`,
    );
  }
  if (version > newest) throw fromNewerVersion(database, version, newest);
  return version;
}

/**
 * Brings the database from `version` to the newest of `migrations`, each step in one transaction. An existing database is first
 * copied to `backups/hopcheck-before-<new version>.db`; if that copy is not as good as the database, no step is begun.
 */
export function migrate(
  database: Database,
  version: number,
  migrations: readonly Migration[],
  toolVersion: string,
): void {
  const steps = migrations.filter((migration) => migration.version > version);
  const newest = steps.at(-1);
  if (newest === undefined) return;
  if (version > 0) {
    const folder = join(dirname(database.name), backupsFolderName);
    createPrivateFolder(folder);
    copyAtOnce(database, join(folder, `hopcheck-before-${newest.version}.db`));
  }
  for (const step of steps) database.transaction(() => apply(database, step, toolVersion)).immediate();
}

function apply(database: Database, step: Migration, toolVersion: string): void {
  // Kept outside the numbered steps, in this shape for ever: an older Hopcheck reads in it which one it needs.
  database.exec(`CREATE TABLE IF NOT EXISTS migration (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, tool_version TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT (strftime('%FT%H:%M:%fZ'))
  ) STRICT`);
  database.exec(step.sql);
  database
    .prepare('INSERT INTO migration (version, name, tool_version) VALUES (?, ?, ?)')
    .run(step.version, step.name, toolVersion);
  database.pragma(`application_id = ${applicationId}`);
  database.pragma(`user_version = ${step.version}`);
}

function fromNewerVersion(database: Database, version: number, newest: number): AppError {
  const needed = neededVersion(database);
  return new AppError(
    'data-from-newer-version',
    `The database ${database.name} was last used by a newer Hopcheck. Nothing in it was touched. Install ${needed === null ? 'that newer version' : `Hopcheck ${needed} or newer`}, or start this one with another data folder (--data).`,
    `The data has version ${version}, this Hopcheck knows versions up to ${newest}.`,
  );
}

/** The Hopcheck that brought the database to its version; null if the database does not tell. */
function neededVersion(database: Database): string | null {
  const known = database
    .prepare("SELECT count(*) FROM pragma_table_info('migration') WHERE name IN ('version', 'tool_version')")
    .pluck()
    .get();
  if (known !== 2) return null;
  const newest = database
    .prepare('SELECT tool_version FROM migration ORDER BY version DESC LIMIT 1')
    .pluck()
    .get();
  return z
    .string()
    .nullable()
    .catch(null)
    .parse(newest ?? null);
}
