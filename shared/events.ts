import type { AssessmentSummary, WalkProgress } from './assessment/assessment.ts';
import type { Failure } from './errors.ts';

/** What the backend announces. Events inform, they never command. */
export type BackendEvent =
  | { readonly kind: 'walk-progress'; readonly assessmentId: string; readonly progress: WalkProgress }
  | { readonly kind: 'walk-finished'; readonly assessmentId: string; readonly summary: AssessmentSummary }
  /** Nothing could be read, so nothing was kept. */
  | { readonly kind: 'walk-failed'; readonly assessmentId: string; readonly failure: Failure };
