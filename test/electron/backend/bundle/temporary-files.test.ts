import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TemporaryFiles } from '../../../../electron/backend/bundle/temporary-files.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('hopcheck-temporary-');
});
afterEach(() => folder.remove());

test('files lie in a folder for this account alone, each at another path, and go one by one or all together', () => {
  const files = new TemporaryFiles(folder.path);
  const paths = [files.newPath(), files.newPath(), files.newPath()];
  for (const path of paths) writeFileSync(path, '');
  expect(new Set(paths).size).toBe(3);
  expect(statSync(join(folder.path, 'temporary')).mode & 0o777).toBe(0o700);
  files.remove(paths[0] ?? '');
  files.remove(paths[0] ?? '');
  expect(paths.map((path) => existsSync(path))).toEqual([false, true, true]);
  files.removeAll();
  expect(existsSync(join(folder.path, 'temporary'))).toBe(false);
});

test('what a killed program left is removed at the start', () => {
  writeFileSync(new TemporaryFiles(folder.path).newPath(), '');
  expect(existsSync(new TemporaryFiles(folder.path).newPath())).toBe(false);
});

test('nothing is made before there is a need', () => {
  const files = new TemporaryFiles(folder.path);
  expect(existsSync(join(folder.path, 'temporary'))).toBe(false);
  files.removeAll();
});

test.each([
  ['ENOSPC', 'data-folder-full'],
  ['EDQUOT', 'data-folder-full'],
  ['EACCES', 'data-folder-unwritable'],
  ['EROFS', 'data-folder-unwritable'],
])('%s is told as %s, with the folder and the way out', (code, expected) => {
  const files = new TemporaryFiles(folder.path);
  const fail = () => {
    throw Object.assign(new Error(`${code}: failed`), { code, syscall: 'write' });
  };
  expect(() => files.writing(fail)).toThrow(
    expect.objectContaining({
      code: expected,
      message: expect.stringContaining(join(folder.path, 'temporary')) as string,
      detail: `${code}: failed`,
    }),
  );
});

test('what is no failure of the file system stays what it is', () => {
  const error = new TypeError('other');
  expect(new TemporaryFiles(folder.path).failure(error)).toBe(error);
});
