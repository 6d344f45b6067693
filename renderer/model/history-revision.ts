import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type { HistoryEvent } from '../../shared/history/event.ts';
import { capitalized, formatCount, formatInstant } from './format.ts';
import { lastEvent } from './history-events.ts';
import { clip, visibleText } from './visible-text.ts';

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
      : `of the assessment completed on ${formatInstant(corrected.completedAt)}, read by ${visibleText(corrected.assessor)}.`;
  return `Revision ${revision} ${what}`;
}

/** What tells the assessment with that id from others of its walk, and whether its decisions may still change; empty for nothing. */
export function earlierNote(assessmentId: string, all: readonly AssessmentSummary[]): string {
  const summary = all.find(({ id }) => id === assessmentId);
  if (summary === undefined) return '';
  const notes = [revisionNote(summary, all), summary.state === 'in-review' ? 'still in review' : ''];
  return notes.filter((note) => note !== '').join(', ');
}

/** Why a correction was begun, cut to a line, as far as its events tell; null if they do not. */
export function correctionReason(events: readonly HistoryEvent[]): string | null {
  const reason = lastEvent(events, 'revised')?.detail['reason'];
  return typeof reason === 'string' ? clip(visibleText(reason), 200) : null;
}

/**
 * What tells an assessment from others of the same walk, which was read at the same time: which one it corrects and which one
 * corrects it. Empty for one without corrections. `all`: every assessment of this data folder.
 */
export function revisionNote(summary: AssessmentSummary, all: readonly AssessmentSummary[]): string {
  const { revision, revises, seal } = summary;
  const corrected = revises === null ? undefined : all.find((one) => one.seal === revises);
  const correction = seal === null ? undefined : all.find((one) => one.revises === seal);
  const notes = [
    revision > 1 ? `Revision ${formatCount(revision)}` : '',
    corrected === undefined ? '' : `corrects the one completed ${formatInstant(corrected.completedAt)}`,
    correction === undefined ? '' : `corrected by revision ${formatCount(correction.revision)}`,
  ];
  return capitalized(notes.filter((note) => note !== '').join(', '));
}
