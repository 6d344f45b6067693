import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { formatCount } from './format.ts';

/** The state of an assessment in a few words. */
export function stateLabel({ state, decided, toDecide }: AssessmentSummary): string {
  switch (state) {
    case 'walking':
      return 'Walking';
    case 'completed':
      return 'Completed';
    case 'in-review':
      return `${formatCount(decided)} of ${formatCount(toDecide)} decided`;
  }
}

/** What the way into the review of an assessment is called, wherever it is offered. */
export function reviewLabel({ state, decided }: AssessmentSummary): string {
  if (state === 'completed') return 'Show the review';
  return decided > 0 ? 'Continue review' : 'Start review';
}

/** Assessments by the time they were started, the last one first. */
export function newestFirst(summaries: readonly AssessmentSummary[]): readonly AssessmentSummary[] {
  return summaries.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
}
