import { openAssessmentOf, useStore, type Screen, type State } from '../store.ts';
import { goTo } from './application.ts';
import { loadAssessment } from './reviewing.ts';

/** Where in the window's own storage it stands where one was: that outlives a reload and a crash of the page, not the window. */
const storageKey = 'hopcheck-place';

/** What a window shows. */
interface Place {
  readonly screen: Screen;
  /** Of the assessment that is open; null for none. */
  readonly assessmentId: string | null;
  readonly selected: number | null;
}

/** The screens that a reload leads back to. What the others show is not kept, so each leads to the nearest one. */
const resumable: Readonly<Record<Screen, Screen>> = {
  start: 'start',
  connect: 'connect',
  walk: 'start',
  review: 'review',
  finish: 'finish',
  history: 'history',
  compare: 'history',
  trend: 'history',
  combine: 'history',
};

/**
 * Goes back to where this window was before it was loaded anew, and keeps where it is from then on. What is gone meanwhile leads to
 * Start.
 */
export async function resume(): Promise<void> {
  const place = keptPlace();
  if (place !== null && useStore.getState().application.kind === 'ready') await goBackTo(place);
  keepPlace(useStore.getState());
  useStore.subscribe(keepPlace);
}

async function goBackTo({ screen, assessmentId, selected }: Place): Promise<void> {
  const isOfAssessment = screen === 'review' || screen === 'finish';
  if (!isOfAssessment || assessmentId !== null) goTo(resumable[screen]);
  if (assessmentId === null) return;
  await loadAssessment(assessmentId, selected);
  const { assessment, screen: shown } = useStore.getState();
  if (assessment.kind !== 'failed' || assessment.failure.code !== 'not-found') return;
  useStore.setState({ assessment: { kind: 'idle' } });
  if (shown === 'review' || shown === 'finish') goTo('start');
}

function keepPlace(state: State): void {
  // While one is read it is not known which, and the one before is not shown any more.
  if (state.assessment.kind === 'loading') return;
  const { screen, selected } = state;
  const place: Place = { screen, assessmentId: openAssessmentOf(state)?.summary.id ?? null, selected };
  const text = JSON.stringify(place);
  if (text === lastKept) return;
  lastKept = text;
  try {
    sessionStorage.setItem(storageKey, text);
  } catch {
    // A browser without storage forgets.
  }
}
let lastKept = '';

/** What was kept; null for nothing, and for what cannot be used. */
function keptPlace(): Place | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return isPlace(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isPlace(kept: unknown): kept is Place {
  if (typeof kept !== 'object' || kept === null) return false;
  const { screen, assessmentId, selected }: Partial<Record<keyof Place, unknown>> = kept;
  return (
    typeof screen === 'string' &&
    Object.hasOwn(resumable, screen) &&
    (assessmentId === null || typeof assessmentId === 'string') &&
    (selected === null || typeof selected === 'number')
  );
}
