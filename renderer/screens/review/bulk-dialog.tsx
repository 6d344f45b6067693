import { useMemo, useRef, useState } from 'react';
import type { Draft } from '../../../shared/assessment/assessment.ts';
import { recordDecisions } from '../../actions/deciding.ts';
import { bulkName, typeBulkDraft } from '../../actions/drafts.ts';
import { announceStep } from '../../actions/undoing.ts';
import { Modal } from '../../components/modal.tsx';
import { useTask } from '../../components/use-task.ts';
import {
  bulkRulingOf,
  isTypedFor,
  outcomeText,
  recalledDraft,
  recalledText,
  selectionOf,
  subjectName,
  type Selection,
} from '../../model/bulk.ts';
import { formatQuantity } from '../../model/format.ts';
import { holdsAnything, type MissingPart } from '../../model/ruling.ts';
import { visibleText } from '../../model/visible-text.ts';
import { openAssessmentOf, useStore } from '../../store.ts';
import { BulkFields, LeftOut } from './bulk-fields.tsx';
import { BulkObjects } from './bulk-objects.tsx';
import { DiscardDraft } from './decision-discard.tsx';
import { SaveState } from './save-state.tsx';

interface BulkDialogProps {
  readonly nodes: readonly number[];
  /** What is typed so far. */
  readonly draft: Draft;
  readonly onClose: () => void;
}

/** Asks for one decision on many subjects, and says what it takes, where it differs from the proposals and what it leaves out. */
export function BulkDialog({ nodes, draft: typed, onClose }: BulkDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const { busy, failure, run } = useTask();
  const [missing, setMissing] = useState<MissingPart | null>(null);
  const [again, setAgain] = useState(false);
  const [found] = useState(typed);
  const selection = useSelection(nodes, again);
  const count = selection.subjects.length;
  const ids = selection.subjects.map(({ id }) => id);
  const typedFor = useStore((state) => state.bulkTypedFor);
  // From the first change on it is typed for these, whatever is taken in or left out then.
  const [isForThese, setForThese] = useState(() => isTypedFor(typedFor, selection.subjects));
  const draft = recalledDraft(typed, isForThese);
  const recalled = useRecalledText(typed, isForThese, typedFor);
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
      announceStep(outcomeText(decided, attempt.ruling.status, selection));
    });
    if (isDone) dialog.current?.close();
  };
  return (
    <Modal
      dialog={dialog}
      title={
        count === 0
          ? 'Nothing to decide in the selection'
          : `Decide ${formatQuantity(count, 'object')}${count === 1 ? '' : ' alike'}`
      }
      lead={leadOf(count)}
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
          <DiscardDraft
            distinguishedName={bulkName}
            draft={typed}
            isTyped={holdsAnything(typed)}
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
      <BulkObjects subjects={selection.subjects} />
      <LeftOut selection={selection} again={again} disabled={busy} setAgain={setAgain} />
      {typed === found && recalled !== null ? <p>{recalled}</p> : null}
      <BulkFields
        draft={draft}
        subjects={selection.subjects}
        disabled={busy}
        missing={missing}
        change={(changes) => {
          setMissing(null);
          setForThese(true);
          typeBulkDraft({ ...draft, ...changes }, ids);
        }}
      />
    </Modal>
  );
}

function leadOf(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? 'It can still be decided otherwise until the assessment is completed.'
    : 'Each gets this status, justification and comments, and its own finding details. Each can still be decided otherwise until the assessment is completed.';
}

/** What is said of what was typed before, with the names of those that it was typed for. */
function useRecalledText(
  typed: Draft,
  isForThese: boolean,
  typedFor: readonly number[] | null,
): string | null {
  const nodes = useStore((state) => openAssessmentOf(state)?.nodes) ?? [];
  const names =
    typedFor?.flatMap((id) => nodes[id] ?? []).map((subject) => subjectName(nodes, subject)) ?? null;
  return recalledText(typed, isForThese, names);
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
