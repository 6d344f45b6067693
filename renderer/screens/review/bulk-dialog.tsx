import { useMemo, useRef, useState } from 'react';
import type { Draft } from '../../../shared/assessment/assessment.ts';
import { announce } from '../../actions/application.ts';
import { recordDecisions } from '../../actions/deciding.ts';
import { bulkName, typeDraft } from '../../actions/drafts.ts';
import { Modal } from '../../components/modal.tsx';
import { useTask } from '../../components/use-task.ts';
import { bulkRulingOf, outcomeText, selectionOf, type Selection } from '../../model/bulk.ts';
import { formatQuantity } from '../../model/format.ts';
import { holdsAnything, type MissingPart } from '../../model/ruling.ts';
import { visibleText } from '../../model/visible-text.ts';
import { openAssessmentOf, useStore } from '../../store.ts';
import { BulkFields, LeftOut } from './bulk-fields.tsx';
import { DiscardTyped } from './decision-discard.tsx';
import { SaveState } from './save-state.tsx';

interface BulkDialogProps {
  readonly nodes: readonly number[];
  /** What is typed so far. */
  readonly draft: Draft;
  readonly onDecided: () => void;
  readonly onClose: () => void;
}

/** Asks for one decision on many subjects, and says what it takes, where it differs from the proposals and what it leaves out. */
export function BulkDialog({ nodes, draft, onDecided, onClose }: BulkDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const { busy, failure, run } = useTask();
  const [missing, setMissing] = useState<MissingPart | null>(null);
  const [again, setAgain] = useState(false);
  const [found] = useState(draft);
  const selection = useSelection(nodes, again);
  const count = selection.subjects.length;
  const decide = async () => {
    const attempt = bulkRulingOf(draft, selection.subjects);
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
          <DiscardTyped
            distinguishedName={bulkName}
            draft={draft}
            isTyped={holdsAnything(draft)}
            disabled={busy}
          />
          <SaveState distinguishedName={bulkName} isDecided={false} />
          {failure === null ? null : (
            <p className="field-error" role="alert">
              {visibleText(failure.message)}
            </p>
          )}
        </>
      }
    >
      <LeftOut selection={selection} again={again} disabled={busy} setAgain={setAgain} />
      {draft === found && holdsAnything(found) ? (
        <p>What was typed last time and not decided is back below.</p>
      ) : null}
      <BulkFields
        draft={draft}
        subjects={selection.subjects}
        disabled={busy}
        missing={missing}
        change={(changes) => {
          setMissing(null);
          typeDraft(bulkName, { ...draft, ...changes });
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
