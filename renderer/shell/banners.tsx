import { GraduationCap, TriangleAlert } from 'lucide-react';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { visibleText } from '../model/visible-text.ts';
import { useStore, type State } from '../store.ts';
import { AssessmentBanner } from './assessment-banner.tsx';

/** What must not be overlooked on any screen: practice data, an incomplete walk, a completed assessment or its correction. */
export function Banners() {
  const practice = useStore(isPractice);
  const summary = useStore(summaryOnScreen);
  const isIncomplete = summary !== null && !summary.complete && summary.state !== 'walking';
  const isDescended = summary !== null && (summary.state === 'completed' || summary.revises !== null);
  if (!practice && !isIncomplete && !isDescended) return null;
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
      {isDescended ? <AssessmentBanner summary={summary} /> : null}
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
  switch (state.screen) {
    case 'compare':
      return isPracticeKept(state, state.comparing?.after);
    case 'trend':
      return isPracticeKept(state, state.trendOf);
    case 'combine':
      return isPracticeKept(state, state.combining[0]);
    default:
      if (state.screen === 'walk' && state.walk.kind === 'running') return state.walk.way === 'practice';
      return summaryOnScreen(state)?.practice ?? false;
  }
}

function isPracticeKept({ history }: State, assessmentId: string | null | undefined): boolean {
  return (
    history.kind === 'ready' && history.value.some(({ id, practice }) => id === assessmentId && practice)
  );
}
