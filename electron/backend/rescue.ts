import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Handlers } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { Backup } from '../../shared/history/rescue.ts';
import { temporaryFolderName } from './bundle/temporary-files.ts';
import { observe } from './history/observe.ts';
import { rebuild } from './rescue-fragments.ts';
import { goneBack, lostRows, lostTogether } from './rescue-words.ts';
import { listBackups } from './store/backups.ts';
import { replaceDatabase } from './store/database-files.ts';
import { createPrivateFolder } from './store/private-folder.ts';
import { salvageDatabase, takeBackup } from './store/rescue-database.ts';
import { storeError } from './store/store-error.ts';
import { databaseFileName, openStore, type Store } from './store/store.ts';

export interface RescueOptions {
  readonly dataFolder: string;
  readonly toolVersion: string;
  readonly now: () => Date;
}

/** What became of the damaged database, and what could not be brought over. */
export interface Rescued {
  readonly lost: readonly string[];
  /** Folder with the damaged files. */
  readonly keptIn: string;
}

/**
 * The ways out of a damaged database, which nobody may have open. Both make the new one beside it, and change nothing before it is
 * whole; then the damaged files are moved aside. They throw AppError.
 */
export class Rescue {
  readonly #options: RescueOptions;
  readonly #file: string;

  constructor(options: RescueOptions) {
    this.#options = options;
    this.#file = join(options.dataFolder, databaseFileName);
  }

  /** Newest first. */
  backups(): Promise<readonly Backup[]> {
    return listBackups(this.#options.dataFolder);
  }

  /** Puts a backup in its place. Throws AppError `not-found` or `data-damaged` for one that is not there or not sound. */
  restore(name: string): Rescued {
    return this.#replaced((target) => {
      const { madeAt } = takeBackup(this.#options.dataFolder, name, target);
      return [goneBack(madeAt)];
    });
  }

  /** Puts a new database in its place, with everything that can still be read. */
  salvage(): Rescued {
    const { dataFolder, toolVersion, now } = this.#options;
    return this.#replaced((target) => {
      const { fragments, nameless, lossy } = salvageDatabase(dataFolder, target, toolVersion);
      const store = openStore(target, { toolVersion });
      try {
        if (lossy.has('observed')) observeAnew(store);
        const rebuilt = fragments.map((fragment) => rebuild(store, fragment, { toolVersion, now: now() }));
        return [...rebuilt, ...lostTogether(nameless), ...lostRows(lossy)];
      } finally {
        store.close();
      }
    });
  }

  /** `make` writes the new database into the folder that it is given, and tells what was lost. */
  #replaced(make: (target: string) => readonly string[]): Rescued {
    const { dataFolder, now } = this.#options;
    // What a killed rescue leaves there is removed when Hopcheck opens.
    const target = join(dataFolder, temporaryFolderName);
    try {
      rmSync(target, { recursive: true, force: true });
      createPrivateFolder(target);
      const lost = make(target);
      return { lost, keptIn: replaceDatabase(this.#file, join(target, databaseFileName), now()) };
    } catch (error) {
      throw storeError(error, this.#file);
    } finally {
      rmSync(target, { recursive: true, force: true });
    }
  }
}

/** It is derived, but seals hash it: where it is lost it is made again, octet by octet the same. */
function observeAnew(store: Store): void {
  for (const { id, state } of store.assessments()) if (state !== 'walking') observe(store, id);
}

function refuse(): never {
  throw new AppError(
    'bad-request',
    'The database file is sound: there is nothing to rescue. To go back to a backup all the same, close Hopcheck, move hopcheck.db (and hopcheck.db-wal, if it is there) to a safe place, and copy the backup to hopcheck.db.',
  );
}

/** What a backend answers whose database is sound. */
export const nothingToRescue: Pick<Handlers, 'rescue.look' | 'rescue.restore' | 'rescue.salvage'> = {
  'rescue.look': refuse,
  'rescue.restore': refuse,
  'rescue.salvage': refuse,
};
