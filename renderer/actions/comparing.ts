import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { toFailure } from '../../shared/errors.ts';
import type { Combination } from '../../shared/history/combination.ts';
import type { Comparison } from '../../shared/history/comparison.ts';
import { byWalkTime } from '../../shared/history/last-completed.ts';
import type { TrendPoint } from '../../shared/history/trend.ts';
import { invoke } from '../backend.ts';
import { focusSoon, places } from '../focus.ts';
import { isWhole, noComparisonFilter, type ComparisonFilter } from '../model/comparison-filter.ts';
import { freshView } from '../model/table-view.ts';
import { newToken, openAssessmentOf, useStore, type ComparedIds } from '../store.ts';
import { announce, goTo, loadHistory } from './application.ts';
import { goOnReviewing, openNode } from './reviewing.ts';

/** Compares two assessments of one organisation, in whichever order they are named, and shows what changed. */
export async function openComparison(before: string, after: string): Promise<void> {
  goTo('compare');
  void loadHistory();
  await compare(before, after);
}

/**
 * Compares two assessments without going anywhere. The older one comes first, however they are named. A comparison of the same two
 * stays on the screen, with its filter, until the new one is here.
 */
export async function compare(before: string, after: string): Promise<void> {
  const ids = inOrder(before, after);
  const { comparing, comparisonFilter } = useStore.getState();
  const isSame = comparing?.before === ids.before && comparing.after === ids.after;
  if (!isSame) useStore.setState({ comparisonFilter: noComparisonFilter, comparisonView: freshView });
  await read(ids, isSame && comparisonFilter.outcome === 'unchanged');
}

/** Changes which objects of the comparison are shown; what is unchanged is read when it is asked for first. */
export async function filterComparisonBy(changes: Partial<ComparisonFilter>): Promise<void> {
  const { comparisonFilter, comparing, comparison } = useStore.getState();
  const filter = { ...comparisonFilter, ...changes };
  useStore.setState({ comparisonFilter: filter });
  if (comparing !== null && comparison.kind === 'ready') await readMissing(comparing, comparison.value);
}

/** Reads what is unchanged if it is to be shown and was left out. */
async function readMissing(ids: ComparedIds, comparison: Comparison): Promise<void> {
  const isAsked = useStore.getState().comparisonFilter.outcome === 'unchanged';
  if (isAsked && !isWhole(comparison)) await read(ids, true);
}

async function read(ids: ComparedIds, includeUnchanged: boolean): Promise<void> {
  const token = newToken();
  latest = token;
  const { comparing, comparison } = useStore.getState();
  const isShown =
    comparing?.before === ids.before && comparing.after === ids.after && comparison.kind === 'ready';
  useStore.setState({ comparing: ids, ...(isShown ? {} : { comparison: { kind: 'loading', token } }) });
  try {
    const value = await invoke('history.compare', { ...ids, includeUnchanged });
    if (latest !== token) return;
    // Whichever was named first: the backend knows which one is the older.
    const named = { before: value.before.id, after: value.after.id };
    useStore.setState({ comparing: named, comparison: { kind: 'ready', value } });
    // The filter may have changed while this answer was on its way.
    if (!includeUnchanged) await readMissing(named, value);
  } catch (error) {
    if (latest === token) useStore.setState({ comparison: { kind: 'failed', failure: toFailure(error) } });
  }
}
let latest = 0;

/** The older one first, as far as History tells. */
function inOrder(one: string, other: string): ComparedIds {
  const [first, second] = [one, other].map(summaryOf);
  const isSwapped = first !== undefined && second !== undefined && byWalkTime(first, second) > 0;
  return isSwapped ? { before: other, after: one } : { before: one, after: other };
}

function summaryOf(assessmentId: string): AssessmentSummary | undefined {
  const { history } = useStore.getState();
  return history.kind === 'ready' ? history.value.find(({ id }) => id === assessmentId) : undefined;
}

/** Shows an object in the review of an assessment; the assessment alone if it does not know the object. */
export async function openObject(assessmentId: string, distinguishedName: string): Promise<void> {
  await goOnReviewing(assessmentId);
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment?.summary.id !== assessmentId) return;
  const id = assessment.outline.byName.get(distinguishedName.toLowerCase());
  if (id === undefined) announce('The object could not be found in this assessment.');
  else openNode(id);
}

/** Shows the organisation of an assessment over time. */
export function openTrend(assessmentId: string): void {
  useStore.setState({ trendOf: assessmentId });
  goTo('trend');
  void loadHistory();
}

/** The organisation of an assessment over time; throws the AppError if that cannot be read. */
export async function readTrend(assessmentId: string): Promise<readonly TrendPoint[]> {
  return invoke('history.trend', { assessmentId });
}

/** Shows several assessments of one organisation read as one. */
export function openCombination(ids: readonly string[]): void {
  useStore.setState({ combining: ids });
  goTo('combine');
  void loadHistory();
}

/** Several assessments read as one; throws the AppError if that cannot be. */
export async function readCombination(assessmentIds: readonly string[]): Promise<Combination> {
  return invoke('history.combine', { assessmentIds: [...assessmentIds] });
}

/** Goes back from the review to the comparison that led there; decisions made meanwhile count. */
export async function backToComparison(): Promise<void> {
  const { comparing } = useStore.getState();
  if (comparing === null) return;
  const going = openComparison(comparing.before, comparing.after);
  focusSoon(places.comparison);
  await going;
}
