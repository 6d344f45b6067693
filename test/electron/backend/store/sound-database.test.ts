import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import {
  isSoundDatabase,
  isSoundDatabaseInSteps,
} from '../../../../electron/backend/store/sound-database.ts';
import { openStore } from '../../../../electron/backend/store/store.ts';
import { temporaryFolder } from './store-fixture.ts';

function newDatabase(): string {
  const folder = temporaryFolder();
  openStore(folder, { toolVersion: '0.1.0' }).close();
  return join(folder, 'hopcheck.db');
}

/** A database that was changed by hand. */
function changed(sql: string): string {
  const path = newDatabase();
  new SqliteDatabase(path).exec(sql).close();
  return path;
}

/** A database of which the first of the pages that are free is damaged. */
function withDamagedFreePage(): string {
  const path = changed('DROP TABLE draft; DROP TABLE preferences');
  const octets = readFileSync(path);
  const page = octets.readUInt32BE(32);
  if (page < 2) throw new Error('No page is free.');
  writeFileSync(path, octets.fill(0xff, (page - 1) * 4_096, page * 4_096));
  return path;
}

function fileOf(content: string): string {
  const path = join(temporaryFolder(), 'other.db');
  writeFileSync(path, content);
  return path;
}

const ways = [
  ['at once', async (path: string) => isSoundDatabase(path)],
  ['in steps', (path: string) => isSoundDatabaseInSteps(path)],
] as const;

describe.each(ways)('looked at %s', (_, isSound) => {
  test.each([
    ['new', true, newDatabase],
    ['with free pages', true, () => changed('DROP TABLE draft')],
    ['whose list of free pages is damaged', false, withDamagedFreePage],
    ['from a newer Hopcheck', false, () => changed('PRAGMA user_version = 999')],
    ['of another program', false, () => changed('PRAGMA application_id = 1')],
    ['that is empty', false, () => fileOf('')],
    ['that is none', false, () => fileOf('hello')],
    ['that is not there', false, () => join(temporaryFolder(), 'missing.db')],
  ])('a database %s is sound: %s, and nothing changes', async (_name, sound, make) => {
    const path = make();
    const content = () =>
      readdirSync(dirname(path)).map((name) => [name, readFileSync(join(dirname(path), name))]);
    const before = content();
    expect(await isSound(path)).toBe(sound);
    expect(content()).toEqual(before);
  });
});
