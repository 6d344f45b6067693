import type { AssessmentSummary } from '../shared/assessment/assessment.ts';
import type { EventKind, HistoryEvent } from '../shared/history/event.ts';
import type { Usage } from '../shared/history/rescue.ts';
import { sealWords } from '../shared/history/seal-words.ts';
import type { TrendPoint } from '../shared/history/trend.ts';
import { statuses, statusLabels, type StatusCounts } from '../shared/stig/status.ts';
import { counted, labelled, tableLines, visible } from './cli-visible.ts';

const eventLabels: Readonly<Record<EventKind, string>> = {
  'walk-ended': 'walk ended',
  imported: 'imported',
  revised: 'begun as a correction',
  completed: 'completed',
  sealed: 'sealed',
  exported: 'exported',
  bundled: 'bundled',
  verified: 'verified',
};

/** What happened to an assessment, a line each, oldest first. */
export function eventsText(events: readonly HistoryEvent[]): string {
  if (events.length === 0)
    return 'Nothing was written down of this assessment, which is from an older version.\n';
  const rows = events.map(({ at, kind, by, detail }) => [at, eventLabels[kind], by, detailText(detail)]);
  return `${tableLines([['AT', 'WHAT', 'BY', 'MORE'], ...rows]).join('\n')}\n`;
}

function detailText(detail: HistoryEvent['detail']): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** The tags of an assessment, a line each. */
export function tagsText(tags: readonly string[]): string {
  return tags.length === 0 ? 'It has no tags.\n' : `${tags.map(visible).join('\n')}\n`;
}

/** What was completed, with its seal and what that is worth. */
export function completedText({ id, organization, completedAt, seal }: AssessmentSummary): string {
  return [
    labelled('Completed', `${organization}, ${completedAt ?? ''}`),
    labelled('Seal', seal ?? ''),
    sealWords.proves,
    sealWords.provesNot,
    sealWords.advice,
    '',
    `Kept as ${id}`,
    '',
  ].join('\n');
}

export function revisedText({ assessmentId }: { readonly assessmentId: string }): string {
  return `A correction was begun; it is in review.\n\nKept as ${assessmentId}\n`;
}

/** What the data folder takes of the disk: the largest assessments first. */
export function usageText(usage: Usage, kept: readonly AssessmentSummary[]): string {
  const organizations = new Map(kept.map(({ id, organization }) => [id, organization]));
  const assessments = Object.entries(usage.assessments)
    .toSorted(([, one], [, other]) => other - one)
    .map(([id, octets]) => [id, String(octets), organizations.get(id) ?? '']);
  const backups = usage.backups.map(({ name, bytes, madeAt, sound }) => [
    name,
    String(bytes),
    madeAt,
    sound ? 'sound' : 'DAMAGED',
  ]);
  const deletions = usage.deletions.map(({ assessmentId, deletedAt, deletedBy, organization }) => [
    assessmentId,
    deletedAt,
    deletedBy,
    organization,
  ]);
  return [
    labelled('Database', counted(usage.databaseBytes, 'octet')),
    '',
    ...(assessments.length === 0
      ? ['No assessments are kept here yet.']
      : tableLines([['ASSESSMENT', 'OCTETS', 'ORGANISATION'], ...assessments])),
    '',
    ...(backups.length === 0
      ? ['There are no backups yet.']
      : tableLines([['BACKUP', 'OCTETS', 'MADE', 'STATE'], ...backups])),
    ...(deletions.length === 0
      ? []
      : ['', ...tableLines([['DELETED ASSESSMENT', 'AT', 'BY', 'ORGANISATION'], ...deletions])]),
    '',
  ].join('\n');
}

/** The virtual servers of an organisation over time: of the whole, then of each group. */
export function trendText(points: readonly TrendPoint[]): string {
  const groups = [
    ...new Set(points.flatMap((point) => point.groups.map((group) => group.administrativeGroup))),
  ];
  const heading = [
    'READ',
    ...statuses.map((status) => statusLabels[status].toUpperCase()),
    'STATE',
    'ASSESSMENT',
  ];
  const whole = tableLines([
    heading,
    ...points.map((point) => [...countCells(point, point.counts), point.assessmentId]),
  ]);
  const ofGroups = groups.flatMap((name) => {
    const rows = points.flatMap((point) => {
      const group = point.groups.find(({ administrativeGroup }) => administrativeGroup === name);
      return group === undefined ? [] : [[...countCells(point, group.counts), point.assessmentId]];
    });
    return ['', visible(name), ...tableLines([heading, ...rows])];
  });
  return `${[...whole, ...ofGroups].join('\n')}\n`;
}

function countCells(
  { finishedAt, completed, complete }: TrendPoint,
  counts: StatusCounts,
): readonly string[] {
  const state = `${completed ? 'completed' : 'in review'}${complete ? '' : ', INCOMPLETE'}`;
  return [finishedAt, ...statuses.map((status) => String(counts[status])), state];
}
