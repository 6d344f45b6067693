import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { createPrivateFolder, errorCode } from '../store/private-folder.ts';

/** The folder within the data folder; nothing in it outlives the program that made it. */
export const temporaryFolderName = 'temporary';

/** For this account alone, and never in the place of a file that is there. */
export const privateFile = { flag: 'wx', mode: 0o600 } as const;

/**
 * Files on their way into or out of the data folder, in a folder there for this account alone. What a killed program left behind is
 * removed at the start, the rest at the end.
 */
export class TemporaryFiles {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, temporaryFolderName);
    this.removeAll();
  }

  /** A path at which nothing lies yet. Throws AppError `data-folder-unwritable` or `data-folder-full`. */
  newPath(): string {
    return this.writing(() => {
      createPrivateFolder(this.#folder);
      return join(this.#folder, randomUUID());
    });
  }

  /** Removes one file, if it is there. What cannot be removed now is at the next start. */
  remove(path: string): void {
    removeQuietly(path);
  }

  removeAll(): void {
    removeQuietly(this.#folder);
  }

  /** Does some work on temporary files, with the failures of the file system told in the user's words. */
  writing<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** What to tell the user of a failure: an AppError if the file system failed, otherwise what was thrown. */
  failure(thrown: unknown): unknown {
    if (!(thrown instanceof Error && 'syscall' in thrown)) return thrown;
    const code = errorCode(thrown);
    if (code === 'ENOSPC' || code === 'EDQUOT')
      return new AppError(
        'data-folder-full',
        `There is no room left on the disk that holds ${this.#folder}. What was saved before is safe. Free some space and try again.`,
        thrown.message,
      );
    return new AppError(
      'data-folder-unwritable',
      `Hopcheck cannot write to its folder ${this.#folder}. Make sure that it lies on a working disk and that you may write there, then try again.`,
      thrown.message,
    );
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Nothing depends on it; the next start tries again.
  }
}
