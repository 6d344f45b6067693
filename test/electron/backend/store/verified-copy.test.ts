import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { copyAtOnce, copyInSteps, unsoundness } from '../../../../electron/backend/store/verified-copy.ts';
import { temporaryFolder } from './store-fixture.ts';

function notes(folder: string): Database {
  const database = new SqliteDatabase(join(folder, 'notes.db'));
  onTestFinished(() => void database.close());
  database.exec(
    "PRAGMA user_version = 7; CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('one'), ('two')",
  );
  return database;
}

const ways = [
  ['at once', async (database: Database, file: string) => copyAtOnce(database, file)],
  ['in steps', (database: Database, file: string) => copyInSteps(database, file)],
] as const;

describe.each(ways)('a copy made %s', (_, copy) => {
  test('takes the place of an older one', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'copy.db');
    writeFileSync(file, 'old');
    writeFileSync(`${file}.part`, 'of a copy that was killed');
    await copy(notes(folder), file);
    const made = new SqliteDatabase(file, { readonly: true });
    expect([
      made.pragma('user_version', { simple: true }),
      made.prepare('SELECT text FROM note').pluck().all(),
    ]).toEqual([7, ['one', 'two']]);
    made.close();
    expect(readdirSync(folder).toSorted()).toEqual(['copy.db', 'notes.db']);
  });

  test('is thrown away, and the older one kept, if it does not hold what the database holds', async () => {
    const folder = temporaryFolder();
    const database = notes(folder);
    // What the connection reads by this name is not what is copied.
    database.exec("CREATE TEMP TABLE note (text TEXT); INSERT INTO temp.note VALUES ('three')");
    const file = join(folder, 'copy.db');
    writeFileSync(file, 'old');
    await expect(copy(database, file)).rejects.toMatchObject({
      code: 'data-folder-unwritable',
      message: expect.stringMatching(
        /backup .*copy\.db.* was not written as it should have been, so nothing was changed/,
      ),
    });
    expect([readFileSync(file, 'utf8'), readdirSync(folder).toSorted()]).toEqual([
      'old',
      ['copy.db', 'notes.db'],
    ]);
  });
});

/** A database with a row that its index does not know. */
function withUnsoundIndex(file: string): Database {
  const declared = (sql: string) => {
    const database = new SqliteDatabase(file);
    database.unsafeMode(true);
    database.pragma('writable_schema = ON');
    database.prepare("UPDATE sqlite_schema SET sql = ? WHERE name = 'by_text'").run(sql);
    database.close();
    return new SqliteDatabase(file);
  };
  declared("CREATE INDEX by_text ON note (text) WHERE text <> 'three'")
    .exec("INSERT INTO note VALUES ('three')")
    .close();
  return declared('CREATE INDEX by_text ON note (text)');
}

test('a copy of a database that is unsound itself is refused as damage', async () => {
  const folder = temporaryFolder();
  notes(folder).exec('CREATE INDEX by_text ON note (text)').close();
  const unsound = withUnsoundIndex(join(folder, 'notes.db'));
  onTestFinished(() => void unsound.close());
  expect(unsoundness(unsound)).toMatch(/index by_text/);
  await expect(copyInSteps(unsound, join(folder, 'copy.db'))).rejects.toMatchObject({ code: 'data-damaged' });
  expect(readdirSync(folder)).toEqual(['notes.db']);
});
