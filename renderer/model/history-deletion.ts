import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type { Deletion } from '../../shared/history/rescue.ts';
import { formatCount, formatInstant, formatQuantity } from './format.ts';
import { visibleText } from './visible-text.ts';

/** What deleting an assessment means, in sentences. */
export interface DeletionText {
  readonly goes: readonly string[];
  readonly stays: readonly string[];
  /** What makes this one worth a second thought; null for nothing. */
  readonly warning: string | null;
}

/** What is deleted with an assessment, and what remains of it. `all`: every assessment of this data folder. */
export function deletionText(summary: AssessmentSummary, all: readonly AssessmentSummary[]): DeletionText {
  const { decided, toDecide, state, seal, origin } = summary;
  const siblings = all.filter(({ id, walk }) => id !== summary.id && walk === summary.walk).length;
  const decisions =
    state === 'completed'
      ? formatQuantity(decided, 'decision')
      : `${formatCount(decided)} of ${formatQuantity(toDecide, 'decision')}`;
  return {
    goes: [
      'Its evidence: everything that was read from the directory, and the list of what was sent.',
      `Its review: ${decisions}, all comments, and what was typed and not decided.`,
      'Its events and tags.',
    ],
    stays: [
      'A line below History that says which assessment was deleted, when and by whom.',
      ...(seal === null || origin !== null
        ? []
        : ['Its seal: it stays in the chain, so that the seals after it can still be verified.']),
      'Bundles that were saved of it, and backups that were made before, also those in the data folder.',
    ],
    warning:
      siblings > 0
        ? null
        : 'No other assessment in this History holds the same evidence. Save a bundle first if it may still be wanted.',
  };
}

/** What is left of a deleted assessment, as a line that nothing in it can hide or steer. */
export function deletedText(deletion: Deletion): string {
  const { organization, finishedAt, completedAt, deletedAt, deletedBy } = deletion;
  return [
    organization === '' ? 'An organisation whose name was not read' : visibleText(organization),
    finishedAt === null ? 'not read to its end' : `read ${formatInstant(finishedAt)}`,
    ...(completedAt === null ? [] : [`completed ${formatInstant(completedAt)}`]),
    `deleted ${formatInstant(deletedAt)} by ${visibleText(deletedBy)}`,
  ].join(', ');
}
