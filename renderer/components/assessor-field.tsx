import { prefer } from '../actions/application.ts';
import { places } from '../focus.ts';
import { useStore } from '../store.ts';

interface AssessorFieldProps {
  readonly disabled?: boolean;
  /** The form around it was to be sent. */
  readonly isTried?: boolean;
}

/** Who assesses: typed once on a computer and remembered from then on. */
export function AssessorField({ disabled = false, isTried = false }: AssessorFieldProps) {
  const typed = useStore((state) => state.preferences.assessor);
  const isDemanded = useStore((state) => state.isAssessorDemanded) || isTried;
  const isMissing = isDemanded && typed.trim() === '';
  return (
    <div className="field">
      <label htmlFor={places.assessor}>Assessor</label>
      <input
        id={places.assessor}
        type="text"
        required
        autoComplete="off"
        maxLength={200}
        value={typed}
        placeholder="First and last name"
        disabled={disabled}
        aria-invalid={isMissing}
        aria-describedby="assessor-hint"
        onChange={(event) => prefer({ assessor: event.target.value })}
      />
      <span id="assessor-hint" className={isMissing ? 'field-error' : 'hint'}>
        {isMissing
          ? 'Enter your name: it stands beside everything that you do.'
          : 'Your name. It stands beside every decision.'}
      </span>
    </div>
  );
}
