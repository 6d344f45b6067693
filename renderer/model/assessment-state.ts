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

/** Assessments by the time they were started, the last one first. */
export function newestFirst(summaries: readonly AssessmentSummary[]): readonly AssessmentSummary[] {
  return summaries.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
}
