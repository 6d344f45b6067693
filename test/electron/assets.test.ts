import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAssets } from '../../electron/assets.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-assets-'));
  await mkdir(join(folder, 'assets'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the interface is its page, scripts, styles and fonts by their address; anything else is left out', async () => {
  await writeFile(join(folder, 'index.html'), 'page');
  await writeFile(join(folder, 'assets', 'index-1.js'), 'script');
  await writeFile(join(folder, 'assets', 'index-1.css'), 'style');
  await writeFile(join(folder, 'assets', 'index-1.js.map'), 'map');
  await writeFile(join(folder, 'notes.txt'), 'notes');
  const assets = [...(await readAssets(folder))].map(([address, { type, body }]) => [
    address,
    type,
    body.toString(),
  ]);
  expect(assets.toSorted()).toEqual([
    ['/', 'text/html; charset=utf-8', 'page'],
    ['/assets/index-1.css', 'text/css; charset=utf-8', 'style'],
    ['/assets/index-1.js', 'text/javascript; charset=utf-8', 'script'],
  ]);
});

test.each([
  ['its page', 'assets/index.js'],
  ['its script', 'index.html'],
])('half an interface is refused, not shown as an empty window: without %s', async (_name, only) => {
  await writeFile(join(folder, only), '');
  await expect(readAssets(folder)).rejects.toMatchObject({ message: expect.stringContaining('not whole') });
});
