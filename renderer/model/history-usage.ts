import type { Backup } from '../../shared/history/rescue.ts';
import { formatBytes, formatInstant, formatQuantity } from './format.ts';

/** The copies beside the database in a few words. */
export function backupsText(backups: readonly Backup[]): string {
  const newest = backups.reduce<Backup | null>(
    (last, backup) => (last === null || backup.madeAt > last.madeAt ? backup : last),
    null,
  );
  if (newest === null) return 'no backup beside it';
  const bytes = backups.reduce((sum, backup) => sum + backup.bytes, 0);
  return `${formatQuantity(backups.length, 'backup')} beside it with ${formatBytes(bytes)}, the last of ${formatInstant(newest.madeAt)}`;
}
