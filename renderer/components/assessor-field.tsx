import { prefer } from '../actions/application.ts';
import { useStore } from '../store.ts';

interface AssessorFieldProps {
  readonly disabled?: boolean;
}

/** Who assesses: what was typed last, else the account of the operating system. */
export function AssessorField({ disabled = false }: AssessorFieldProps) {
  const typed = useStore((state) => state.preferences.assessor);
  const suggested = useStore((state) =>
    state.application.kind === 'ready' ? state.application.value.suggestedAssessor : '',
  );
  return (
    <div className="field">
      <label htmlFor="assessor">Assessor</label>
      <input
        id="assessor"
        type="text"
        autoComplete="off"
        maxLength={200}
        value={typed}
        placeholder={suggested}
        disabled={disabled}
        aria-describedby="assessor-hint"
        onChange={(event) => prefer({ assessor: event.target.value })}
      />
      <span id="assessor-hint" className="hint">
        Stands beside every decision.
      </span>
    </div>
  );
}
