import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openLdifFile } from '../../../../electron/backend/directory/ldif-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopcheck-ldif-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function messageOf(path: string): Promise<unknown> {
  return openLdifFile(path).then(
    () => 'opened',
    ({ code, message }: { code: string; message: string }) => ({ code, message }),
  );
}

/** Does something without the rights of root, who may read everything. */
async function asNobody<T>(action: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return action();
  process.seteuid?.(65_534);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}

describe('opening an LDIF file', () => {
  test('gives its name, its size, when it was last changed and its octets', async () => {
    const path = join(folder, 'export.ldf');
    const octets = Buffer.alloc(300_000, 'dn: CN=1\n');
    writeFileSync(path, octets);
    const modifiedAt = '2026-03-01T09:00:00.000Z';
    utimesSync(path, new Date(), new Date(modifiedAt));
    const file = await openLdifFile(path);
    const read: Uint8Array[] = [];
    for await (const chunk of file.chunks) read.push(chunk);
    expect({ ...file, chunks: Buffer.concat(read).equals(octets) }).toEqual({
      fileName: 'export.ldf',
      size: 300_000,
      modifiedAt,
      chunks: true,
    });
  });

  test('explains a file that does not exist', async () => {
    const path = join(folder, 'missing.ldf');
    const message = `The file "${path}" cannot be read. There is no such file. Check the path.`;
    expect(await messageOf(path)).toEqual({ code: 'file-unreadable', message });
  });

  test('explains a folder', async () => {
    const path = join(folder, 'folder.ldf');
    mkdirSync(path);
    const message = `The file "${path}" cannot be read. It is a folder. Choose the file in it that ldifde wrote.`;
    expect(await messageOf(path)).toEqual({ code: 'file-unreadable', message });
  });

  test('explains an empty file', async () => {
    const path = join(folder, 'empty.ldf');
    writeFileSync(path, '');
    const message = `The file "${path}" is empty. Export again and wait until ldifde has ended.`;
    expect(await messageOf(path)).toEqual({ code: 'file-unreadable', message });
  });

  test('explains a path that is none', async () => {
    expect(await messageOf(join(folder, 'x\0y'))).toMatchObject({ code: 'file-unreadable' });
  });

  test.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    const path = join(folder, 'pipe.ldf');
    execFileSync('mkfifo', [path]);
    expect(await messageOf(path)).toMatchObject({ code: 'file-unreadable' });
  });

  test.skipIf(process.platform === 'win32')('explains a missing permission', async () => {
    const path = join(folder, 'secret.ldf');
    writeFileSync(path, 'dn: CN=1\n\n');
    chmodSync(folder, 0o755);
    chmodSync(path, 0);
    expect(await asNobody(() => messageOf(path))).toEqual({
      code: 'file-unreadable',
      message: `The file "${path}" cannot be read. You do not have permission to read it. Ask for the right to read, or copy it to a folder of yours.`,
    });
  });

  test('explains a file that goes away before it is read', async () => {
    const path = join(folder, 'gone.ldf');
    writeFileSync(path, 'dn: CN=1\n\n');
    const { chunks } = await openLdifFile(path);
    truncateSync(path);
    rmSync(path);
    const reading = chunks[Symbol.asyncIterator]().next();
    await expect(reading).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('There is no such file.'),
    });
  });
});
