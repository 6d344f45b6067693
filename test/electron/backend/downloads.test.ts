import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TemporaryFiles } from '../../../electron/backend/bundle/temporary-files.ts';
import { Downloads } from '../../../electron/backend/downloads.ts';
import { openStore, type Store } from '../../../electron/backend/store/store.ts';
import { ldifChunkBytes } from '../../../shared/limits.ts';
import { failureOf } from '../../support/failure-of.ts';
import { hash } from '../../support/small-bundle.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.ts';

let folder: TemporaryFolder;
let dataFolder: string;
let store: Store;
let temporaryFiles: TemporaryFiles;
let downloads: Downloads;
const closing = new AbortController();

beforeEach(async () => {
  folder = await temporaryFolder('hopcheck-downloads-');
  dataFolder = join(folder.path, 'data');
  store = openStore(dataFolder, { toolVersion: 'test' });
  temporaryFiles = new TemporaryFiles(dataFolder);
  downloads = new Downloads({
    store,
    temporaryFiles,
    now: () => new Date('2026-03-01T08:09:10.123Z'),
    closing: closing.signal,
  });
});
afterEach(async () => {
  store.close();
  await folder.remove();
});

function offer(content: Buffer | string) {
  const path = temporaryFiles.newPath();
  writeFileSync(path, content);
  return downloads.offer({ path, fileName: 'a.bin' });
}

const waiting = () => {
  const temporary = join(dataFolder, 'temporary');
  return existsSync(temporary) ? readdirSync(temporary) : [];
};

test('a file is offered with its size and its hash, and read in pieces to its end', async () => {
  const content = Buffer.alloc(2 * ldifChunkBytes + 5, 'abc');
  const download = await offer(content);
  expect(download).toEqual({
    downloadId: expect.any(String),
    fileName: 'a.bin',
    size: content.length,
    sha256: hash(content),
  });
  const pieces: Buffer[] = [];
  for (let offset = 0; ; offset += ldifChunkBytes) {
    const piece = await downloads.read(download.downloadId, offset);
    if (piece.length === 0) break;
    pieces.push(piece);
  }
  expect(pieces.map(({ length }) => length)).toEqual([ldifChunkBytes, ldifChunkBytes, 5]);
  expect(Buffer.concat(pieces).equals(content)).toBe(true);
});

test('a file that was discarded is gone, and so is one that never was', async () => {
  const { downloadId } = await offer('abc');
  downloads.discard(downloadId);
  expect(waiting()).toEqual([]);
  downloads.discard(downloadId);
  for (const id of [downloadId, 'never']) {
    expect(await failureOf(downloads.read(id, 0))).toMatchObject({ code: 'not-found' });
  }
});

test('beyond its end there is nothing', async () => {
  const { downloadId } = await offer('abc');
  expect(await downloads.read(downloadId, 10 ** 12)).toEqual(Buffer.alloc(0));
});

test('of too many that wait the oldest is given up', async () => {
  const offered = [];
  for (const content of ['1', '2', '3', '4', '5']) offered.push(await offer(content));
  expect(waiting()).toHaveLength(4);
  expect(await failureOf(downloads.read(offered[0]?.downloadId ?? '', 0))).toMatchObject({
    code: 'not-found',
  });
  expect((await downloads.read(offered[4]?.downloadId ?? '', 0)).toString()).toBe('5');
});

test('a file that vanished is told in plain words', async () => {
  const { downloadId } = await offer('abc');
  temporaryFiles.removeAll();
  expect(await failureOf(downloads.read(downloadId, 0))).toMatchObject({ code: 'data-folder-unwritable' });
});

describe('a backup', () => {
  test('is a whole database, offered as a file', async () => {
    store.keepPreferences('as I like it');
    const { downloadId, fileName, size } = await downloads.backup();
    expect(fileName).toBe('Hopcheck-backup-2026-03-01-080910.db');
    const other = join(folder.path, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'hopcheck.db'), await wholeOf(downloadId, size));
    const copy = openStore(other, { toolVersion: 'test' });
    expect(copy.preferences()).toBe('as I like it');
    copy.close();
  });

  test('is never written in the place of a file that is there', async () => {
    const path = join(folder.path, 'mine');
    writeFileSync(path, 'mine');
    expect(await failureOf(downloads.backUpTo(path))).toMatchObject({ code: 'file-unreadable' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('goes where the user says, for this account alone', async () => {
    const path = join(folder.path, 'copy.db');
    await downloads.backUpTo(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const place of [join(folder.path, 'none', 'copy.db'), '/proc/copy.db'])
      expect(await failureOf(downloads.backUpTo(place))).toMatchObject({
        code: 'file-unreadable',
        message: expect.stringContaining(`The backup cannot be written to "${place}".`),
      });
  });

  test('that cannot be made leaves nothing behind', async () => {
    const failing = new Downloads({
      store: { backUpTo: () => Promise.reject(new Error('broken')) },
      temporaryFiles,
      now: () => new Date(),
      closing: closing.signal,
    });
    await expect(failing.backup()).rejects.toThrow('broken');
    await failing.settled();
    expect(waiting()).toEqual([]);
  });
});

async function wholeOf(downloadId: string, size: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let offset = 0; offset < size; offset += ldifChunkBytes)
    pieces.push(await downloads.read(downloadId, offset));
  return Buffer.concat(pieces);
}
