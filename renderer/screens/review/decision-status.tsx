import type { Draft } from '../../../shared/assessment/assessment.ts';
import { statuses, statusLabels, type Status } from '../../../shared/stig/status.ts';
import { StatusMark } from '../../components/status-mark.tsx';
import { DecisionText } from './decision-text.tsx';

interface StatusChoiceProps {
  readonly id: string;
  readonly chosen: Status | null;
  /** Marked as proposed; null where several proposals are decided on at once. */
  readonly proposed: Status | null;
  readonly disabled: boolean;
  readonly isMissing: boolean;
  readonly choose: (status: Status) => void;
}

/** The four statuses to choose from. */
export function StatusChoice({ id, chosen, proposed, disabled, isMissing, choose }: StatusChoiceProps) {
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
          {proposed === null ? 'Choose a status.' : 'Choose a status, or accept the proposal.'}
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

/** Why, demanded where the status is not the proposed one. */
export function Justification({ id, draft, proposed, disabled, isMissing, change }: JustificationProps) {
  const isDemanded = draft.status !== null && draft.status !== proposed;
  return (
    <DecisionText
      id={`${id}-justification`}
      label="Justification"
      value={draft.justification}
      disabled={disabled}
      isRequired={isDemanded}
      isMissing={isMissing}
      hint={
        isDemanded
          ? `Required: ${statusLabels[draft.status ?? proposed]} differs from the proposal (${statusLabels[proposed]}). Say what you saw and where.`
          : 'Required only where the decision differs from the proposal.'
      }
      change={(justification) => change({ justification })}
    />
  );
}
