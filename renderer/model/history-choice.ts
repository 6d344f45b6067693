import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { byWalkTime, lastCompletedBefore } from '../../shared/history/last-completed.ts';
import { isRead, organizationKey, type OrganizationGroup } from './history-groups.ts';

/** As many as can be read as one. */
export const mostTogether = 50;

/** Whether something can be done with what is selected; if not, why, in a sentence. */
export type Choice<T> =
  { readonly kind: 'ready'; readonly value: T } | { readonly kind: 'refused'; readonly why: string };

/** The two assessments to compare. */
export interface ComparedTwo {
  readonly before: string;
  readonly after: string;
}

/** Two selected assessments by their ids, the older one as `before`. */
export function choiceToCompare(selected: readonly AssessmentSummary[]): Choice<ComparedTwo> {
  const [one, other] = selected;
  if (one === undefined || other === undefined || selected.length !== 2)
    return refused('Select two assessments of one organisation to compare them.');
  const problem = problemOf(selected);
  if (problem !== null) return refused(problem);
  const [before, after] = byWalkTime(one, other) > 0 ? [other, one] : [one, other];
  return { kind: 'ready', value: { before: before.id, after: after.id } };
}

/** The ids of selected assessments that can be read as one, oldest first. */
export function choiceToCombine(selected: readonly AssessmentSummary[]): Choice<readonly string[]> {
  if (selected.length < 2)
    return refused('Select several assessments of one organisation to read them together.');
  if (selected.length > mostTogether)
    return refused(`At most ${mostTogether} assessments can be read together: select fewer.`);
  const problem = problemOf(selected);
  if (problem !== null) return refused(problem);
  const ordered = selected.toSorted(byWalkTime);
  return { kind: 'ready', value: ordered.map(({ id }) => id) };
}

/** What is worth comparing first in an organisation: the newest with the last completed one before it, else with the one before. */
export function usualComparison({ summaries }: OrganizationGroup): ComparedTwo | null {
  const [newest, second] = summaries.filter(isRead);
  if (newest === undefined || second === undefined) return null;
  return { before: (lastCompletedBefore(summaries, newest) ?? second).id, after: newest.id };
}

/** What to offer first of an organisation: the two that are selected, if it is two of it that can be compared, else the usual ones. */
export function offeredComparison(
  group: OrganizationGroup,
  selected: readonly AssessmentSummary[],
): ComparedTwo | null {
  const choice = choiceToCompare(ofGroup(group, selected));
  return choice.kind === 'ready' ? choice.value : usualComparison(group);
}

/** The ids of those that are selected of an organisation and can be read together with others. */
export function offeredTogether(
  group: OrganizationGroup,
  selected: readonly AssessmentSummary[],
): ReadonlySet<string> {
  return new Set(
    ofGroup(group, selected)
      .filter(isRead)
      .map(({ id }) => id),
  );
}

function ofGroup({ key }: OrganizationGroup, selected: readonly AssessmentSummary[]) {
  return selected.filter((summary) => organizationKey(summary) === key);
}

function problemOf(selected: readonly AssessmentSummary[]): string | null {
  if (new Set(selected.map(organizationKey)).size > 1)
    return 'The selected assessments are not all of one organisation.';
  return selected.every(isRead) ? null : 'One of the selected assessments is still being read.';
}

function refused(why: string): { readonly kind: 'refused'; readonly why: string } {
  return { kind: 'refused', why };
}
