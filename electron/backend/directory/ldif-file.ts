import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { AppError } from '../../../shared/errors.ts';

const chunkOctets = 64 * 1024;

export interface LdifFile {
  /** The file's octets, read as they are asked for; throws AppError `file-unreadable` if reading fails half-way. */
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly fileName: string;
  /** Octets. */
  readonly size: number;
  /** When the file was last changed, ISO 8601 in UTC. */
  readonly modifiedAt: string;
}

const explanations: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file. Check the path.',
  ENOTDIR: 'There is no such file: a part of the path is not a folder. Check the path.',
  EISDIR: 'It is a folder. Choose the file in it that ldifde wrote.',
  EACCES:
    'You do not have permission to read it. Ask for the right to read, or copy it to a folder of yours.',
  EPERM: 'You do not have permission to read it. Ask for the right to read, or copy it to a folder of yours.',
  EBUSY: 'Another program uses it. Wait until the export has ended.',
  ENAMETOOLONG: 'The path is too long. Copy the file to a folder nearer to the root.',
};

/** An LDIF file on disk, ready to be read. Throws AppError `file-unreadable` if it is missing, no file, empty or not readable. */
export async function openLdifFile(path: string): Promise<LdifFile> {
  const status = await readable(path, () => stat(path));
  if (status.isDirectory()) throw unreadable(path, 'EISDIR');
  // A pipe or a device could wait for ever.
  if (!status.isFile())
    throw unreadable(
      path,
      'it is a device or a pipe, not a file. Give the path of the file that ldifde wrote',
    );
  if (status.size === 0)
    throw new AppError(
      'file-unreadable',
      `The file "${path}" is empty. Export again and wait until ldifde has ended.`,
    );
  await readable(path, () => tryToOpen(path));
  return {
    chunks: chunksOf(path),
    fileName: basename(path),
    size: status.size,
    modifiedAt: status.mtime.toISOString(),
  };
}

/** Opening is the only honest question: Windows does not answer `access` by the permissions. */
async function tryToOpen(path: string): Promise<void> {
  const file = await open(path);
  await file.close();
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: chunkOctets });
  } catch (error) {
    throw readError(path, error);
  }
}

async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw readError(path, error);
  }
}

function readError(path: string, error: unknown): unknown {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? unreadable(path, error.code)
    : error;
}

function unreadable(path: string, reason: string): AppError {
  const explanation = explanations[reason] ?? `The system reports: ${reason}.`;
  return new AppError('file-unreadable', `The file "${path}" cannot be read. ${explanation}`, reason);
}
