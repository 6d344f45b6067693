import { countStatuses, type Status } from '../stig/status.ts';
import type { JudgedObject } from './comparison.ts';
import type { GroupCounts } from './trend.ts';

/** Numbers in names by their value: Group 2 before Group 10. */
export const byGroupName = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

/** The virtual servers of each administrative group by status, in the order of the groups' names. */
export function groupCounts(
  objects: readonly Pick<JudgedObject, 'kind' | 'administrativeGroup' | 'status'>[],
): readonly GroupCounts[] {
  const groups = new Map<string, Status[]>();
  for (const { kind, administrativeGroup, status } of objects) {
    const statuses = groups.get(administrativeGroup) ?? [];
    groups.set(administrativeGroup, statuses);
    if (kind === 'virtual-server' && status !== null) statuses.push(status);
  }
  return [...groups]
    .toSorted(([one], [other]) => byGroupName.compare(one, other))
    .map(([administrativeGroup, statuses]) => ({ administrativeGroup, counts: countStatuses(statuses) }));
}
