import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { Rescue } from '../../../../electron/backend/rescue.ts';
import { openStore, type Store } from '../../../../electron/backend/store/store.ts';
import { failureOf, temporaryFolder } from './store-fixture.ts';

const rounds = 25;
const toolVersion = '9.0.0';
const databases = fileURLToPath(new URL('databases/', import.meta.url));
const child = fileURLToPath(new URL('crash-child.ts', import.meta.url));

/** Runs the child and kills it after so many milliseconds from its beginning; returns how long it took to end by itself, or null. */
async function killed(task: 'migrate' | 'rescue', folder: string, after: number): Promise<number | null> {
  const running = spawn(process.execPath, [child, task, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(running, 'close');
  await Promise.race([once(running.stdout, 'data'), ended]);
  const begun = performance.now();
  let said = '';
  running.stdout.on('data', (text: Buffer) => (said += text.toString()));
  await Promise.race([setTimeout(after), ended]);
  running.kill('SIGKILL');
  await ended;
  return said.includes('done') ? performance.now() - begun : null;
}

function dataFolderOf(version: number): string {
  const folder = temporaryFolder();
  copyFileSync(join(databases, `version-${version}.db`), join(folder, 'hopcheck.db'));
  return folder;
}

function damaged(folder: string): string {
  const file = join(folder, 'hopcheck.db');
  const database = new SqliteDatabase(file);
  const page = Number(
    database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'decision_by_subject'").pluck().get(),
  );
  database.close();
  const octets = readFileSync(file);
  writeFileSync(file, octets.fill(0xff, (page - 1) * 4_096, page * 4_096));
  return folder;
}

function contentsOf(folder: string) {
  const store: Store = openStore(folder, { toolVersion });
  try {
    return store.assessments().map((record) => ({
      record,
      entries: store.entries(record.id),
      decisions: store.proposals(record.id).map(({ subjectKey }) => store.decisionsOn(record.id, subjectKey)),
    }));
  } finally {
    store.close();
  }
}

function integrityOf(folder: string): unknown {
  const database = new SqliteDatabase(join(folder, 'hopcheck.db'));
  const found = database.pragma('integrity_check', { simple: true });
  database.close();
  return found;
}

/** Moments from the beginning, which is one of them, to a little after the end, which the first round finds out. */
function* moments(whole: number): Generator<number> {
  yield 0;
  for (let round = 1; round < rounds; round += 1) yield Math.random() * whole * 1.1;
}

test('a migration that is killed at any moment leaves a database that opens whole', async () => {
  const whole = (await killed('migrate', dataFolderOf(1), 30_000)) ?? 0;
  const before = contentsOf(dataFolderOf(1));
  let interrupted = 0;
  for (const moment of moments(whole)) {
    const folder = dataFolderOf(1);
    if ((await killed('migrate', folder, moment)) === null) interrupted += 1;
    expect(contentsOf(folder)).toEqual(before);
    expect([integrityOf(folder), readdirSync(folder).toSorted()]).toEqual(['ok', ['backups', 'hopcheck.db']]);
  }
  expect(interrupted).toBeGreaterThan(0);
}, 120_000);

test('a rescue that is killed at any moment leaves the damaged database or the new one, and no other', async () => {
  const whole = (await killed('rescue', damaged(dataFolderOf(3)), 30_000)) ?? 0;
  const before = contentsOf(dataFolderOf(3));
  let interrupted = 0;
  for (const moment of moments(whole)) {
    const folder = damaged(dataFolderOf(3));
    const damage = readFileSync(join(folder, 'hopcheck.db'));
    if ((await killed('rescue', folder, moment)) === null) interrupted += 1;
    expect(existsSync(join(folder, 'hopcheck.db'))).toBe(true);
    const isUntouched = readFileSync(join(folder, 'hopcheck.db')).equals(damage);
    const code = isUntouched ? failureOf(() => contentsOf(folder)).code : null;
    expect(code).toBe(isUntouched ? 'data-damaged' : null);
    if (isUntouched) new Rescue({ dataFolder: folder, toolVersion, now: () => new Date() }).salvage();
    expect(contentsOf(folder)).toEqual(before);
    // One that was just made when the kill came is still empty.
    const kept = readdirSync(folder).filter((name) => name.startsWith('damaged-'));
    const full = kept.filter((name) => readdirSync(join(folder, name)).length > 0);
    const originals = full.map((name) => readFileSync(join(folder, name, 'hopcheck.db')).equals(damage));
    expect(originals).toContain(true);
    expect(kept.length - full.length).toBeLessThanOrEqual(1);
  }
  expect(interrupted).toBeGreaterThan(0);
}, 120_000);
