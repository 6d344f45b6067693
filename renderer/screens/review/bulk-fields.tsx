import { useId } from 'react';
import type { Draft } from '../../../shared/assessment/assessment.ts';
import { differenceText, differing, leftOutTexts, type Selection, type Subject } from '../../model/bulk.ts';
import { formatCount } from '../../model/format.ts';
import type { MissingPart } from '../../model/ruling.ts';
import { StatusChoice } from './decision-status.tsx';
import { DecisionText } from './decision-text.tsx';

interface LeftOutProps {
  readonly selection: Selection;
  /** Whether to decide also what is decided already. */
  readonly again: boolean;
  readonly disabled: boolean;
  readonly setAgain: (again: boolean) => void;
}

/** What of the selection is left out and why, and the way to take in what is decided already. */
export function LeftOut({ selection, again, disabled, setAgain }: LeftOutProps) {
  const texts = leftOutTexts(selection);
  return (
    <>
      {texts.length === 0 ? null : (
        <div className="left-out">
          <p>Left out of the selection:</p>
          <ul className="plain-list">
            {texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      {selection.decidedBefore === 0 ? null : (
        <label className="check">
          <input
            type="checkbox"
            checked={again}
            disabled={disabled}
            onChange={(event) => setAgain(event.target.checked)}
          />
          Decide again what is decided already ({formatCount(selection.decidedBefore)})
        </label>
      )}
    </>
  );
}

interface BulkFieldsProps {
  readonly draft: Draft;
  /** Those to be decided. */
  readonly subjects: readonly Subject[];
  readonly disabled: boolean;
  readonly missing: MissingPart | null;
  readonly change: (changes: Partial<Draft>) => void;
}

/** What is said of all of them alike, and how many differ from their proposals with it. */
export function BulkFields({ draft, subjects, disabled, missing, change }: BulkFieldsProps) {
  const id = useId();
  const others = draft.status === null ? 0 : differing(subjects, draft.status);
  return (
    <>
      <StatusChoice
        id={id}
        chosen={draft.status}
        proposed={null}
        disabled={disabled}
        isMissing={missing === 'status'}
        choose={(status) => change({ status })}
      />
      <p className={others === 0 ? 'soft' : 'differing'} role="status">
        {differenceText(subjects.length, draft.status === null ? null : others)}
      </p>
      <DecisionText
        id={`${id}-justification`}
        label="Justification"
        value={draft.justification}
        disabled={disabled}
        isRequired={others > 0}
        isMissing={missing === 'justification'}
        hint={
          others > 0
            ? `Required, as ${subjects.length === 1 ? 'the proposal is not' : 'not every proposal is'} followed. Say what you saw and where.`
            : `Required only where the decision differs from ${subjects.length === 1 ? 'the' : 'a'} proposal.`
        }
        change={(justification) => change({ justification })}
      />
      <DecisionText
        id={`${id}-comments`}
        label="Comments"
        value={draft.comments}
        disabled={disabled}
        change={(comments) => change({ comments })}
      />
    </>
  );
}
