import { Check } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Draft, ServerNode, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import { statuses, statusLabels, type Status } from '../../../shared/stig/status.ts';
import { recordDecision, type Ruling } from '../../actions/deciding.ts';
import { flushDrafts, typeDraft } from '../../actions/drafts.ts';
import { StatusMark } from '../../components/status-mark.tsx';
import { focusAgain, focusSoon, places } from '../../focus.ts';
import { rulingOf, type MissingPart } from '../../model/ruling.ts';
import { formatInstant } from '../../model/format.ts';
import { useStore } from '../../store.ts';
import { SaveState } from './save-state.tsx';

interface DecisionFormProps {
  readonly subject: ServerNode | VirtualServerNode;
  readonly proposal: Proposal;
  readonly draft: Draft;
  /** True if the draft comes from an earlier sitting. */
  readonly isRestored: boolean;
}

/** Where the assessor decides. Everything typed is kept as a draft at once; it counts when it is saved as a decision. */
export function DecisionForm({ subject, proposal, draft, isRestored }: DecisionFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const isSaving = useStore((state) => state.decisionSaving.kind === 'saving');
  const [missing, setMissing] = useState<MissingPart | null>(null);
  const change = (changes: Partial<Draft>) => {
    setMissing(null);
    typeDraft(subject.distinguishedName, { ...draft, ...changes });
  };
  const record = async (ruling: Ruling) => {
    const pressed = document.activeElement;
    await recordDecision(subject, ruling);
    const { selected, decisionSaving } = useStore.getState();
    // Only if the assessor is still here: a late answer must not take the focus away from elsewhere.
    if (selected !== subject.id) return;
    if (decisionSaving.kind === 'saved') focusSoon(places.next);
    else focusAgain(pressed);
  };
  const save = () => {
    const ruling = rulingOf(draft, proposal.status);
    if (ruling.kind === 'ruling') {
      void record(ruling.ruling);
      return;
    }
    setMissing(ruling.part);
    const part = ruling.part === 'status' ? 'input[type=radio]' : `#${CSS.escape(`${id}-justification`)}`;
    form.current?.querySelector<HTMLElement>(part)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    save();
  };
  return (
    <form
      ref={form}
      className="decision-form"
      aria-label="Decision"
      onKeyDown={onKeyDown}
      onBlur={() => void flushDrafts()}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <DecisionState subject={subject} proposal={proposal} isRestored={isRestored} />
      {subject.decision?.status === proposal.status ? null : (
        <button
          type="button"
          id={places.accept}
          className={subject.decision === null ? 'button button-primary button-wide' : 'button button-wide'}
          disabled={isSaving}
          title="Accept proposal (Alt+Enter)"
          onClick={() =>
            void record({
              status: proposal.status,
              justification: draft.justification,
              comments: draft.comments,
            })
          }
        >
          <Check aria-hidden="true" />
          Accept proposal
        </button>
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
      <div className="field">
        <label htmlFor={`${id}-comments`}>Comments</label>
        <textarea
          id={`${id}-comments`}
          rows={3}
          maxLength={20_000}
          readOnly={isSaving}
          value={draft.comments}
          onChange={(event) => change({ comments: event.target.value })}
        />
      </div>
      <div className="button-row">
        <button type="submit" className="button" disabled={isSaving} title="Save decision (Ctrl+Enter)">
          Save decision
        </button>
        <SaveState distinguishedName={subject.distinguishedName} />
      </div>
    </form>
  );
}

function DecisionState({ subject, proposal, isRestored }: Omit<DecisionFormProps, 'draft'>) {
  const { decision } = subject;
  return (
    <p className="decision-state">
      {decision === null
        ? proposal.status === 'not_applicable'
          ? 'No decision is needed: the check does not apply here.'
          : 'Undecided.'
        : `Decided: ${statusLabels[decision.status]}, ${formatInstant(decision.decidedAt)}.`}
      {isRestored ? ' What was typed last time and not saved as a decision is back below.' : ''}
    </p>
  );
}

interface StatusChoiceProps {
  readonly id: string;
  readonly chosen: Status | null;
  readonly proposed: Status;
  readonly disabled: boolean;
  readonly isMissing: boolean;
  readonly choose: (status: Status) => void;
}

function StatusChoice({ id, chosen, proposed, disabled, isMissing, choose }: StatusChoiceProps) {
  return (
    <fieldset
      className="choice"
      disabled={disabled}
      aria-describedby={isMissing ? `${id}-status-error` : undefined}
    >
      <legend>Status</legend>
      <div className="choice-cards">
        {statuses.map((status) => (
          <label key={status} className="choice-card">
            <input
              type="radio"
              name={`${id}-status`}
              checked={status === chosen}
              onChange={() => choose(status)}
            />
            <StatusMark status={status} />
            <span>{statusLabels[status]}</span>
            {status === proposed ? <span className="choice-note">proposed</span> : null}
          </label>
        ))}
      </div>
      {isMissing ? (
        <p id={`${id}-status-error`} className="field-error" role="alert">
          Choose a status, or accept the proposal.
        </p>
      ) : null}
    </fieldset>
  );
}

interface JustificationProps {
  readonly id: string;
  readonly draft: Draft;
  readonly proposed: Status;
  readonly disabled: boolean;
  readonly isMissing: boolean;
  readonly change: (changes: Partial<Draft>) => void;
}

function Justification({ id, draft, proposed, disabled, isMissing, change }: JustificationProps) {
  const isDemanded = draft.status !== null && draft.status !== proposed;
  return (
    <div className="field">
      <label htmlFor={`${id}-justification`}>Justification</label>
      <textarea
        id={`${id}-justification`}
        rows={3}
        maxLength={20_000}
        readOnly={disabled}
        aria-required={isDemanded}
        aria-invalid={isMissing}
        aria-describedby={`${id}-justification-hint`}
        value={draft.justification}
        onChange={(event) => change({ justification: event.target.value })}
      />
      <span
        id={`${id}-justification-hint`}
        className={isMissing ? 'field-error' : 'hint'}
        role={isMissing ? 'alert' : undefined}
      >
        {isDemanded
          ? `Required: ${statusLabels[draft.status ?? proposed]} differs from the proposal (${statusLabels[proposed]}). Say what you saw and where.`
          : 'Required only where the decision differs from the proposal.'}
      </span>
    </div>
  );
}
