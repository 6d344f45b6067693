import { useState } from 'react';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { WireLogDialog } from './wire-log-dialog.tsx';

/** Opens the list of what was sent to read an assessment; nothing for what was read from a file. */
export function WireLogButton({ summary }: { readonly summary: AssessmentSummary }) {
  const [isShown, setShown] = useState(false);
  if (summary.source.kind === 'ldif') return null;
  return (
    <div className="button-row card-actions">
      <button type="button" className="button" onClick={() => setShown(true)}>
        What was sent
      </button>
      {isShown ? <WireLogDialog assessmentId={summary.id} onClose={() => setShown(false)} /> : null}
    </div>
  );
}
