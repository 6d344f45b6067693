import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { formatCount, formatInstant } from './format.ts';
import { organizationKey } from './history-groups.ts';
import { revisionNote } from './history-revision.ts';
import { sourceLabel } from './source-label.ts';
import { freshView, type TableView } from './table-view.ts';
import { searchable, wordsOf } from './text-filter.ts';
import { visibleText } from './visible-text.ts';

/** One line of History with what is looked for in it. */
export interface HistoryRow {
  readonly summary: AssessmentSummary;
  readonly organizationKey: string;
  /** Octets on disk; null while that is not known. */
  readonly bytes: number | null;
  /** Which assessment it corrects, which one corrects it, and who handed it over; empty for most. */
  readonly note: string;
  readonly searched: string;
}

/** What the list can be narrowed to. `incomplete`: of whatever state, but its walk did not read everything. */
export const historyStates = ['in-review', 'completed', 'incomplete', 'imported'] as const;
export type HistoryState = (typeof historyStates)[number];

export const historyStateLabels: Readonly<Record<HistoryState, string>> = {
  'in-review': 'In review',
  completed: 'Completed',
  incomplete: 'Incomplete',
  imported: 'Imported',
};

export interface HistoryFilter {
  readonly text: string;
  readonly state: HistoryState | null;
  /** Key of an organisation. */
  readonly organization: string | null;
}

/** How History is looked at. */
export interface HistoryView {
  readonly filter: HistoryFilter;
  readonly table: TableView;
}

export const freshHistoryView: HistoryView = {
  filter: { text: '', state: null, organization: null },
  table: freshView,
};

/** The lines of History, in the order of the assessments. `sizes`: octets by assessment id. */
export function historyRows(
  summaries: readonly AssessmentSummary[],
  sizes: Readonly<Record<string, number>>,
): readonly HistoryRow[] {
  // Nearly every assessment stands alone in its walk: only among its revisions is looked for what it corrects.
  const byWalk = Map.groupBy(summaries, ({ walk }) => walk);
  return summaries.map((summary) => {
    const revisions = revisionNote(summary, byWalk.get(summary.walk) ?? []);
    const note = [revisions, originText(summary)].filter((text) => text !== '').join(', ');
    return {
      summary,
      organizationKey: organizationKey(summary),
      bytes: sizes[summary.id] ?? null,
      note,
      searched: searchable([...textsOf(summary), note]),
    };
  });
}

/** The rows that a filter lets through. */
export function filterHistory(
  rows: readonly HistoryRow[],
  { text, state, organization }: HistoryFilter,
): readonly HistoryRow[] {
  const words = wordsOf(text);
  return rows.filter(
    ({ summary, searched, ...row }) =>
      (organization === null || row.organizationKey === organization) &&
      (state === null || isIn(summary, state)) &&
      words.every((word) => searched.includes(word)),
  );
}

function isIn(summary: AssessmentSummary, state: HistoryState): boolean {
  switch (state) {
    case 'incomplete':
      return isIncomplete(summary);
    case 'imported':
      return summary.origin !== null;
    case 'in-review':
    case 'completed':
      return summary.state === state;
  }
}

/** Whether its walk ended before everything was read. */
export function isIncomplete({ complete, state }: AssessmentSummary): boolean {
  return !complete && state !== 'walking';
}

/** The state with what makes a difference in History. */
export function historyStateText({ state, decided, toDecide, seal }: AssessmentSummary): string {
  switch (state) {
    case 'walking':
      return 'Being read';
    case 'completed':
      return seal === null ? 'Completed, not sealed' : 'Completed, sealed';
    case 'in-review':
      return `In review, ${formatCount(decided)} of ${formatCount(toDecide)}`;
  }
}

/** When the evidence was read; of a walk that has not ended, when it began. */
export function readAtOf({ finishedAt, startedAt }: AssessmentSummary): string {
  return finishedAt ?? startedAt;
}

/** An assessment on one line, to be told from others of its organisation. */
export function assessmentLabel(summary: AssessmentSummary): string {
  const parts = [
    formatInstant(readAtOf(summary)),
    `read by ${visibleText(summary.assessor)}`,
    sourceLabel(summary.source),
    historyStateText(summary),
    ...(summary.revision > 1 ? [`revision ${summary.revision}`] : []),
    ...(isIncomplete(summary) ? ['INCOMPLETE'] : []),
  ];
  return parts.join(' · ');
}

/** Who handed an imported assessment over; empty for one that was made here. */
export function originText({ origin }: AssessmentSummary): string {
  return origin === null ? '' : `Imported from ${origin.madeBy}`;
}

function textsOf(summary: AssessmentSummary): readonly (string | null)[] {
  const { organization, assessor, startedAt, practice, tags, origin, seal } = summary;
  return [
    organization,
    sourceLabel(summary.source),
    assessor,
    historyStateText(summary),
    formatInstant(startedAt),
    practice ? 'practice' : '',
    isIncomplete(summary) ? 'incomplete' : '',
    origin?.fileName ?? null,
    ...tags,
    seal,
  ];
}
