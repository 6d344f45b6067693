import type { Ruling } from '../../../shared/assessment/assessment.ts';
import { severityLabels } from '../../../shared/stig/severity.ts';
import { visibleText } from '../../model/visible-text.ts';

/** The words of a decision, each under its name; nothing for what was left empty. */
export function DecisionWords({ ruling }: { readonly ruling: Ruling }) {
  const { justification, comments, findingDetails, severityOverride } = ruling;
  return (
    <>
      <Words label="Justification" text={justification} />
      {severityOverride === null ? null : (
        <Words
          label={`Severity override: ${severityLabels[severityOverride.severity]}`}
          text={severityOverride.justification}
        />
      )}
      <Words label="Finding details, edited" text={findingDetails ?? ''} />
      <Words label="Comments" text={comments} />
    </>
  );
}

/** One text of several lines under its name; nothing if it is blank. */
export function Words({ label, text }: { readonly label: string; readonly text: string }) {
  if (text.trim() === '') return null;
  return (
    <p className="words">
      <span className="words-label">{label}</span>
      <bdi>{visibleLines(text)}</bdi>
    </p>
  );
}

function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visibleText).join('\n');
}
