import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openPromise } from 'yauzl';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openArchive } from '../../../../electron/backend/bundle/archive.ts';
import { writeArchive, type Member } from '../../../../electron/backend/bundle/write-archive.ts';
import { hash } from '../../../support/small-bundle.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('hopcheck-archive-');
});
afterEach(() => folder.remove());

const path = (name: string) => join(folder.path, name);
const member = (name: string, text: string): Member => ({ name, content: Buffer.from(text) });
const members = [member('a.txt', 'Ä'.repeat(100_000)), member('empty', ''), member('b/c.json', '{}')];

test('members come back as they were written, in their order', async () => {
  await writeArchive(path('a'), members);
  const archive = await openArchive(path('a'), () => true);
  const read = [...archive.members.keys()].map((name) => ({ name, content: archive.read(name) }));
  archive.close();
  expect(read).toEqual(members);
});

test('the end of the file is the hash of all before it, and a comment to any reader of ZIP', async () => {
  await writeArchive(path('a'), members);
  const octets = readFileSync(path('a'));
  const comment = hash(octets.subarray(0, -64));
  expect(octets.toString('latin1', octets.length - 64)).toBe(comment);
  const zip = await openPromise(path('a'));
  expect(zip.comment).toBe(comment);
  zip.close();
});

test('equal members make an equal file, in any time zone', async () => {
  await writeArchive(path('a'), members);
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Pacific/Kiritimati';
  try {
    await writeArchive(path('b'), members);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
  expect(readFileSync(path('b')).equals(readFileSync(path('a')))).toBe(true);
});

test('only this account may read it', async () => {
  await writeArchive(path('a'), members);
  expect(statSync(path('a')).mode & 0o777).toBe(0o600);
});

test('one member after the other is asked for, so that not all are in memory', async () => {
  const asked: string[] = [];
  const taken: string[] = [];
  await writeArchive(
    path('a'),
    (function* () {
      for (const one of members) {
        asked.push(one.name);
        yield one;
        taken.push(one.name);
        expect(taken).toEqual(asked);
      }
    })(),
  );
  expect(asked).toHaveLength(members.length);
});

test('a member that cannot be made ends it with that error', async () => {
  const broken = (function* () {
    yield member('a', 'a');
    throw new Error('broken');
  })();
  await expect(writeArchive(path('a'), broken)).rejects.toThrow('broken');
});

test('it is never written in the place of a file that is there, nor where there is no folder', async () => {
  await writeArchive(path('a'), members);
  await expect(writeArchive(path('a'), members)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(writeArchive(path('none/a'), members)).rejects.toMatchObject({ code: 'ENOENT' });
});
