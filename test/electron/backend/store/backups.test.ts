import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findBackup, listBackups } from '../../../../electron/backend/store/backups.ts';
import { openStore, type Store } from '../../../../electron/backend/store/store.ts';
import type { Backup } from '../../../../shared/history/rescue.ts';
import {
  assessmentId,
  decision,
  figures,
  firstSubject,
  openedStore,
  temporaryFolder,
  walkInto,
} from './store-fixture.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute));
const nameAt = (minute: number) => `hopcheck-2026-03-01T09-${String(minute).padStart(2, '0')}-00-000Z.db`;

/** A data folder with some hundred kilobytes, opened. */
function filledStore() {
  const folder = temporaryFolder();
  const store = openedStore(folder);
  walkInto(store);
  const comments = 'x'.repeat(10_000);
  for (let count = 0; count < 400; count += 1)
    store.recordDecisions(assessmentId, [decision({ comments })], figures);
  return { folder, store };
}

test('a copy is one file for this account alone that opens as what it was made of', async () => {
  const { store } = filledStore();
  const target = temporaryFolder();
  await store.backUpTo(join(target, 'hopcheck.db'));
  const files = readdirSync(target);
  const mode = statSync(join(target, 'hopcheck.db')).mode & 0o777;
  const copy = openedStore(target);
  expect({ files, mode }).toEqual({
    files: ['hopcheck.db'],
    mode: process.platform === 'win32' ? 0o666 : 0o600,
  });
  expect(copy.assessments()).toEqual(store.assessments());
  expect(copy.decisionsOn(assessmentId, firstSubject)).toEqual(store.decisionsOn(assessmentId, firstSubject));
});

test('while a copy is made work goes on; the copy holds what was decided up to some moment, and nothing after it', async () => {
  const { store } = filledStore();
  const target = temporaryFolder();
  const progress = { isMade: false };
  const made = store.backUpTo(join(target, 'hopcheck.db')).then(() => {
    progress.isMade = true;
  });
  let meanwhile = 0;
  while (!progress.isMade) {
    store.recordDecisions(assessmentId, [decision({ comments: `meanwhile ${meanwhile}` })], figures);
    meanwhile += 1;
    await setImmediate();
  }
  await made;
  const inOrder = (found: Store) =>
    found
      .decisionsOn(assessmentId, firstSubject)
      .map(({ comments }) => comments)
      .filter((comments) => comments.startsWith('meanwhile'));
  const all = Array.from({ length: meanwhile }, (_, count) => `meanwhile ${count}`);
  const copied = inOrder(openedStore(target));
  expect(inOrder(store)).toEqual(all);
  expect(copied.length).toBeGreaterThan(0);
  expect(copied).toEqual(all.slice(0, copied.length));
});

test('a copy that is given up leaves nothing', async () => {
  const { store } = filledStore();
  const target = temporaryFolder();
  const giveUp = new AbortController();
  const made = store.backUpTo(join(target, 'hopcheck.db'), giveUp.signal);
  giveUp.abort(new Error('given up'));
  await expect(made).rejects.toThrow('given up');
  expect(readdirSync(target)).toEqual([]);
});

test('a copy to where nothing can be written is told in the user’s words', async () => {
  const { store, folder } = filledStore();
  await expect(store.backUpTo(join(folder, 'hopcheck.db', 'copy'))).rejects.toMatchObject({
    code: 'data-folder-unwritable',
  });
});

test('of the backups that are made by themselves the newest three are kept, and every other one', async () => {
  const { folder, store } = filledStore();
  mkdirSync(join(folder, 'backups'));
  writeFileSync(join(folder, 'backups', 'hopcheck-before-4.db'), 'not a database');
  writeFileSync(join(folder, 'backups', 'mine.db'), '');
  writeFileSync(join(folder, 'backups', 'notes.txt'), '');
  for (const minute of [5, 1, 2, 3, 4]) await store.keepBackup(at(minute));
  expect(readdirSync(join(folder, 'backups')).toSorted()).toEqual([
    nameAt(3),
    nameAt(4),
    nameAt(5),
    'hopcheck-before-4.db',
    'mine.db',
    'notes.txt',
  ]);
});

test('a backup that could not be made leaves the older ones', async () => {
  const { folder, store } = filledStore();
  for (const minute of [1, 2, 3]) await store.keepBackup(at(minute));
  const giveUp = new AbortController();
  giveUp.abort(new Error('given up'));
  await expect(store.keepBackup(at(4), giveUp.signal)).rejects.toThrow('given up');
  expect(readdirSync(join(folder, 'backups')).toSorted()).toEqual([1, 2, 3].map(nameAt));
});

