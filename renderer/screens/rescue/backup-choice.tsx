import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Backup } from '../../../shared/history/rescue.ts';
import { backupOccasion } from '../../model/backup-text.ts';
import { formatBytes, formatInstant } from '../../model/format.ts';

interface BackupChoiceProps {
  readonly backups: readonly Backup[];
  /** The name of the one that is chosen; null for none. */
  readonly chosen: string | null;
  readonly choose: (name: string) => void;
}

/** The backups, newest first, of which a sound one can be chosen. */
export function BackupChoice({ backups, chosen, choose }: BackupChoiceProps) {
  if (backups.length === 0) return <p className="soft">There is no backup in this data folder.</p>;
  return (
    <fieldset className="backup-list">
      <legend className="visually-hidden">Backup</legend>
      {backups.map((backup) => (
        <label key={backup.name} className="backup" data-sound={backup.sound}>
          <input
            type="radio"
            name="backup"
            disabled={!backup.sound}
            checked={backup.name === chosen}
            onChange={() => choose(backup.name)}
          />
          <span className="backup-text">
            <strong>{formatInstant(backup.madeAt)}</strong>
            <span className="soft">{backupOccasion(backup)}</span>
          </span>
          <span className="backup-facts">
            <span className="figure soft">{formatBytes(backup.bytes)}</span>
            <Soundness sound={backup.sound} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Soundness({ sound }: { readonly sound: boolean }) {
  const Icon = sound ? CircleCheck : TriangleAlert;
  return (
    <span className="backup-soundness">
      <Icon aria-hidden="true" />
      {sound ? 'Sound' : 'Damaged'}
    </span>
  );
}
