import { useId, useMemo, useRef, useState } from 'react';
import { announce } from '../../actions/application.ts';
import { recordDecisions } from '../../actions/deciding.ts';
import { Modal } from '../../components/modal.tsx';
import { useTask } from '../../components/use-task.ts';
import {
  bulkRulingOf,
  differing,
  leftOutTexts,
  outcomeText,
  selectionOf,
  type BulkWords,
  type Selection,
} from '../../model/bulk.ts';
import { formatCount, formatQuantity } from '../../model/format.ts';
import type { MissingPart } from '../../model/ruling.ts';
import { visibleText } from '../../model/visible-text.ts';
import { openAssessmentOf, useStore } from '../../store.ts';
import { StatusChoice } from './decision-status.tsx';
import { DecisionText } from './decision-text.tsx';

interface BulkDialogProps {
  readonly nodes: readonly number[];
  readonly words: BulkWords;
  readonly change: (changes: Partial<BulkWords>) => void;
  readonly onDecided: () => void;
  readonly onClose: () => void;
}

/** Asks for one decision on many subjects, and says what it takes, where it differs from the proposals and what it leaves out. */
export function BulkDialog({ nodes, words, change, onDecided, onClose }: BulkDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const { busy, failure, run } = useTask();
  const [missing, setMissing] = useState<MissingPart | null>(null);
  const selection = useSelection(nodes, words.again);
  const count = selection.subjects.length;
  const decide = async () => {
    const attempt = bulkRulingOf(words, selection.subjects);
    if (count === 0) return;
    if (attempt.kind === 'missing') {
      setMissing(attempt.part);
      const part = attempt.part === 'status' ? 'input[type=radio]' : 'textarea';
      dialog.current?.querySelector<HTMLElement>(part)?.focus();
      return;
    }
    const isDone = await run(async () => {
      const decided = await recordDecisions(selection.subjects, attempt.ruling);
      announce(outcomeText(decided, attempt.ruling.status, selection));
    });
    if (!isDone) return;
    dialog.current?.close();
    onDecided();
  };
  return (
    <Modal
      dialog={dialog}
      title={
        count === 0 ? 'Nothing to decide in the selection' : `Decide ${formatQuantity(count, 'object')} alike`
      }
      lead="Each gets this status, justification and comments, and its own finding details. Each can still be decided otherwise until the assessment is completed."
      width="wide"
      busy={busy}
      firstFocus={cancel}
      onClose={onClose}
      actions={
        <>
          <button
            type="button"
            className="button button-primary"
            aria-disabled={busy || count === 0}
            onClick={() => void decide()}
          >
            Decide {formatQuantity(count, 'object')}
          </button>
          <button
            ref={cancel}
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => (busy ? undefined : dialog.current?.close())}
          >
            Cancel
          </button>
          {failure === null ? null : (
            <p className="field-error" role="alert">
              {visibleText(failure.message)}
            </p>
          )}
        </>
      }
    >
      <LeftOut selection={selection} words={words} disabled={busy} change={change} />
      <Fields
        words={words}
        selection={selection}
        disabled={busy}
        missing={missing}
        change={(changes) => {
          setMissing(null);
          change(changes);
        }}
      />
    </Modal>
  );
}

function useSelection(nodes: readonly number[], again: boolean): Selection {
  const assessment = useStore(openAssessmentOf);
  const drafts = useStore((state) => state.drafts);
  return useMemo(
    () =>
      selectionOf(
        nodes.map((id) => assessment?.nodes[id]),
        drafts,
        again,
      ),
    [nodes, assessment, drafts, again],
  );
}

interface PartProps {
  readonly words: BulkWords;
  readonly selection: Selection;
  readonly disabled: boolean;
  readonly change: (changes: Partial<BulkWords>) => void;
}

function LeftOut({ selection, words, disabled, change }: PartProps) {
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
            checked={words.again}
            disabled={disabled}
            onChange={(event) => change({ again: event.target.checked })}
          />
          Decide again what is decided already ({formatCount(selection.decidedBefore)})
        </label>
      )}
    </>
  );
}

interface FieldsProps extends PartProps {
  readonly missing: MissingPart | null;
}

function Fields({ words, selection, disabled, missing, change }: FieldsProps) {
  const id = useId();
  const { subjects } = selection;
  const others = words.status === null ? 0 : differing(subjects, words.status);
  return (
    <>
      <StatusChoice
        id={id}
        chosen={words.status}
        proposed={null}
        disabled={disabled}
        isMissing={missing === 'status'}
        choose={(status) => change({ status })}
      />
      <p className={others === 0 ? 'soft' : 'differing'} role="status">
        {words.status === null
          ? 'Choose a status to see how many differ from their proposal.'
          : others === 0
            ? `None of ${formatCount(subjects.length)} differs from its proposal.`
            : `${formatCount(others)} of ${formatCount(subjects.length)} differ from their proposal.`}
      </p>
      <DecisionText
        id={`${id}-justification`}
        label="Justification"
        value={words.justification}
        disabled={disabled}
        isRequired={others > 0}
        isMissing={missing === 'justification'}
        hint={
          others > 0
            ? 'Required, as not every proposal is followed. Say what you saw and where.'
            : 'Required only where the decision differs from a proposal.'
        }
        change={(justification) => change({ justification })}
      />
      <DecisionText
        id={`${id}-comments`}
        label="Comments"
        value={words.comments}
        disabled={disabled}
        change={(comments) => change({ comments })}
      />
    </>
  );
}
