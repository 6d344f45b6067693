import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseCommandLine } from '../../electron/cli-arguments.ts';
import { AppError } from '../../shared/errors.ts';
import { runCommandLine } from '../support/command-line.ts';

/** Older than what a test makes, whatever the day of the test. */
const automatic = 'hopcheck-2003-11-24T18-30-00-000Z.db';
const oldDatabase = fileURLToPath(new URL('backend/store/databases/version-3.db', import.meta.url));

/** A folder with a data folder of an earlier version, with one backup. */
function folderWithData() {
  const folder = mkdtempSync(join(tmpdir(), 'hopcheck-cli-rescue-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const data = join(folder, 'data');
  const file = join(data, 'hopcheck.db');
  mkdirSync(join(data, 'backups'), { recursive: true });
  copyFileSync(oldDatabase, file);
  copyFileSync(oldDatabase, join(data, 'backups', automatic));
  return { folder, data, file };
}

/** Damages the index of the decisions, which can be made anew, or all that was trusted, which cannot. */
function damage(file: string, table: 'decision_by_subject' | 'pinned_certificate'): void {
  const database = new SqliteDatabase(file);
  const page = Number(
    database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table),
  );
  database.close();
  const octets = readFileSync(file);
  writeFileSync(file, octets.fill(0xff, (page - 1) * 4_096, page * 4_096));
}

describe('the words after rescue', () => {
  const common = { json: false, data: undefined, kind: 'rescue' };
  test.each([
    ['--list', { kind: 'list' }],
    ['--restore a.db', { kind: 'restore', backup: 'a.db' }],
    ['--salvage', { kind: 'salvage' }],
  ])('%s', (words, way) => {
    expect(parseCommandLine(['rescue', ...words.split(' ')])).toEqual({ ...common, way });
  });

  test.each(['', '--list --salvage', '--restore a.db --list', '--list more', '--list --all'])(
    'that are not understood: %s',
    (words) => {
      const parse = () => parseCommandLine(['rescue', ...words.split(' ').filter((word) => word !== '')]);
      expect(parse).toThrow(AppError);
    },
  );
});

test('a sound database is said to be sound, with its backups, and is not touched', async () => {
  const { folder } = folderWithData();
  const listed = await runCommandLine(['rescue', '--list'], { folder });
  expect(listed).toEqual({
    status: 0,
    output: expect.stringMatching(
      /^The database is sound\.\n\nMADE AT .*\n.* sound {2}\d+ +hopcheck-before-\d+\.db\n2003-11-24T18:30:00\.000Z .*\.db\n$/,
    ),
    messages: '',
  });
  const refused = await runCommandLine(['rescue', '--salvage'], { folder });
  expect(refused).toMatchObject({
    status: 2,
    output: '',
    messages: expect.stringMatching(/The database file is sound/),
  });
});

test('a damaged database is listed as such and replaced by a backup', async () => {
  const { folder, file, data } = folderWithData();
  damage(file, 'pinned_certificate');
  const other = await runCommandLine(['list'], { folder });
  expect(other).toMatchObject({
    status: 2,
    messages: expect.stringMatching(/damaged.*on the command line: "rescue"/s),
  });
  const listed = await runCommandLine(['rescue', '--list', '--json'], { folder });
  expect([listed.status, JSON.parse(listed.output)]).toEqual([
    1,
    {
      isDamage: true,
      backups: [
        {
          name: automatic,
          madeAt: '2003-11-24T18:30:00.000Z',
          bytes: readFileSync(oldDatabase).length,
          sound: true,
        },
      ],
    },
  ]);
  const missing = await runCommandLine(['rescue', '--restore', 'missing.db'], { folder });
  expect(missing).toMatchObject({ status: 2, messages: expect.stringMatching(/no longer there/) });
  const restored = await runCommandLine(['rescue', '--restore', automatic], { folder });
  const kept = readdirSync(data).find((name) => name.startsWith('damaged-'));
  expect(restored).toEqual({
    status: 0,
    output: [
      '2 assessments are there. What is missing, or not as it was:',
      '  This is how everything was on 2003-11-24 18:30 UTC. What was done later is in the damaged files only.',
      `Damaged files    ${join(data, kept ?? '')}`,
      '',
    ].join('\n'),
    messages: '',
  });
  expect((await runCommandLine(['list'], { folder })).status).toBe(0);
});

test.each([
  ['decision_by_subject', 0, /^2 assessments are there\. As far as can be told, nothing is missing\.\n/],
  [
    'pinned_certificate',
    1,
    /^2 assessments are there\. What is missing.*\n {2}The database no longer holds all trusted certificates/,
  ],
] as const)('what can be read is saved where %s is damaged', async (table, status, output) => {
  const { folder, file } = folderWithData();
  damage(file, table);
  expect(await runCommandLine(['rescue', '--salvage'], { folder })).toEqual({
    status,
    output: expect.stringMatching(output),
    messages: '',
  });
});

/** Walks the practice organisation and completes the assessment. */
async function completePractice(folder: string): Promise<void> {
  const who = ['--assessor', 'A. Assessor'];
  await runCommandLine(['assess', '--practice', ...who], { folder });
  const { output } = await runCommandLine(['list', '--json'], { folder });
  const [newest] = JSON.parse(output) as readonly { readonly id: string }[];
  const id = newest?.id ?? '';
  const words = ['complete', id, '--accept-proposals', '--problems-read', ...who];
  expect(await runCommandLine(words, { folder })).toMatchObject({ status: 0 });
}

test('completing on the command line keeps a backup', async () => {
  const { folder, data } = folderWithData();
  await completePractice(folder);
  const made = readdirSync(join(data, 'backups')).filter((name) => /^hopcheck-\d{4}-.*\.db$/.test(name));
  expect(made).toEqual([automatic, expect.any(String)]);
  expect(readdirSync(data).filter((name) => name.endsWith('.log'))).toEqual([]);
});

test('a backup that cannot be made disturbs nothing, and is noted in the log', async () => {
  const { folder, data, file } = folderWithData();
  rmSync(join(data, 'backups'), { recursive: true });
  // There is nothing to migrate, so no folder is needed before.
  rmSync(file);
  writeFileSync(join(data, 'backups'), '');
  await completePractice(folder);
  const lines = readFileSync(join(data, 'hopcheck.log'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      at: expect.any(String),
      code: 'data-folder-unwritable',
      message: expect.stringContaining('cannot read and write'),
      detail: expect.stringContaining('EEXIST'),
      stack: expect.any(String),
    },
  ]);
});
