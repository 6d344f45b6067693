import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { formatInstant } from './format.ts';
import { visibleText } from './visible-text.ts';

/**
 * Which assessment another one corrects, in a sentence; null for a first revision. `all`: where the corrected one is looked for; it
 * may have been deleted, or be in another data folder.
 */
export function revisionText(
  { revision, revises }: AssessmentSummary,
  all: readonly AssessmentSummary[],
): string | null {
  if (revises === null) return null;
  const corrected = all.find(({ seal }) => seal === revises);
  const what =
    corrected === undefined
      ? `of an assessment that is not in this History. Its seal begins with ${revises.slice(0, 8)}.`
      : `of the assessment completed on ${formatInstant(corrected.completedAt)} by ${visibleText(corrected.assessor)}.`;
  return `Revision ${revision} ${what}`;
}
