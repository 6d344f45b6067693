import { HardDrive } from 'lucide-react';
import type { Usage } from '../../../shared/history/rescue.ts';
import { fetchBackup } from '../../actions/bundles.ts';
import { formatBytes, formatCount, formatInstant } from '../../model/format.ts';
import { deletedText } from '../../model/history-deletion.ts';
import { backupsText } from '../../model/history-usage.ts';
import { visibleText } from '../../model/visible-text.ts';
import { SavingState } from './saving-state.tsx';
import { isSaving, useSaving } from './use-saving.ts';

interface HousekeepingProps {
  /** Null while it is not known. */
  readonly usage: Usage | null;
}

/** What all this takes of the disk, the copies that are beside it, the way to make one elsewhere, and what was deleted. */
export function Housekeeping({ usage }: HousekeepingProps) {
  const { saving, save, stop } = useSaving(fetchBackup);
  return (
    <section className="housekeeping" aria-label="Data folder">
      <div className="housekeeping-line">
        <HardDrive aria-hidden="true" />
        <p>
          {usage === null
            ? 'The size of the database is not known yet.'
            : `Database ${formatBytes(usage.databaseBytes)}, ${backupsText(usage.backups)}.`}
        </p>
        <button
          type="button"
          className="button button-small"
          aria-disabled={isSaving(saving)}
          onClick={() => void save()}
        >
          Back up…
        </button>
        {usage === null || usage.backups.length === 0 ? null : (
          <details className="fold">
            <summary>Show the backups</summary>
            <ul>
              {usage.backups.map(({ name, madeAt, bytes, sound }) => (
                <li key={name}>
                  <bdi>{visibleText(name)}</bdi>, {formatInstant(madeAt)}, {formatBytes(bytes)}
                  {sound ? '' : ', DAMAGED: it cannot be used'}
                </li>
              ))}
            </ul>
          </details>
        )}
        {usage === null || usage.deletions.length === 0 ? null : (
          <details className="fold">
            <summary>
              Deleted assessments <span className="count">{formatCount(usage.deletions.length)}</span>
            </summary>
            <ul>
              {usage.deletions.map((deletion) => (
                <li key={deletion.assessmentId}>
                  <bdi>{deletedText(deletion)}</bdi>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <SavingState what="backup" saving={saving} stop={stop} />
    </section>
  );
}
