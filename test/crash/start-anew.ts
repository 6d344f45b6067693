import { deepStrictEqual } from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { databaseFileName } from '../../electron/backend/store/store.ts';
import { backupsFolderName } from '../../electron/backend/store/verified-copy.ts';
import { openedBackend } from '../support/opened-backend.ts';
import { keptIn, sound, soundnessOf, type KeptFolder } from './kept.ts';

export const checker = 'Checker';

/** What is looked at more closely at a start. */
export interface Verifying {
  /** Of assessments that are completed. */
  readonly ids: readonly string[];
  readonly backups: boolean;
}

/**
 * Starts on a data folder whose Hopcheck died, with no rescue, and ends again. Expects no file to be left over, the assessments to
 * be intact, and nothing to be half there. Returns what there is.
 */
export async function startAnew(
  dataFolder: string,
  startsAt: string,
  { ids, backups }: Verifying,
): Promise<KeptFolder> {
  const unexpected: unknown[] = [];
  const { backend, invoke } = openedBackend(dirname(dataFolder), basename(dataFolder), {
    now: () => new Date(startsAt),
    onUnexpected: (error) => void unexpected.push(error),
  });
  try {
    await backend.sealed;
    deepStrictEqual(leftOver(dataFolder), []);
    for (const assessmentId of ids) {
      const { outcome, differences } = await invoke('history.verify', { assessmentId, assessor: checker });
      deepStrictEqual(
        { assessmentId, outcome, differences },
        { assessmentId, outcome: 'intact', differences: [] },
      );
    }
    if (backups) {
      const usage = await invoke('history.usage', {});
      deepStrictEqual(
        usage.backups.filter((backup) => !backup.sound),
        [],
      );
    }
  } finally {
    await backend.close();
  }
  deepStrictEqual(unexpected, []);
  deepStrictEqual(soundnessOf(dataFolder), sound);
  return keptIn(dataFolder);
}

/** Files of the data folder that no start should find, by name. */
function leftOver(dataFolder: string): readonly string[] {
  const backups = join(dataFolder, backupsFolderName);
  const known = new Set([
    databaseFileName,
    `${databaseFileName}-wal`,
    `${databaseFileName}-shm`,
    backupsFolderName,
  ]);
  return [
    ...readdirSync(dataFolder).filter((name) => !known.has(name)),
    ...(existsSync(backups) ? readdirSync(backups).filter((name) => !name.endsWith('.db')) : []),
  ];
}
