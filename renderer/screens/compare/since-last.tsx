import { useCallback, useEffect, useRef } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { lastCompletedBefore } from '../../../shared/history/last-completed.ts';
import { compare, openComparison } from '../../actions/comparing.ts';
import { goOnReviewing } from '../../actions/reviewing.ts';
import { reviewLabel } from '../../model/assessment-state.ts';
import { changesInWords, comparisonNotes } from '../../model/comparison-texts.ts';
import { formatInstant } from '../../model/format.ts';
import { visibleName, visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';

/** The last completed assessment of the same organisation, as far as History tells; null if there is none. */
export function usePrevious(summary: AssessmentSummary): AssessmentSummary | null {
  return useStore(({ history }) =>
    history.kind === 'ready' ? lastCompletedBefore(history.value, summary) : null,
  );
}

interface SinceLastProps {
  readonly previous: AssessmentSummary;
  readonly summary: AssessmentSummary;
}

/** What every second visit asks first: what changed since the last completed assessment. */
export function SinceLast({ previous, summary }: SinceLastProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [before, after] = [previous.id, summary.id];
  const ask = useCallback(() => void compare(before, after), [before, after]);
  useEffect(() => button.current?.focus(), []);
  useEffect(ask, [ask]);
  return (
    <section className="card since-last" aria-labelledby="since-last">
      <h2 id="since-last">What changed since {formatInstant(previous.finishedAt)}</h2>
      <p className="soft">
        Against the last completed assessment, read by <bdi>{visibleName(previous.assessor)}</bdi>. It comes
        first, as it tells where the review has something new to decide.
      </p>
      <Words before={before} after={after} ask={ask} />
      <div className="button-row card-actions">
        <button
          ref={button}
          type="button"
          className="button button-primary button-large"
          onClick={() => void openComparison(before, after)}
        >
          See what changed
        </button>
        <button type="button" className="button button-large" onClick={() => void goOnReviewing(summary.id)}>
          {reviewLabel(summary)}
        </button>
      </div>
    </section>
  );
}

interface WordsProps {
  readonly before: string;
  readonly after: string;
  readonly ask: () => void;
}

function Words({ before, after, ask }: WordsProps) {
  const comparing = useStore((state) => state.comparing);
  const comparison = useStore((state) => state.comparison);
  const isAsked = comparing?.before === before && comparing.after === after;
  if (isAsked && comparison.kind === 'failed') {
    return (
      <p className="field-error" role="alert">
        The two could not be compared. {visibleText(comparison.failure.message)}{' '}
        <button type="button" className="link" onClick={ask}>
          Try again
        </button>
      </p>
    );
  }
  if (!isAsked || comparison.kind !== 'ready') {
    return (
      <p className="loading" role="status">
        <span className="spinner" aria-hidden="true" />
        Comparing
      </p>
    );
  }
  return (
    <div role="status">
      <p className="compared-sum">{changesInWords(comparison.value)}.</p>
      {comparisonNotes(comparison.value).map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
    </div>
  );
}
