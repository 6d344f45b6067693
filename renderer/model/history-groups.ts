import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../shared/directory/distinguished-name.ts';
import { byWalkTime } from '../../shared/history/last-completed.ts';
import { sortKey } from './text-filter.ts';

/** The assessments of one organisation. Those of the practice organisation are never mixed with real ones. */
export interface OrganizationGroup {
  readonly key: string;
  readonly practice: boolean;
  /** As the newest assessment has it. */
  readonly name: string;
  /** Newest first. */
  readonly summaries: readonly AssessmentSummary[];
  readonly newest: AssessmentSummary;
}

/** What tells organisations apart: their distinguished name; the plain one where a walk ended before it was known. */
export function organizationKey(summary: AssessmentSummary): string {
  const { practice, organization, organizationDistinguishedName } = summary;
  const name =
    organizationDistinguishedName === ''
      ? organization.toLowerCase()
      : distinguishedNameKey(organizationDistinguishedName);
  return `${practice ? 'practice' : 'real'} ${name}`;
}

/** The assessments by organisation in the order of their names, practice last. */
export function organizationGroups(summaries: readonly AssessmentSummary[]): readonly OrganizationGroup[] {
  const newestFirst = summaries.toSorted((a, b) => byWalkTime(b, a));
  const groups = Map.groupBy(newestFirst, organizationKey);
  return [...groups]
    .flatMap(([key, members]) => {
      const [newest] = members;
      if (newest === undefined) return [];
      const { practice, organization: name } = newest;
      return [{ key, practice, name, summaries: members, newest }];
    })
    .toSorted((a, b) => Number(a.practice) - Number(b.practice) || compareNames(a.name, b.name));
}

/** Whether its evidence is whole, so that it can be set beside another. */
export function isRead({ state }: AssessmentSummary): boolean {
  return state !== 'walking';
}

function compareNames(one: string, other: string): number {
  const [first, second] = [sortKey(one), sortKey(other)];
  return first < second ? -1 : Number(first > second);
}
