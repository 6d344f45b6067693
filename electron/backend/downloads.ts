import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Download } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { ldifChunkBytes } from '../../shared/limits.ts';
import { hashFile } from './bundle/hash-file.ts';
import type { TemporaryFiles } from './bundle/temporary-files.ts';
import type { Store } from './store/store.ts';

/** A file in the temporary folder that is ready to be fetched. From now on it belongs to whoever it is offered to. */
export interface OfferedFile {
  readonly path: string;
  readonly fileName: string;
}

export interface DownloadsOptions {
  readonly store: Pick<Store, 'backUpTo'>;
  readonly temporaryFiles: TemporaryFiles;
  readonly now: () => Date;
  /** Aborted when the backend closes. */
  readonly closing: AbortSignal;
}

/** How many files wait at once: an interface that was closed fetches none any more. */
const mostWaiting = 4;

/** Files on their way to the interface, which fetches them piece by piece. They lie in the temporary folder until then. */
export class Downloads {
  readonly #store: Pick<Store, 'backUpTo'>;
  readonly #temporaryFiles: TemporaryFiles;
  readonly #now: () => Date;
  readonly #closing: AbortSignal;
  readonly #running = new Set<Promise<void>>();
  /** Paths by id, the oldest first. */
  readonly #waiting = new Map<string, string>();

  constructor({ store, temporaryFiles, now, closing }: DownloadsOptions) {
    this.#store = store;
    this.#temporaryFiles = temporaryFiles;
    this.#now = now;
    this.#closing = closing;
  }

  /** Hashes the file and lets it wait; the oldest of too many that wait is given up. */
  async offer({ path, fileName }: OfferedFile): Promise<Download> {
    const downloadId = randomUUID();
    const { size } = await stat(path);
    const sha256 = await hashFile(path);
    this.#waiting.set(downloadId, path);
    for (const id of [...this.#waiting.keys()].slice(0, -mostWaiting)) this.discard(id);
    return { downloadId, fileName, size, sha256 };
  }

  /** A copy of the whole database, which was opened and found sound. Throws AppError, such as `data-folder-full`. */
  async backup(): Promise<Download> {
    const path = this.#temporaryFiles.newPath();
    try {
      await this.#backUpTo(path);
      return await this.offer({ path, fileName: backupName(this.#now()) });
    } catch (error) {
      this.#temporaryFiles.remove(path);
      throw this.#temporaryFiles.failure(error);
    }
  }

  /**
   * The same into a file of the user's, never in the place of one that is there. Throws AppError `file-unreadable` if it cannot be
   * written there, and `data-folder-full`.
   */
  async backUpTo(path: string): Promise<void> {
    if (existsSync(path)) throw notWritten(path, 'There is a file already.');
    if (!existsSync(dirname(path))) throw notWritten(path, 'There is no such folder.');
    try {
      await this.#backUpTo(path);
    } catch (error) {
      const isPlace = error instanceof AppError && error.code === 'data-folder-unwritable';
      throw isPlace ? notWritten(path, 'The system did not let it be written.', error.detail) : error;
    }
  }

  /** The next piece, at most `ldifChunkBytes` octets; empty at the end. Throws AppError `not-found` if the file waits no more. */
  async read(downloadId: string, offset: number): Promise<Buffer> {
    const path = this.#waiting.get(downloadId);
    if (path === undefined)
      throw new AppError(
        'not-found',
        'This file is no longer ready to be saved. Make it again, then save it.',
      );
    const file = await this.#opened(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(ldifChunkBytes), 0, ldifChunkBytes, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /** Removes a file that was fetched, or is not wanted any more. */
  discard(downloadId: string): void {
    const path = this.#waiting.get(downloadId);
    this.#waiting.delete(downloadId);
    if (path !== undefined) this.#temporaryFiles.remove(path);
  }

  /** Settles when no backup is being written any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  async #backUpTo(path: string): Promise<void> {
    const running = this.#store.backUpTo(path, this.#closing);
    this.#running.add(running);
    try {
      await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #opened(path: string): Promise<FileHandle> {
    try {
      return await open(path);
    } catch (error) {
      throw this.#temporaryFiles.failure(error);
    }
  }
}

function notWritten(path: string, reason: string, detail?: string): AppError {
  return new AppError(
    'file-unreadable',
    `The backup cannot be written to "${path}". ${reason} Choose another path.`,
    detail,
  );
}

/** Such as `Hopcheck-backup-2026-01-02-030405.db`, in UTC. */
function backupName(now: Date): string {
  const [day, time] = now.toISOString().slice(0, 19).split('T');
  return `Hopcheck-backup-${day}-${time?.replaceAll(':', '')}.db`;
}
