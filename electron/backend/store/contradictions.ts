import type { ObservedObject } from '../../../shared/history/comparison.ts';
import type { SingleParts } from '../../../shared/history/document.ts';
import { countStatuses, statuses, type Status } from '../../../shared/stig/status.ts';

/**
 * What a document says of itself and what it holds, where the two do not agree, in one sentence; null if they do. `observed` is derived
 * from its evidence. Its seal may fit all the same: whoever wrote it down wrote the seal, too.
 */
export function contradictionIn(
  parts: SingleParts,
  observed: readonly ObservedObject[] | null,
): string | null {
  const { practice, source, figures, completedAt } = parts['assessment.json'];
  const { toDecide, decided, standing } = decisionsIn(parts);
  if (practice !== (source['kind'] === 'practice'))
    return 'Only practice data are of the practice domain controller.';
  if (figures.toDecide !== toDecide || figures.decided !== decided)
    return `It says that ${figures.decided} of ${figures.toDecide} are decided, and ${decided} of ${toDecide} are.`;
  if (completedAt !== null && decided < toDecide) return 'It is completed, but not everything is decided.';
  if (parts['events.json'].some(({ kind }) => kind === 'sealed'))
    return 'Its events tell of a seal before there can be one.';
  if (observed === null) return null;
  const counts = countStatuses(
    observed.flatMap(({ kind, key }) => (kind === 'virtual-server' ? (standing.get(key) ?? []) : [])),
  );
  return statuses.every((status) => counts[status] === figures.virtualServers[status])
    ? null
    : 'It tells of other numbers of virtual servers than it holds.';
}

/** What is left to decide, and what counts of each subject, by its key. */
function decisionsIn({ 'subjects.json': subjects, 'decisions.json': decisions }: SingleParts) {
  const asked = new Set(subjects.filter(({ status }) => status !== 'not_applicable').map(({ key }) => key));
  const standing = new Map<string, Status>(subjects.map(({ key, status }) => [key, status]));
  const decidedOn = new Set<string>();
  for (const { subject, status, withdrawn } of decisions) {
    if (withdrawn !== null) continue;
    standing.set(subject, status);
    if (asked.has(subject)) decidedOn.add(subject);
  }
  return { toDecide: asked.size, decided: decidedOn.size, standing };
}
