import { useState } from 'react';
import type { Draft } from '../../../shared/assessment/assessment.ts';
import { check } from '../../../shared/stig/check.ts';
import { severities, severityLabels, type Severity } from '../../../shared/stig/severity.ts';
import { DecisionText } from './decision-text.tsx';

interface SeverityChoiceProps {
  readonly id: string;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly isMissing: boolean;
  readonly change: (changes: Partial<Draft>) => void;
}

/** The check's severity, or another one with its own reason. */
export function SeverityChoice({ id, draft, disabled, isMissing, change }: SeverityChoiceProps) {
  const { severityOverride } = draft;
  // Words that were typed for an override come back if it is chosen again.
  const [words, setWords] = useState('');
  const choose = (severity: Severity) => {
    if (severityOverride !== null) setWords(severityOverride.justification);
    const justification = severityOverride?.justification ?? words;
    change({ severityOverride: severity === check.severity ? null : { severity, justification } });
  };
  return (
    <>
      <fieldset className="choice" disabled={disabled}>
        <legend>
          Severity <span className="choice-note">the check’s own is {check.severityLabel}</span>
        </legend>
        <div className="choice-row">
          {severities.map((severity) => (
            <label key={severity} className="choice-card">
              <input
                type="radio"
                name={`${id}-severity`}
                checked={severity === (severityOverride?.severity ?? check.severity)}
                onChange={() => choose(severity)}
              />
              <span>{severityLabels[severity]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {severityOverride === null ? null : (
        <DecisionText
          id={`${id}-severity-justification`}
          label="Reason for the severity"
          value={severityOverride.justification}
          disabled={disabled}
          isRequired
          isMissing={isMissing}
          hint={`Required: ${severityLabels[severityOverride.severity]} instead of the check’s own ${check.severityLabel}.`}
          change={(justification) => change({ severityOverride: { ...severityOverride, justification } })}
        />
      )}
    </>
  );
}
