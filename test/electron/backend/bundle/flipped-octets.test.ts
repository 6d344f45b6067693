import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBundle } from '../../../../electron/backend/bundle/open-bundle.ts';
import { toFailure } from '../../../../shared/errors.ts';
import { groupEntries, organizationEntries, wholeServer } from '../../../support/exchange-entries.ts';
import { openedBackend } from '../../../support/opened-backend.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';

/** Printed with every failure: the same seed flips the same octets. */
const seed = Number(process.env['HOPCHECK_SEED'] ?? Date.now() % 1_000_000);
const flips = 10_000;

let folder: TemporaryFolder;
let path: string;
let whole: Buffer;

beforeAll(async () => {
  folder = await temporaryFolder('hopcheck-flips-');
  const opened = openedBackend(folder.path, 'data');
  const { id } = await opened.assess(
    [...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', ['4', '0'])],
    'Ann',
  );
  await opened.complete(id, 'Ann');
  path = join(folder.path, 'a.hopcheck');
  await opened.backend.bundleFiles.makeFile(id, path, 'Ann');
  await opened.backend.close();
  whole = readFileSync(path);
});
afterAll(() => folder.remove());

/** The code of the failure; null if the bundle was taken for whole. */
async function verdict(): Promise<string | null> {
  try {
    (await openBundle(path)).close();
    return null;
  } catch (error) {
    return toFailure(error).code;
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const isFound = (code: string | null) => code === 'bundle-changed' || code === 'bundle-unreadable';

test('the bundle itself is whole', async () => {
  expect(await verdict()).toBe(null);
});

test(`each of ${flips} changed octets is found (HOPCHECK_SEED=${seed})`, async () => {
  const random = randomNumbers(seed);
  const file = openSync(path, 'r+');
  const missed: string[] = [];
  for (let flip = 0; flip < flips; flip += 1) {
    const at = Math.floor(random() * whole.length);
    const before = whole[at] ?? 0;
    const after = before ^ (1 + Math.floor(random() * 255));
    writeSync(file, Buffer.of(after), 0, 1, at);
    const code = await verdict();
    if (!isFound(code)) missed.push(`octet ${at} from ${before} to ${after}: ${code}`);
    writeSync(file, Buffer.of(before), 0, 1, at);
  }
  closeSync(file);
  expect(missed).toEqual([]);
  expect(await verdict()).toBe(null);
}, 120_000);

test('a bundle that was cut is found, wherever it was', async () => {
  const missed: number[] = [];
  const file = openSync(path, 'r+');
  for (let length = whole.length - 1; length >= 0; length -= 97) {
    ftruncateSync(file, length);
    if (!isFound(await verdict())) missed.push(length);
  }
  closeSync(file);
  writeFileSync(path, whole);
  expect(missed).toEqual([]);
});

test.each([1, 2, 63, 64, 65, 97, 1_000, 65_535, 100_000])(
  '%d octets behind its end are found',
  async (count) => {
    for (const octets of [Buffer.alloc(count), Buffer.alloc(count, '0'), whole.subarray(-count)]) {
      writeFileSync(path, Buffer.concat([whole, octets]));
      expect(await verdict()).toBe('bundle-changed');
    }
    writeFileSync(path, whole);
  },
);
