import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../electron/backend/store/open-database.ts';
import type { Migration } from '../../../../electron/backend/store/migrations.ts';
import { openStore } from '../../../../electron/backend/store/store.ts';
import {
  assessmentId,
  decision,
  failureOf,
  figures,
  openedStore,
  temporaryFolder,
  walkInto,
} from './store-fixture.ts';

const open = (folder: string) => openStore(folder, { toolVersion: '0.1.0' });

/** A data folder with an assessment of some size, closed. */
function filledFolder(): { readonly folder: string; readonly file: string } {
  const folder = temporaryFolder();
  const store = openedStore(folder);
  walkInto(store);
  for (let count = 0; count < 300; count += 1)
    store.recordDecisions(assessmentId, [decision({ comments: 'x'.repeat(500) })], figures);
  store.close();
  return { folder, file: join(folder, 'hopcheck.db') };
}

describe('a damaged database is refused, left as it is, and the message says how to go on:', () => {
  const damages: readonly (readonly [string, (file: string) => void])[] = [
    ['garbage', (file) => writeFileSync(file, 'This is a letter, not a database. '.repeat(300))],
    ['a few letters', (file) => writeFileSync(file, 'hello')],
    ['cut in the middle', (file) => truncateSync(file, 40_960)],
    [
      'bytes flipped in the middle',
      (file) =>
        writeFileSync(
          file,
          readFileSync(file).map((byte, at) => (at > 20_480 && at < 61_440 ? byte ^ 0xff : byte)),
        ),
    ],
    [
      'another program’s',
      (file) => {
        writeFileSync(file, '');
        new SqliteDatabase(file).exec('CREATE TABLE bookmarks (url TEXT)').close();
      },
    ],
    [
      'an impossible version',
      (file) => void new SqliteDatabase(file).exec('PRAGMA user_version = -1').close(),
    ],
    ['tables changed by hand', (file) => void new SqliteDatabase(file).exec('DROP TABLE draft').close()],
  ];

  test.each(damages)('%s', (_, damage) => {
    const { folder, file } = filledFolder();
    damage(file);
    const bytes = readFileSync(file);
    expect(failureOf(() => open(folder))).toEqual({
      code: 'data-damaged',
      message: `The database ${file} is damaged or was not written by Hopcheck. It was left as it is. If it cannot be opened, Hopcheck offers to restore a backup or to save what can be read (on the command line: "rescue"). You can also move the database, with any file whose name starts the same, to a safe place and start again; or start Hopcheck with another data folder (--data).`,
    });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});

test('evidence that was damaged within the file is not shown as if it were whole', () => {
  const { folder, file } = filledFolder();
  const database = new SqliteDatabase(file);
  database.exec(
    "DROP TRIGGER evidence_is_fixed; UPDATE evidence SET entries = CAST(substr(entries, 1, 60) || x'00' || substr(entries, 62) AS BLOB)",
  );
  database.close();
  const store = openedStore(folder);
  expect(failureOf(() => store.entries(assessmentId)).code).toBe('data-damaged');
});

test('a list of what was sent that was damaged within the file is not shown as if it were whole', () => {
  const { folder, file } = filledFolder();
  const database = new SqliteDatabase(file);
  database.exec(
    "DROP TRIGGER wire_log_is_fixed; UPDATE wire_log SET log = CAST(substr(log, 1, 60) || x'00' || substr(log, 62) AS BLOB)",
  );
  database.close();
  const store = openedStore(folder);
  expect(failureOf(() => store.wireLog(assessmentId)).code).toBe('data-damaged');
});

test('a JSON column that does not parse is damage', () => {
  const { folder, file } = filledFolder();
  new SqliteDatabase(file).exec("UPDATE assessment SET figures = '{'").close();
  const store = openedStore(folder);
  expect(failureOf(() => store.assessments()).code).toBe('data-damaged');
});

test('an empty file, as a start that was cut off leaves it, is a new database', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'hopcheck.db'), '');
  expect(openedStore(folder).assessments()).toEqual([]);
});

