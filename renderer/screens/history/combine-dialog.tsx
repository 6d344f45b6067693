import { useRef, useState } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { openCombination } from '../../actions/comparing.ts';
import { Modal } from '../../components/modal.tsx';
import { formatCount } from '../../model/format.ts';
import { choiceToCombine, offeredTogether } from '../../model/history-choice.ts';
import { isRead, type OrganizationGroup } from '../../model/history-groups.ts';
import { assessmentLabel } from '../../model/history-rows.ts';

interface CombineDialogProps {
  readonly group: OrganizationGroup;
  /** In the list; those of the organisation are chosen at first. */
  readonly selected: readonly AssessmentSummary[];
  readonly onClose: () => void;
}

/** Asks which assessments of an organisation to read as one. */
export function CombineDialog({ group, selected, onClose }: CombineDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const choices = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState(() => offeredTogether(group, selected));
  const choice = choiceToCombine(group.summaries.filter(({ id }) => chosen.has(id)));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <Modal
      dialog={dialog}
      title="Read assessments together"
      width="wide"
      firstFocus={choices}
      onClose={onClose}
      lead="Several assessors’ parts of one organisation read as one. Where two of them decided on the same object, both are shown."
      actions={
        <>
          <button
            type="button"
            className="button button-primary"
            aria-disabled={choice.kind === 'refused'}
            aria-describedby="combine-reason"
            onClick={() => (choice.kind === 'ready' ? openCombination(choice.value) : undefined)}
          >
            {choice.kind === 'ready' ? `Read ${formatCount(choice.value.length)} together` : 'Read together'}
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <span id="combine-reason" className="soft" role="status">
            {choice.kind === 'refused' ? choice.why : ''}
          </span>
        </>
      }
    >
      <ul className="choices">
        {group.summaries.filter(isRead).map((summary, index) => (
          <li key={summary.id}>
            <label className="check">
              <input
                ref={index === 0 ? choices : undefined}
                type="checkbox"
                checked={chosen.has(summary.id)}
                onChange={() => toggle(summary.id)}
              />
              <bdi>{assessmentLabel(summary)}</bdi>
            </label>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
