import { SqliteError } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';

/**
 * What to tell the user when SQLite or the file system failed on the database: an AppError with the way out, or what was
 * thrown if it has nothing to do with the state of the data folder.
 */
export function storeError(thrown: unknown, file: string): unknown {
  if (thrown instanceof SqliteError)
    return fromSqlite(thrown.code, file, `${thrown.code}: ${thrown.message}`) ?? thrown;
  if (thrown instanceof Error && 'syscall' in thrown) return fromFileSystem(thrown, file);
  return thrown;
}

/** The database cannot be trusted. Nothing in it was repaired or replaced: that is for the user to decide. */
export function dataDamaged(file: string, detail: string): AppError {
  return new AppError(
    'data-damaged',
    `The database ${file} is damaged or was not written by Hopcheck. It was left as it is. If it cannot be opened, Hopcheck offers to restore a backup or to save what can be read (on the command line: "rescue"). You can also move the database, with any file whose name starts the same, to a safe place and start again; or start Hopcheck with another data folder (--data).`,
    detail,
  );
}

function fromSqlite(code: string, file: string, detail: string): AppError | null {
  // Extended codes such as SQLITE_IOERR_WRITE begin with the plain one.
  switch (code.split('_')[1]) {
    case 'BUSY':
    case 'LOCKED':
      return new AppError(
        'data-folder-in-use',
        `The data folder of ${file} is already in use, most likely by another Hopcheck. Go on in its window, or close it and try again. To work beside it, start this one with another data folder (--data).`,
        detail,
      );
    case 'FULL':
      return full(file, detail);
    case 'READONLY':
    case 'CANTOPEN':
    case 'PERM':
    case 'IOERR':
      return unwritable(file, detail);
    case 'CORRUPT':
    case 'NOTADB':
      return dataDamaged(file, detail);
    default:
      return null;
  }
}

function fromFileSystem(error: Error, file: string): AppError {
  const noRoom = 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  return noRoom ? full(file, error.message) : unwritable(file, error.message);
}

function full(file: string, detail: string): AppError {
  return new AppError(
    'data-folder-full',
    `There is no room left on the disk that holds ${file}. What was saved before is safe, the last step was not saved. Free some space and try again.`,
    detail,
  );
}

function unwritable(file: string, detail: string): AppError {
  return new AppError(
    'data-folder-unwritable',
    `Hopcheck cannot read and write its database ${file}. Make sure that its folder is a folder on a working disk and that you may write there, or start Hopcheck with another data folder (--data).`,
    detail,
  );
}
