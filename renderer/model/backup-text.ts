import type { Backup } from '../../shared/history/rescue.ts';
import { visibleText } from './visible-text.ts';

/** Why a backup was made, by its name; the name itself for one that somebody put there. */
export function backupOccasion({ name }: Backup): string {
  if (/^hopcheck-\d{4}-\d\d-\d\dT[\d-]+Z\.db$/.test(name)) return 'after an assessment was completed';
  const version = /^hopcheck-before-(\d+)\.db$/.exec(name)?.[1];
  return version === undefined ? visibleText(name) : `before the data was brought to version ${version}`;
}

/** The one to offer first: the newest that is sound; null if there is none. The list has the newest first. */
export function bestBackup(backups: readonly Backup[]): string | null {
  return backups.find(({ sound }) => sound)?.name ?? null;
}
