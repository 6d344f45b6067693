import type { AssessmentSummary } from '../assessment/assessment.ts';
import type { Status, StatusCounts } from '../stig/status.ts';
import type { ObservedObject } from './comparison.ts';

/** What one assessment says of an object. */
export interface PartVerdict {
  readonly assessmentId: string;
  readonly status: Status;
  /** False if nobody decided yet: it is what is proposed. */
  readonly decided: boolean;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

/** One object as several assessors' parts see it. */
export interface CombinedObject {
  readonly object: ObservedObject;
  /** In the order of the parts; a part that did not see it has none. */
  readonly verdicts: readonly PartVerdict[];
  /**
   * What counts for the whole: the worst of the decisions, and of what is proposed where nobody decided on the object as it was seen.
   * So neither a disagreement nor an older decision hides a finding.
   */
  readonly status: Status;
  /** `none`: nobody decided; `one`: one part did; `agreeing` or `differing`: several did. */
  readonly overlap: 'none' | 'one' | 'agreeing' | 'differing';
}

/** Several assessments of one organisation read as one. */
export interface Combination {
  readonly parts: readonly AssessmentSummary[];
  readonly counts: StatusCounts;
  readonly overlaps: Readonly<Record<CombinedObject['overlap'], number>>;
  readonly objects: readonly CombinedObject[];
}
