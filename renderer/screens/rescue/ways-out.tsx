import { useState } from 'react';
import type { Backup, RescueResult } from '../../../shared/history/rescue.ts';
import { lookForWaysOut, restoreBackup, salvage } from '../../actions/rescuing.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Loading } from '../../components/states.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { bestBackup } from '../../model/backup-text.ts';
import { formatInstant } from '../../model/format.ts';
import { BackupChoice } from './backup-choice.tsx';

interface WaysOutProps {
  readonly onRescued: (result: RescueResult) => void;
}

/** What can be done about a damaged database, with what each way does to it. */
export function WaysOut({ onRescued }: WaysOutProps) {
  const { answer } = useLoaded(lookForWaysOut);
  if (answer.kind === 'loading') return <Loading what="Looking for backups and checking them" />;
  // Then the failure above is all that there is to say.
  if (answer.kind === 'failed' || !answer.value.isDamage) return null;
  return (
    <section className="ways-out" aria-labelledby="ways-out">
      <h2 id="ways-out">Two ways out, and neither deletes anything</h2>
      <p>
        Whichever you choose, the damaged files are kept as they are, in a folder of their own in the data
        folder. Nothing is changed before the new database is whole.
      </p>
      <div className="rescue-ways">
        <RestoreBackup backups={answer.value.backups} onRescued={onRescued} />
        <Salvage hasBackup={bestBackup(answer.value.backups) !== null} onRescued={onRescued} />
      </div>
    </section>
  );
}

interface RestoreBackupProps extends WaysOutProps {
  readonly backups: readonly Backup[];
}

function RestoreBackup({ backups, onRescued }: RestoreBackupProps) {
  const [chosen, choose] = useState(() => bestBackup(backups));
  const [asking, ask] = useState(false);
  const backup = backups.find(({ name }) => name === chosen);
  return (
    <section className="panel rescue-way" aria-labelledby="restore-backup">
      <div className="panel-body">
        <h3 id="restore-backup">Restore a backup</h3>
        <p>Puts a copy of the whole database in its place. What was done after it was made is not in it.</p>
        <BackupChoice backups={backups} chosen={chosen} choose={choose} />
        {backup === undefined ? null : (
          <div className="button-row">
            <button type="button" className="button" onClick={() => ask(true)}>
              Restore this backup
            </button>
          </div>
        )}
      </div>
      {asking && backup !== undefined ? (
        <ConfirmDialog
          title="Restore this backup?"
          confirmLabel="Restore"
          onConfirm={async () => onRescued(await restoreBackup(backup.name))}
          onClose={() => ask(false)}
        >
          <p>
            Hopcheck goes back to {formatInstant(backup.madeAt)}. What was done later is not lost: it stays in
            the damaged files, but is not shown any more.
          </p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}

interface SalvageProps extends WaysOutProps {
  readonly hasBackup: boolean;
}

function Salvage({ hasBackup, onRescued }: SalvageProps) {
  const [asking, ask] = useState(false);
  return (
    <section className="panel rescue-way" aria-labelledby="salvage">
      <div className="panel-body">
        <h3 id="salvage">Save what can be read</h3>
        <p>
          Reads the damaged database row by row into a new one. Every assessment that is whole comes over as
          it is, with its seal. One of which a part is lost comes over as incomplete and in review, or is left
          out. What is lost is listed at the end.
        </p>
        <p className="soft">
          Damage that changed a text without breaking it cannot be seen here: Verify finds it in sealed
          assessments.
        </p>
        <div className="button-row">
          <button type="button" className="button" onClick={() => ask(true)}>
            Save what can be read
          </button>
        </div>
      </div>
      {asking ? (
        <ConfirmDialog
          title="Save what can be read?"
          confirmLabel="Save what can be read"
          onConfirm={async () => onRescued(await salvage())}
          onClose={() => ask(false)}
        >
          <p>
            Hopcheck makes a new database of what it can read. That may take a while if there is much of it.
            {hasBackup
              ? ' A backup can still be put in its place by hand later: they stay where they are.'
              : ''}
          </p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
