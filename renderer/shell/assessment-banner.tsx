import { Lock, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { verifySeal } from '../actions/history.ts';
import { formatInstant } from '../model/format.ts';
import { correctionReason, revisionText } from '../model/history-revision.ts';
import { sealingOf } from '../model/history-verification.ts';
import { visibleText } from '../model/visible-text.ts';
import { AssessmentDialog } from '../screens/history/assessment-dialog.tsx';
import { CorrectionDialog } from '../screens/history/correction-dialog.tsx';
import { useHistoryEvents } from '../screens/history/use-history-events.ts';
import { useStore } from '../store.ts';

const none: readonly AssessmentSummary[] = [];

/** That a completed assessment never changes, with the ways on from there; of a correction, what it corrects. */
export function AssessmentBanner({ summary }: { readonly summary: AssessmentSummary }) {
  const history = useStore((state) => state.history);
  const all = history.kind === 'ready' ? history.value : none;
  const revision = revisionText(summary, all);
  if (summary.state === 'completed') return <Completed summary={summary} all={all} revision={revision} />;
  if (revision === null || summary.state === 'walking') return null;
  return <Correction summary={summary} revision={revision} />;
}

interface CorrectionProps {
  readonly summary: AssessmentSummary;
  readonly revision: string;
}

function Correction({ summary, revision }: CorrectionProps) {
  const { answer } = useHistoryEvents(summary.id);
  const reason = answer.kind === 'ready' ? correctionReason(answer.value) : null;
  return (
    <p className="banner banner-correction">
      <PencilLine aria-hidden="true" />
      <strong>CORRECTION</strong>
      <span>
        {revision} That one stays as it is.
        {reason === null ? null : (
          <>
            {' '}
            Reason: <bdi>{reason}</bdi>
          </>
        )}
      </span>
    </p>
  );
}

interface CompletedProps {
  readonly summary: AssessmentSummary;
  readonly all: readonly AssessmentSummary[];
  readonly revision: string | null;
}

function Completed({ summary, all, revision }: CompletedProps) {
  const [shown, setShown] = useState<'seal' | 'correction' | null>(null);
  const close = () => setShown(null);
  const { id, seal, completedAt } = summary;
  const { answer } = useHistoryEvents(id);
  const verify = () => {
    void verifySeal(id);
    setShown('seal');
  };
  const { by } = sealingOf(answer.kind === 'ready' ? answer.value : [], null);
  return (
    <div className="banner banner-completed">
      <Lock aria-hidden="true" />
      <strong>COMPLETED</strong>
      <span>
        {seal === null ? 'On' : 'Sealed on'} {formatInstant(completedAt)}
        {by === null ? null : (
          <>
            {' '}
            by <bdi>{visibleText(by)}</bdi>
          </>
        )}
        . Nothing in this assessment changes any more.{revision === null ? '' : ` ${revision}`}
      </span>
      <span className="banner-actions">
        <button type="button" className="button button-small" onClick={verify}>
          Verify…
        </button>
        <button type="button" className="button button-small" onClick={() => setShown('correction')}>
          Begin a correction
        </button>
      </span>
      {shown === 'seal' ? <AssessmentDialog summary={summary} all={all} tab="Seal" onClose={close} /> : null}
      {shown === 'correction' ? <CorrectionDialog summary={summary} onClose={close} /> : null}
    </div>
  );
}
