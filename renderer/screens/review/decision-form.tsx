import { useId, useRef, useState } from 'react';
import type {
  Draft,
  NodeDetail,
  Ruling,
  ServerNode,
  VirtualServerNode,
} from '../../../shared/assessment/assessment.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import { recordDecision } from '../../actions/deciding.ts';
import { flushDrafts, typeDraft } from '../../actions/drafts.ts';
import { focusAgain, focusSoon, places } from '../../focus.ts';
import { findingText } from '../../model/finding-text.ts';
import { acceptanceBarrier, isUndecidedDraft, rulingOf, type MissingPart } from '../../model/ruling.ts';
import { useStore, type OpenAssessment } from '../../store.ts';
import { AcceptProposal } from './decision-accept.tsx';
import { DiscardDraft } from './decision-discard.tsx';
import { Earlier } from './decision-earlier.tsx';
import { FindingDetails } from './decision-finding-details.tsx';
import { SeverityChoice } from './decision-severity.tsx';
import { DecisionState } from './decision-state.tsx';
import { Justification, StatusChoice } from './decision-status.tsx';
import { DecisionText } from './decision-text.tsx';
import { SaveState } from './save-state.tsx';

interface DecisionFormProps {
  readonly subject: ServerNode | VirtualServerNode;
  readonly proposal: Proposal;
  readonly assessment: OpenAssessment;
  readonly detail: NodeDetail;
  readonly draft: Draft;
  /** True if the draft comes from an earlier sitting. */
  readonly isRestored: boolean;
}

/** Where the assessor decides. Everything typed is kept as a draft at once; it counts when it is saved as a decision. */
export function DecisionForm({
  subject,
  proposal,
  assessment,
  detail,
  draft,
  isRestored,
}: DecisionFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const isSaving = useStore((state) => state.decisionSaving.kind === 'saving');
  const [missing, setMissing] = useState<MissingPart | null>(null);
  const change = (changes: Partial<Draft>) => {
    setMissing(null);
    typeDraft(subject.distinguishedName, { ...draft, ...changes });
  };
  const save = (attempted: Draft) => {
    const attempt = rulingOf(attempted, proposal.status);
    if (attempt.kind === 'ruling') {
      void record(subject, attempt.ruling);
      return;
    }
    setMissing(attempt.part);
    const part = attempt.part === 'status' ? 'input[type=radio]' : `#${CSS.escape(`${id}-${attempt.part}`)}`;
    form.current?.querySelector<HTMLElement>(part)?.focus();
  };
  return (
    <form
      ref={form}
      className="decision-form"
      aria-label="Decision"
      onBlur={() => void flushDrafts()}
      onSubmit={(event) => {
        event.preventDefault();
        save(draft);
      }}
    >
      <DecisionState subject={subject} proposal={proposal} isRestored={isRestored} />
      {subject.decision?.status === proposal.status ? null : (
        <AcceptProposal
          id={id}
          isPrimary={subject.decision === null}
          barrier={acceptanceBarrier(draft, subject.decision, proposal.status)}
          disabled={isSaving}
          accept={() => save({ ...draft, status: proposal.status })}
        />
      )}
      <StatusChoice
        id={id}
        chosen={draft.status}
        proposed={proposal.status}
        disabled={isSaving}
        isMissing={missing === 'status'}
        choose={(status) => change({ status })}
      />
      <Justification
        id={id}
        draft={draft}
        proposed={proposal.status}
        disabled={isSaving}
        isMissing={missing === 'justification'}
        change={change}
      />
      <DecisionText
        id={`${id}-comments`}
        label="Comments"
        value={draft.comments}
        disabled={isSaving}
        change={(comments) => change({ comments })}
      />
      <Earlier
        assessmentId={assessment.summary.id}
        distinguishedName={subject.distinguishedName}
        draft={draft}
        disabled={isSaving}
        change={change}
      />
      <FindingDetails
        id={id}
        edited={draft.findingDetails}
        written={findingText(subject, proposal, detail, assessment)}
        disabled={isSaving}
        change={(findingDetails) => change({ findingDetails })}
      />
      <SeverityChoice
        id={id}
        draft={draft}
        disabled={isSaving}
        isMissing={missing === 'severity-justification'}
        change={change}
      />
      <div className="button-row decision-save">
        <button
          type="submit"
          id={places.save}
          className="button"
          disabled={isSaving}
          title="Save decision (Ctrl+Enter)"
        >
          Save decision
        </button>
        <DiscardDraft
          distinguishedName={subject.distinguishedName}
          draft={draft}
          isTyped={isUndecidedDraft(draft, subject.decision)}
          disabled={isSaving}
        />
        <SaveState distinguishedName={subject.distinguishedName} isDecided={subject.decision !== null} />
      </div>
    </form>
  );
}

async function record(subject: ServerNode | VirtualServerNode, ruling: Ruling): Promise<void> {
  const pressed = document.activeElement;
  await recordDecision(subject, ruling);
  const { selected, decisionSaving } = useStore.getState();
  // Only if the assessor is still here: a late answer must not take the focus away from elsewhere.
  if (selected !== subject.id) return;
  if (decisionSaving.kind === 'saved') focusSoon(places.next);
  else focusAgain(pressed);
}
