import type { AssessmentSummary } from '../assessment/assessment.ts';
import { statuses, statusLabels } from '../stig/status.ts';
import { visibleText } from '../visible-text.ts';
import { changes, outcomes, type Comparison } from './comparison.ts';
import { changeLabels, outcomeLabels } from './outcome-labels.ts';

/** Something with its name, ready to be written. */
export type Fact = readonly [label: string, text: string];

/** Which assessment it is: when it was read and by whom, how far it is, and its seal. Times are in UTC. */
export function factsOf(summary: AssessmentSummary): readonly Fact[] {
  const { finishedAt, completedAt, startedAt, assessor, revision, seal, virtualServers } = summary;
  return [
    ['Read', visibleText(finishedAt ?? startedAt)],
    ['Read by', visibleText(assessor)],
    ['State', completedAt === null ? inReview(summary) : `Completed ${visibleText(completedAt)}`],
    ...(revision === 1 ? [] : [['Revision', String(revision)] as const]),
    ['Walk', summary.complete ? 'Complete' : `INCOMPLETE: ${visibleText(summary.incompleteReason ?? '')}`],
    [
      'Virtual servers',
      statuses.map((status) => `${virtualServers[status]} ${statusLabels[status]}`).join(', '),
    ],
    ['Seal', seal ?? 'None yet'],
    ['Assessment', summary.id],
  ];
}

function inReview({ decided, toDecide }: AssessmentSummary): string {
  return `In review, ${decided} of ${toDecide} decided: what is not decided counts as proposed`;
}

/** How many objects came out how, all of them, and in what they differ. */
export function countsOf(comparison: Comparison): readonly Fact[] {
  return [
    ...outcomes.map((outcome) => [outcomeLabels[outcome], String(comparison.outcomes[outcome])] as const),
    ...changes.map((change) => [changeLabels[change], String(comparison.changes[change])] as const),
  ];
}

/** How much of the whole the listed pairs are. */
export function listedText({ pairs, outcomes: counts }: Comparison): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `Objects listed: ${pairs.length === all ? 'all' : `${pairs.length} of`} ${all}`;
}

/** What must stand over a comparison of practice data. */
export const practiceText =
  'PRACTICE: a made-up organisation to learn with. Nothing here says anything about a real one.';

/** What must stand over a comparison with a walk that did not read everything. */
export const incompleteText =
  'INCOMPLETE: at least one of the two did not read everything. What was not seen may still be there.';
