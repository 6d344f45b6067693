import { Undo2 } from 'lucide-react';
import type { ServerNode, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import { statusLabels } from '../../../shared/stig/status.ts';
import { takeDecisionBack } from '../../actions/deciding.ts';
import { useTask } from '../../components/use-task.ts';
import { focusSoon, places } from '../../focus.ts';
import { formatInstant } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';

interface DecisionStateProps {
  readonly subject: ServerNode | VirtualServerNode;
  readonly proposal: Proposal;
  /** True if the draft comes from an earlier sitting. */
  readonly isRestored: boolean;
}

/** How the decision stands, who made it and when, and the way to take it back. */
export function DecisionState({ subject, proposal, isRestored }: DecisionStateProps) {
  const { decision } = subject;
  return (
    <div className="decision-state">
      <p>
        {decision === null
          ? proposal.status === 'not_applicable'
            ? 'No decision is needed: the check does not apply here.'
            : 'Undecided.'
          : `Decided: ${statusLabels[decision.status]}, ${formatInstant(decision.decidedAt)}, `}
        {decision === null ? null : (
          <>
            <bdi>{visibleText(decision.decidedBy)}</bdi>.
          </>
        )}
      </p>
      {isRestored ? <p>What was typed last time and not saved as a decision is back below.</p> : null}
      {decision === null ? null : <TakeBack subject={subject} />}
    </div>
  );
}

function TakeBack({ subject }: { readonly subject: ServerNode | VirtualServerNode }) {
  const { busy, failure, run } = useTask();
  const isSaving = useStore((state) => state.decisionSaving.kind === 'saving');
  const takeBack = async () => {
    const isDone = await run(() => takeDecisionBack(subject));
    // The button may be gone, and what can be done next stands below the heading.
    if (isDone && useStore.getState().selected === subject.id) focusSoon(places.decision);
  };
  return (
    <>
      <button
        type="button"
        id={places.takeBack}
        className="button button-quiet button-small"
        title="Take back the last decision (Ctrl+Z)"
        aria-disabled={busy || isSaving}
        onClick={() => (isSaving ? undefined : void takeBack())}
      >
        <Undo2 aria-hidden="true" />
        Take back the last decision
      </button>
      {failure === null ? null : (
        <p className="field-error" role="alert">
          Not taken back. {visibleText(failure.message)}
        </p>
      )}
    </>
  );
}
