import type { AssessmentSummary } from '../assessment/assessment.ts';
import { distinguishedNameKey } from '../directory/distinguished-name.ts';

/** What tells whether two assessments are of one organisation, and which of them is the older. */
export type DatedSummary = Pick<
  AssessmentSummary,
  | 'id'
  | 'state'
  | 'practice'
  | 'organizationDistinguishedName'
  | 'walk'
  | 'revision'
  | 'startedAt'
  | 'finishedAt'
>;

/** Whether both are of the same organisation: practice data is never beside real data, whatever it is called. */
export function isSameOrganization(one: DatedSummary, other: DatedSummary): boolean {
  return (
    one.practice === other.practice &&
    distinguishedNameKey(one.organizationDistinguishedName) ===
      distinguishedNameKey(other.organizationDistinguishedName)
  );
}

/**
 * The order of two assessments in time, negative if the first is the older: by when their walks ended, of one walk by revision. A
 * walk that has not ended counts from its beginning.
 */
export function byWalkTime(one: DatedSummary, other: DatedSummary): number {
  return timeOf(one) - timeOf(other) || one.revision - other.revision;
}

/**
 * The completed assessment of the same organisation that came last before this one, to see what changed since; null if there is
 * none. Corrections of the same walk hold the same evidence and are not meant.
 */
export function lastCompletedBefore<Summary extends DatedSummary>(
  summaries: readonly Summary[],
  summary: DatedSummary,
): Summary | null {
  let last: Summary | null = null;
  for (const candidate of summaries) {
    const isMeant =
      candidate.state === 'completed' &&
      candidate.id !== summary.id &&
      candidate.walk !== summary.walk &&
      isSameOrganization(candidate, summary) &&
      timeOf(candidate) <= timeOf(summary);
    if (isMeant && (last === null || byWalkTime(candidate, last) > 0)) last = candidate;
  }
  return last;
}

function timeOf({ finishedAt, startedAt }: DatedSummary): number {
  return Date.parse(finishedAt ?? startedAt);
}
