import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { lastCompletedBefore } from '../../shared/history/last-completed.ts';
import { fetchBundle } from '../actions/bundles.ts';
import { openComparison } from '../actions/comparing.ts';
import type { Fetching } from '../actions/downloads.ts';
import { places } from '../focus.ts';
import { formatInstant, formatQuantity } from '../model/format.ts';
import { useStore } from '../store.ts';
import { SavingState } from './history/saving-state.tsx';
import { SealPanel } from './history/seal-panel.tsx';
import { useHistoryEvents } from './history/use-history-events.ts';
import { isSaving, useSaving } from './history/use-saving.ts';

/** That the assessment is completed, its seal, and what is worth doing with it next. */
export function CompletedAssessment({ summary }: { readonly summary: AssessmentSummary }) {
  const { answer } = useHistoryEvents(summary.id);
  const { saving, save, stop } = useSaving((fetching: Fetching) => fetchBundle(summary, fetching));
  const history = useStore((state) => state.history);
  const last = history.kind === 'ready' ? lastCompletedBefore(history.value, summary) : null;
  return (
    <section className="card" aria-labelledby={places.completion}>
      <h2 id={places.completion} tabIndex={-1}>
        Completed
      </h2>
      <p>
        Completed on {formatInstant(summary.completedAt)} with {formatQuantity(summary.decided, 'decision')}.
        It can be read at any time and is never changed.
      </p>
      <h3 className="requirements-title">Seal</h3>
      <SealPanel summary={summary} events={answer.kind === 'ready' ? answer.value : []} />
      <h3 className="requirements-title">Next</h3>
      <div className="seal-panel">
        <div className="button-row">
          <button
            type="button"
            className="button"
            aria-disabled={isSaving(saving)}
            onClick={() => void save()}
          >
            Save bundle
          </button>
          {last === null ? null : (
            <button type="button" className="button" onClick={() => void openComparison(last.id, summary.id)}>
              Compare with {formatInstant(last.finishedAt)}
            </button>
          )}
        </div>
        <p className="hint">
          A bundle is one file with all of it, for another Hopcheck or for the archive.
          {last === null ? '' : ' The comparison is with the last completed assessment before this one.'}
        </p>
        <SavingState what="bundle" saving={saving} stop={stop} />
      </div>
    </section>
  );
}
