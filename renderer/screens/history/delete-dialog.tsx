import { TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { deleteAssessment } from '../../actions/history.ts';
import { Modal } from '../../components/modal.tsx';
import { useTask } from '../../components/use-task.ts';
import { formatInstant } from '../../model/format.ts';
import { deletionText } from '../../model/history-deletion.ts';
import { visibleName, visibleText } from '../../model/visible-text.ts';

interface DeleteDialogProps {
  readonly summary: AssessmentSummary;
  /** Every assessment of this data folder. */
  readonly all: readonly AssessmentSummary[];
  readonly onClose: () => void;
  /** Called once it is gone. */
  readonly onDeleted: () => void;
}

/** Says what is deleted and what remains, and deletes once that is confirmed. */
export function DeleteDialog({ summary, all, onClose, onDeleted }: DeleteDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const keeping = useRef<HTMLButtonElement>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const { busy, failure, run } = useTask();
  const { goes, stays, warning } = deletionText(summary, all);
  const isBlocked = busy || !isConfirmed;
  const remove = async () => {
    if (await run(() => deleteAssessment(summary.id))) onDeleted();
  };
  return (
    <Modal
      dialog={dialog}
      title="Delete this assessment?"
      danger
      firstFocus={keeping}
      busy={busy}
      onClose={onClose}
      lead={`${visibleName(summary.organization)}, read on ${formatInstant(summary.finishedAt ?? summary.startedAt)} by ${visibleText(summary.assessor)}.`}
      actions={
        <>
          <button
            ref={keeping}
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => (busy ? undefined : dialog.current?.close())}
          >
            Keep it
          </button>
          <button
            type="button"
            className="button button-danger"
            aria-disabled={isBlocked}
            onClick={() => (isBlocked ? undefined : void remove())}
          >
            Delete for good
          </button>
        </>
      }
    >
      <section>
        <h3>What is deleted</h3>
        <Sentences of={goes} />
      </section>
      <section>
        <h3>What remains</h3>
        <Sentences of={stays} />
      </section>
      {warning === null ? null : (
        <p className="warning">
          <TriangleAlert aria-hidden="true" />
          {warning}
        </p>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={isConfirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
        />
        Delete this assessment for good. Nothing brings it back.
      </label>
      {failure === null ? null : (
        <p className="field-error" role="alert">
          {visibleText(failure.message)}
        </p>
      )}
    </Modal>
  );
}

function Sentences({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className="sentences">
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