describe('a data folder that cannot be written', () => {
  const placements: readonly (readonly [string, (folder: string) => string])[] = [
    ['is a file', (folder) => join(folder, 'file')],
    ['lies below a file', (folder) => join(folder, 'file', 'data')],
    ['holds a folder in place of the database', (folder) => join(folder, 'full')],
  ];

  test.each(placements)('as it %s', (_, placed) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'full', 'hopcheck.db'), { recursive: true });
    expect(failureOf(() => open(placed(folder)))).toEqual({
      code: 'data-folder-unwritable',
      message: expect.stringMatching(/cannot read and write its database .*hopcheck\.db.*--data/),
    });
  });
});

test.runIf(process.platform === 'linux')(
  'a file system that denies the very parent folder is told as unwritable, not tried for ever',
  () => {
    expect(failureOf(() => open('/proc/hopcheck/data')).code).toBe('data-folder-unwritable');
  },
);

describe('migrations', () => {
  const first: Migration = {
    version: 1,
    name: 'notes',
    sql: "CREATE TABLE note (text TEXT) STRICT; INSERT INTO note VALUES ('kept')",
  };
  const second: Migration = {
    version: 2,
    name: 'authors',
    sql: "ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT 'unknown'",
  };
  const broken: Migration = {
    version: 2,
    name: 'broken',
    sql: 'ALTER TABLE note ADD COLUMN author TEXT; SELECT nonsense',
  };

  /** What a database holds after it was opened with these steps. */
  function openedWith(file: string, migrations: readonly Migration[], toolVersion: string) {
    const database = openDatabase(file, migrations, toolVersion);
    const notes = database.prepare('SELECT * FROM note').all();
    const steps = database
      .prepare('SELECT version, name, tool_version FROM migration ORDER BY version')
      .all();
    const version = database.pragma('user_version', { simple: true });
    database.close();
    return { version, notes, steps };
  }
  const afterFirst = {
    version: 1,
    notes: [{ text: 'kept' }],
    steps: [{ version: 1, name: 'notes', tool_version: '0.1.0' }],
  };
  const afterSecond = {
    version: 2,
    notes: [{ text: 'kept', author: 'unknown' }],
    steps: [...afterFirst.steps, { version: 2, name: 'authors', tool_version: '0.2.0' }],
  };

  test('bring a new database up without a backup, and an existing one with a backup that opens as before', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'hopcheck.db');
    expect(openedWith(file, [first], '0.1.0')).toEqual(afterFirst);
    expect(readdirSync(folder)).toEqual(['hopcheck.db']);
    expect(openedWith(file, [first, second], '0.2.0')).toEqual(afterSecond);
    expect([readdirSync(folder), readdirSync(join(folder, 'backups'))]).toEqual([
      ['backups', 'hopcheck.db'],
      ['hopcheck-before-2.db'],
    ]);
    expect(openedWith(join(folder, 'backups', 'hopcheck-before-2.db'), [first], '0.1.0')).toEqual(afterFirst);
  });

  test('do not begin without a backup', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'hopcheck.db');
    openedWith(file, [first], '0.1.0');
    writeFileSync(join(folder, 'backups'), '');
    expect(failureOf(() => openDatabase(file, [first, second], '0.2.0')).code).toBe('data-folder-unwritable');
    rmSync(join(folder, 'backups'));
    expect(openedWith(file, [first], '0.1.0')).toEqual(afterFirst);
    expect(readdirSync(folder)).toEqual(['hopcheck.db']);
  });

  test('that fail leave the database as it was, and can be tried again', () => {
    const file = join(temporaryFolder(), 'hopcheck.db');
    openedWith(file, [first], '0.1.0');
    expect(() => openDatabase(file, [first, broken], '0.2.0')).toThrow('nonsense');
    expect(openedWith(file, [first], '0.1.0')).toEqual(afterFirst);
    expect(openedWith(file, [first, second], '0.2.0')).toEqual(afterSecond);
  });

  test('from the future are refused: the message names the Hopcheck that is needed, the file is not touched', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'hopcheck.db');
    openedWith(file, [first, { ...second, version: 1_000 }], '0.2.0');
    const bytes = readFileSync(file);
    expect(failureOf(() => open(folder))).toEqual({
      code: 'data-from-newer-version',
      message: expect.stringMatching(
        /newer Hopcheck.*Nothing in it was touched.*Install Hopcheck 0\.2\.0 or newer.*--data/,
      ),
    });
    expect([readFileSync(file).equals(bytes), readdirSync(folder)]).toEqual([true, ['hopcheck.db']]);
  });
});
