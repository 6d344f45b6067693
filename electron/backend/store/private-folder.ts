import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it, for this account alone. Step by step: where a file system denies that the parent exists,
 * Node's own recursive way tries for ever. Throws Node's own errors.
 */
export function createPrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, 0o700);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    createPrivateFolder(dirname(folder));
    mkdirSync(folder, 0o700);
  }
}

/** Node's word for an error of the file system, such as `ENOENT`; null for anything else. */
export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
