import { GraduationCap, Lock, TriangleAlert } from 'lucide-react';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { formatInstant } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import { useStore, type State } from '../store.ts';

/** What must not be overlooked on any screen: practice data, an incomplete walk, a completed assessment. */
export function Banners() {
  const practice = useStore(isPractice);
  const summary = useStore(summaryOnScreen);
  const isIncomplete = summary !== null && !summary.complete && summary.state !== 'walking';
  const isCompleted = summary?.state === 'completed';
  if (!practice && !isIncomplete && !isCompleted) return null;
  return (
    <aside className="banners" aria-label="About this assessment">
      {practice ? (
        <p className="banner banner-practice">
          <GraduationCap aria-hidden="true" />
          <strong>PRACTICE</strong>
          <span>A made-up organisation to learn with. Nothing here says anything about a real one.</span>
        </p>
      ) : null}
      {isIncomplete ? (
        <p className="banner banner-incomplete">
          <TriangleAlert aria-hidden="true" />
          <strong>INCOMPLETE</strong>
          <span>
            {visibleText(summary.incompleteReason ?? 'The walk did not read everything.')} What was read keeps
            its verdict, but nothing passes as a whole.
          </span>
        </p>
      ) : null}
      {isCompleted ? (
        <p className="banner banner-completed">
          <Lock aria-hidden="true" />
          <strong>COMPLETED</strong>
          <span>{formatInstant(summary.completedAt)}. Nothing in this assessment changes any more.</span>
        </p>
      ) : null}
    </aside>
  );
}

/** The assessment that the present screen shows, or null. */
function summaryOnScreen(state: State): AssessmentSummary | null {
  if (state.screen === 'walk' && state.walk.kind !== 'none')
    return state.walk.kind === 'finished' ? state.walk.summary : null;
  if (state.screen !== 'walk' && state.screen !== 'review' && state.screen !== 'finish') return null;
  return state.assessment.kind === 'ready' ? state.assessment.value.summary : null;
}

function isPractice(state: State): boolean {
  if (state.screen === 'walk' && state.walk.kind === 'running') return state.walk.way === 'practice';
  return summaryOnScreen(state)?.practice ?? false;
}
