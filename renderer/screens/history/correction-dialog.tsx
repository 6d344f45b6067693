import { useId, useRef, useState } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { beginCorrection, typeCorrectionReason } from '../../actions/history.ts';
import { DiscardTyped } from '../../components/discard-typed.tsx';
import { LongText } from '../../components/long-text.tsx';
import { Modal } from '../../components/modal.tsx';
import { useTask } from '../../components/use-task.ts';
import { formatInstant } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';

interface CorrectionDialogProps {
  readonly summary: AssessmentSummary;
  readonly onClose: () => void;
}

/** Asks why a completed assessment is to be corrected, and begins that. What is typed stays until it is used or discarded. */
export function CorrectionDialog({ summary, onClose }: CorrectionDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const reason = useStore(({ correctionReasons }) => correctionReasons[summary.id] ?? '');
  const [found] = useState(reason);
  const [isMissing, setMissing] = useState(false);
  const { busy, failure, run } = useTask();
  const begin = async () => {
    if (reason.trim() === '') {
      setMissing(true);
      field.current?.focus();
    } else if (await run(() => beginCorrection(summary, reason.trim()))) dialog.current?.close();
  };
  return (
    <Modal
      dialog={dialog}
      title="Begin a correction"
      firstFocus={field}
      busy={busy}
      onClose={onClose}
      lead={`The assessment completed on ${formatInstant(summary.completedAt)} stays as it is. Its evidence and decisions are copied into revision ${summary.revision + 1}, which is open for review again.`}
      actions={
        <>
          <button
            type="button"
            className="button button-primary"
            aria-disabled={busy}
            onClick={() => void begin()}
          >
            Begin a correction
          </button>
          <button
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => (busy ? undefined : dialog.current?.close())}
          >
            Cancel
          </button>
          <DiscardTyped
            typed={reason}
            isTyped={reason !== ''}
            disabled={busy}
            discard={() => typeCorrectionReason(summary.id, '')}
            restore={(typed) => typeCorrectionReason(summary.id, typed)}
          />
        </>
      }
    >
      {found !== '' && reason === found ? <p>What was typed last time is back below.</p> : null}
      <div className="field">
        <label htmlFor={id}>Why is it to be corrected?</label>
        <LongText
          ref={field}
          id={id}
          required
          value={reason}
          aria-invalid={isMissing && reason.trim() === ''}
          aria-describedby={`${id}-hint`}
          change={(text) => typeCorrectionReason(summary.id, text)}
        />
        <span id={`${id}-hint`} className={isMissing && reason.trim() === '' ? 'field-error' : 'hint'}>
          {isMissing && reason.trim() === '' ? 'Say why it is to be corrected.' : 'Kept among its events.'}
        </span>
      </div>
      {failure === null ? null : (
        <p className="field-error" role="alert">
          {visibleText(failure.message)}
        </p>
      )}
    </Modal>
  );
}
