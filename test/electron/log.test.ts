import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../../electron/log.ts';
import { AppError } from '../../shared/errors.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hopcheck-log-'));
  onTestFinished(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true });
  });
  return folder;
}
const now = () => new Date('2026-03-01T09:00:00.000Z');

test('each error is a line of JSON with time, code, message, detail and stack, for this account alone', async () => {
  const folder = temporaryFolder();
  const log = openLog(folder, now);
  const full = new AppError('data-folder-full', 'No room.', 'SQLITE_FULL');
  const thrown = new TypeError('x is not a function');
  log.note(full);
  log.note(thrown);
  log.note('a text');
  await log.close();
  const file = join(folder, 'hopcheck.log');
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const internal = {
    at: now().toISOString(),
    code: 'internal',
    message: expect.stringContaining('did not expect'),
  };
  expect({
    lines: lines.map((line): unknown => JSON.parse(line)),
    mode: statSync(file).mode & 0o777,
  }).toEqual({
    lines: [
      {
        at: now().toISOString(),
        code: 'data-folder-full',
        message: 'No room.',
        detail: 'SQLITE_FULL',
        stack: full.stack,
      },
      { ...internal, detail: 'TypeError: x is not a function', stack: thrown.stack },
      { ...internal, detail: 'a text' },
    ],
    mode: process.platform === 'win32' ? 0o666 : 0o600,
  });
});

test('it goes on where it ended, and nothing is written before there is something to say', async () => {
  const folder = temporaryFolder();
  for (const text of ['first', 'second']) {
    const log = openLog(folder, now);
    expect(readdirSync(folder)).toHaveLength(text === 'first' ? 0 : 1);
    log.note(text);
    await log.close();
  }
  expect(readFileSync(join(folder, 'hopcheck.log'), 'utf8').match(/first|second/g)).toEqual([
    'first',
    'second',
  ]);
});

test('it keeps five files of about a mebibyte, the newest last errors in the first', async () => {
  const folder = temporaryFolder();
  for (let round = 0; round < 8; round += 1) {
    const log = openLog(folder, now);
    for (let count = 0; count < 100; count += 1) log.note(`${round} ${'x'.repeat(20_000)}`);
    await log.close();
  }
  const files = readdirSync(folder).toSorted();
  const sizes = files.map((name) => statSync(join(folder, name)).size);
  expect(files).toEqual([
    'hopcheck.log',
    'hopcheck.log.1',
    'hopcheck.log.2',
    'hopcheck.log.3',
    'hopcheck.log.4',
  ]);
  expect(Math.max(...sizes)).toBeLessThan(1.1 * 1024 * 1024);
  const last = readFileSync(join(folder, 'hopcheck.log'), 'utf8').trimEnd().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toMatchObject({ detail: expect.stringMatching(/^7 x{7990}/) });
});

test('a log that cannot be written breaks nothing, makes no folder, and is written once it can be', async () => {
  const folder = temporaryFolder();
  const missing = openLog(join(folder, 'missing'), now);
  missing.note('lost');
  await missing.close();
  expect(readdirSync(folder)).toEqual([]);

  const file = join(folder, 'hopcheck.log');
  mkdirSync(file);
  const blocked = openLog(folder, now);
  blocked.note('lost');
  await setTimeout(50);
  rmSync(file, { recursive: true });
  await expect
    .poll(() => {
      // The first may still go the way of the one that is lost: nobody hears when that has failed.
      blocked.note('kept');
      return existsSync(file);
    })
    .toBe(true);
  await blocked.close();
  expect(readFileSync(file, 'utf8')).toContain('kept');
});

test('a folder that is a file gets no log', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const log = openLog(join(folder, 'file'), now);
  log.note('lost');
  await log.close();
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('');
});
