import { useState } from 'react';
import { assessorName, prefer } from '../actions/application.ts';
import { places } from '../focus.ts';
import { useStore } from '../store.ts';
import { HintedInput } from './hinted-input.tsx';

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
      <HintedInput
        id={places.assessor}
        required
        maxLength={200}
        value={typed}
        placeholder="First and last name"
        disabled={disabled}
        hint="Your name. It stands beside every decision."
        wrong={isMissing ? 'Enter your name: it stands beside everything that you do.' : null}
        change={(assessor) => prefer({ assessor })}
      />
    </div>
  );
}

/** The field where nobody is named yet. It stays as long as what is around it: its first letter is not yet a name. */
export function MissingAssessorField() {
  const isNamed = useStore(() => assessorName() !== '');
  const [wasNamed] = useState(isNamed);
  return wasNamed && isNamed ? null : <AssessorField />;
}