test('the list tells of every backup, newest first, with those beside the database, and which are sound', async () => {
  const { folder, store } = filledStore();
  await store.keepBackup(at(1));
  await store.keepBackup(at(2));
  const folderOfBackups = join(folder, 'backups');
  const damaged = join(folderOfBackups, nameAt(1));
  const octets = readFileSync(damaged);
  octets.fill(0xff, 40_000, 60_000);
  writeFileSync(damaged, octets);
  writeFileSync(join(folder, 'hopcheck-before-3.db'), 'hello');
  new SqliteDatabase(join(folderOfBackups, 'other.db')).exec('CREATE TABLE bookmarks (url TEXT)').close();
  const found = await listBackups(folder);
  expect(found.map(({ name, sound }) => [name, sound])).toEqual(
    expect.arrayContaining([
      [nameAt(2), true],
      [nameAt(1), false],
      ['hopcheck-before-3.db', false],
      ['other.db', false],
    ]),
  );
  expect(found.find(({ name }) => name === nameAt(2))).toEqual({
    name: nameAt(2),
    madeAt: at(2).toISOString(),
    bytes: statSync(join(folderOfBackups, nameAt(2))).size,
    sound: true,
  });
  expect(found.map(({ madeAt }) => madeAt)).toEqual(
    found
      .map(({ madeAt }) => madeAt)
      .toSorted()
      .toReversed(),
  );
  expect(await store.backups()).toEqual(found);
  expect([
    findBackup(folder, nameAt(2))?.path,
    findBackup(folder, 'hopcheck-before-3.db')?.path,
    findBackup(folder, '../hopcheck.db'),
    findBackup(folder, 'hopcheck.db'),
  ]).toEqual([join(folderOfBackups, nameAt(2)), join(folder, 'hopcheck-before-3.db'), null, null]);
});

test('looking at a backup whose database keeps a log changes nothing and leaves nothing beside it', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'backups'));
  const source = temporaryFolder();
  openStore(source, { toolVersion: '0.1.0' }).close();
  const octets = readFileSync(join(source, 'hopcheck.db'));
  const path = join(folder, 'backups', 'copied.db');
  writeFileSync(path, octets);
  chmodSync(path, 0o400);
  expect((await listBackups(folder)).map(({ name, sound }) => [name, sound])).toEqual([['copied.db', true]]);
  expect([readdirSync(join(folder, 'backups')), readFileSync(path).equals(octets)]).toEqual([
    ['copied.db'],
    true,
  ]);
});

/** A data folder with the backups of these minutes, of which nothing is known yet. */
async function withUnknownBackups(minutes: readonly number[]) {
  const { folder, store } = filledStore();
  const copy = join(temporaryFolder(), 'copy.db');
  await store.backUpTo(copy);
  const folderOfBackups = join(folder, 'backups');
  mkdirSync(folderOfBackups);
  for (const minute of minutes) copyFileSync(copy, join(folderOfBackups, nameAt(minute)));
  return { folder, store, folderOfBackups };
}

const soundAt = (minute: number) => [nameAt(minute), true];
const soundness = (backups: readonly Backup[]) => backups.map(({ name, sound }) => [name, sound]);

test('backups are checked in steps, between which other work goes on', async () => {
  const { folder, folderOfBackups } = await withUnknownBackups([1, 2]);
  const database = new SqliteDatabase(join(folderOfBackups, nameAt(1)), { readonly: true });
  const tables = database.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get();
  database.close();
  const progress = { isListed: false };
  const listing = listBackups(folder).finally(() => {
    progress.isListed = true;
  });
  let meanwhile = 0;
  for (; !progress.isListed; meanwhile += 1) await setImmediate();
  expect(soundness(await listing)).toEqual([soundAt(2), soundAt(1)]);
  expect(meanwhile).toBeGreaterThan(2 * Number(tables));
});

test('several who ask for the backups at once are answered alike, and no backup is checked twice', async () => {
  const { folder, store } = await withUnknownBackups([1, 2]);
  const pragma = vi.spyOn(SqliteDatabase.prototype, 'pragma');
  onTestFinished(() => pragma.mockRestore());
  const [one, other] = await Promise.all([store.backups(), listBackups(folder)]);
  const checks = pragma.mock.calls.filter(([text]) => text === 'integrity_check("evidence")');
  expect([soundness(one), other, checks.length]).toEqual([[soundAt(2), soundAt(1)], one, 2]);
});

test('a list that is given up rejects, and what was not checked yet is the next time', async () => {
  const { folder, folderOfBackups } = await withUnknownBackups([1, 2]);
  const giveUp = new AbortController();
  const listing = listBackups(folder, giveUp.signal);
  const next = listBackups(folder);
  await setImmediate();
  giveUp.abort(new Error('given up'));
  await expect(listing).rejects.toThrow('given up');
  expect(soundness(await next)).toEqual([soundAt(2), soundAt(1)]);
  expect(readdirSync(folderOfBackups).toSorted()).toEqual([nameAt(1), nameAt(2)]);
});

test('while backups are checked one is kept, but none removed before all are', async () => {
  const { folder, store, folderOfBackups } = await withUnknownBackups([1, 2, 3, 4, 5, 6]);
  const progress = { isListed: false };
  const listing = listBackups(folder).finally(() => {
    progress.isListed = true;
  });
  await store.keepBackup(at(7));
  expect(progress.isListed).toBe(true);
  expect(soundness(await listing)).toEqual([6, 5, 4, 3, 2, 1].map(soundAt));
  expect(readdirSync(folderOfBackups).toSorted()).toEqual([5, 6, 7].map(nameAt));
});

test('what is left of a backup that was cut off in the making is gone at the next start, and nothing else', () => {
  const folder = temporaryFolder();
  const backups = join(folder, 'backups');
  mkdirSync(backups);
  const unfinished = ['', '-journal', '-wal', '-shm'].map((ending) => `${nameAt(1)}.part${ending}`);
  const others = ['hopcheck-before-4.db', 'letter.part', 'other.db'];
  for (const name of [...unfinished, ...others]) writeFileSync(join(backups, name), 'hello');
  openStore(folder, { toolVersion: '0.1.0' }).close();
  expect(readdirSync(backups).toSorted()).toEqual(others);
});

test('a data folder without backups has an empty list', async () => {
  expect(await listBackups(join(temporaryFolder(), 'missing'))).toEqual([]);
});
