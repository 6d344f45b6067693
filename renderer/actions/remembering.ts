import { keptReviewOf, treeStateOf, type TreeState } from '../model/kept-review.ts';
import type { Outline } from '../model/outline.ts';
import type { TableState } from '../model/table-state.ts';
import { openAssessmentOf, useStore } from '../store.ts';
import { prefer } from './application.ts';

/** Nothing is written before the assessor has rested for so long. Milliseconds. */
const rest = 1_000;

/** Where the assessor was in an assessment. */
interface ReviewPlace extends TreeState {
  readonly tables: Readonly<Record<string, TableState>>;
}

/** By assessment id, for as long as the program runs. */
const remembered = new Map<string, ReviewPlace>();
let writing: ReturnType<typeof setTimeout> | undefined;

/** Remembers where the assessor is in the open assessment: while the program runs, and of the last one also across starts. */
export function rememberReview(): void {
  const state = useStore.getState();
  const assessment = openAssessmentOf(state);
  if (assessment === null) return;
  const { expanded, selected, tables } = state;
  const { id } = assessment.summary;
  remembered.set(id, { expanded, selected, tables, treeTop: treeTop(id) });
  clearTimeout(writing);
  writing = setTimeout(() => keep(id), rest);
}

/** Remembers how far the tree is scrolled, in CSS pixels. */
export function rememberTreeTop(assessmentId: string, top: number): void {
  const place = remembered.get(assessmentId);
  if (place === undefined || place.treeTop === top) return;
  remembered.set(assessmentId, { ...place, treeTop: top });
  rememberReview();
}

/** How far the tree of an assessment was scrolled, in CSS pixels. */
export function treeTop(assessmentId: string): number {
  return remembered.get(assessmentId)?.treeTop ?? 0;
}

/** Where the assessor was in an assessment; null if that is not known. */
export function recallReview(assessmentId: string, outline: Outline): ReviewPlace | null {
  const place = remembered.get(assessmentId);
  if (place !== undefined) return place;
  const kept = treeStateOf(useStore.getState().preferences.review, assessmentId, outline);
  if (kept === null) return null;
  const recalled = { ...kept, tables: {} };
  remembered.set(assessmentId, recalled);
  return recalled;
}

function keep(assessmentId: string): void {
  const place = remembered.get(assessmentId);
  const assessment = openAssessmentOf(useStore.getState());
  if (place === undefined || assessment?.summary.id !== assessmentId) return;
  prefer({ review: keptReviewOf(assessmentId, assessment.nodes, assessment.outline, place) });
}
