import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { privateFile, type TemporaryFiles } from './temporary-files.ts';

/** How many files wait at once: a team's bundles; an interface that was closed asks for none any more. */
const mostWaiting = 20;

interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly size: number;
  received: number;
}

/** Files on their way from the interface, piece by piece, into the temporary folder. */
export class Uploads {
  readonly #temporaryFiles: TemporaryFiles;
  /** By id, the oldest first. */
  readonly #waiting = new Map<string, Upload>();

  constructor(temporaryFiles: TemporaryFiles) {
    this.#temporaryFiles = temporaryFiles;
  }

  /** Begins one and returns its id; the oldest of too many is given up. */
  begin(fileName: string, size: number): string {
    const path = this.#temporaryFiles.newPath();
    this.#temporaryFiles.writing(() => {
      closeSync(openSync(path, privateFile.flag, privateFile.mode));
    });
    const id = randomUUID();
    this.#waiting.set(id, { path, fileName, size, received: 0 });
    for (const old of [...this.#waiting.keys()].slice(0, -mostWaiting)) this.discard(old);
    return id;
  }

  /** Takes the next piece. Pieces must come in order and within the announced size, or the whole upload is given up. */
  feed(id: string, offset: number, octets: Uint8Array): void {
    const upload = this.#upload(id);
    if (offset !== upload.received || offset + octets.length > upload.size) throw this.#changedFile(id);
    try {
      this.#temporaryFiles.writing(() => {
        append(upload.path, octets);
      });
    } catch (error) {
      // A piece that was written in part cannot be taken back.
      this.discard(id);
      throw error;
    }
    upload.received += octets.length;
  }

  /** Where the file lies that came whole, and its name. Throws AppError if it did not. */
  whole(id: string): { readonly path: string; readonly fileName: string } {
    const { path, fileName, size, received } = this.#upload(id);
    if (received !== size) throw this.#changedFile(id);
    return { path, fileName };
  }

  /** Removes one, if it is there. */
  discard(id: string): void {
    const upload = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (upload !== undefined) this.#temporaryFiles.remove(upload.path);
  }

  #upload(id: string): Upload {
    const upload = this.#waiting.get(id);
    if (upload !== undefined) return upload;
    throw new AppError('not-found', 'This file is no longer waiting to be imported. Choose it again.');
  }

  #changedFile(id: string): AppError {
    this.discard(id);
    return new AppError(
      'file-unreadable',
      'The file changed while it was being read, so nothing of it was kept. Choose it again; if it is on a share or a removable disk, copy it to this machine first.',
    );
  }
}

function append(path: string, octets: Uint8Array): void {
  const file = openSync(path, 'a');
  try {
    let written = 0;
    while (written < octets.length) written += writeSync(file, octets, written);
  } finally {
    closeSync(file);
  }
}
