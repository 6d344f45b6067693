import { useId, useRef, useState } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { openComparison } from '../../actions/comparing.ts';
import { Modal } from '../../components/modal.tsx';
import { offeredComparison } from '../../model/history-choice.ts';
import { isRead, type OrganizationGroup } from '../../model/history-groups.ts';
import { assessmentLabel } from '../../model/history-rows.ts';

interface CompareDialogProps {
  readonly group: OrganizationGroup;
  /** In the list. */
  readonly selected: readonly AssessmentSummary[];
  readonly onClose: () => void;
}

/** Asks which two assessments of an organisation to compare; the two that are selected are offered, else the last two. */
export function CompareDialog({ group, selected, onClose }: CompareDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const confirming = useRef<HTMLButtonElement>(null);
  const [{ before, after }, choose] = useState(
    () => offeredComparison(group, selected) ?? { before: '', after: '' },
  );
  const choices = group.summaries.filter(isRead);
  const isSame = before === after;
  return (
    <Modal
      dialog={dialog}
      title="Compare two assessments"
      width="wide"
      firstFocus={confirming}
      onClose={onClose}
      lead="What is new, closed, reopened, still open, gone, renamed or moved between them."
      actions={
        <>
          <button
            ref={confirming}
            type="button"
            className="button button-primary"
            aria-disabled={isSame}
            onClick={() => (isSame ? undefined : void openComparison(before, after))}
          >
            Compare
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </>
      }
    >
      <Choice
        label="Before"
        choices={choices}
        chosen={before}
        choose={(id) => choose({ before: id, after })}
      />
      <Choice label="After" choices={choices} chosen={after} choose={(id) => choose({ before, after: id })} />
      {isSame ? (
        <p className="field-error" role="alert">
          Choose two different assessments.
        </p>
      ) : null}
    </Modal>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly AssessmentSummary[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
}

function Choice({ label, choices, chosen, choose }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => choose(event.target.value)}>
        {choices.map((summary) => (
          <option key={summary.id} value={summary.id}>
            {assessmentLabel(summary)}
          </option>
        ))}
      </select>
    </div>
  );
}
