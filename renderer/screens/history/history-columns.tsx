import { statusLabels, type Status } from '../../../shared/stig/status.ts';
import { Name } from '../../components/name.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import type { Column } from '../../components/table-column.ts';
import { formatBytes, formatCount, formatInstant } from '../../model/format.ts';
import { historyStateText, isIncomplete, readAtOf, type HistoryRow } from '../../model/history-rows.ts';
import { sourceLabel } from '../../model/source-label.ts';
import { visibleText } from '../../model/visible-text.ts';

const organizationColumn: Column<HistoryRow> = {
  id: 'organization',
  label: 'Organisation',
  width: 140,
  grow: 3,
  value: ({ summary }) => summary.organization,
  show: ({ summary }) => (
    <>
      <Name of={summary.organization} />
      {summary.practice ? <span className="chip chip-practice">PRACTICE</span> : null}
    </>
  ),
};

const first: readonly Column<HistoryRow>[] = [
  {
    id: 'read',
    label: 'Read',
    width: 130,
    opens: true,
    value: ({ summary }) => readAtOf(summary),
    text: ({ summary }) => formatInstant(readAtOf(summary)),
    show: ({ summary }) => formatInstant(readAtOf(summary)),
  },
];

/** `hasIncomplete`: whether the sign of that needs room beside the state. */
function stateColumn(hasIncomplete: boolean): Column<HistoryRow> {
  return {
    id: 'state',
    label: 'State',
    width: hasIncomplete ? 224 : 140,
    grow: 2,
    value: ({ summary }) => historyStateText(summary),
    show: ({ summary }) => (
      <>
        {isIncomplete(summary) ? <span className="chip chip-incomplete">INCOMPLETE</span> : null}
        <Name of={historyStateText(summary)} />
      </>
    ),
  };
}

/** What was found stands before who read it and where: a small window shows no more without scrolling. */
const middle: readonly Column<HistoryRow>[] = [
  countColumn('open', 88),
  countColumn('not_reviewed', 104),
  countColumn('not_a_finding', 104),
  {
    id: 'assessor',
    label: 'Read by',
    width: 104,
    grow: 1,
    value: ({ summary }) => summary.assessor,
  },
  {
    id: 'source',
    label: 'Source',
    width: 96,
    grow: 2,
    value: ({ summary }) => sourceLabel(summary.source),
  },
];

/** What is true of some assessments only, in one column: three would leave no room, empty on most lines. */
const notesColumn: Column<HistoryRow> = {
  id: 'notes',
  label: 'Notes',
  // `Corrected by revision 2` is there whole.
  width: 176,
  grow: 2,
  value: notesText,
  show: ({ summary, note }) => (
    <>
      {note === '' ? null : <Name of={note} />}
      {summary.tags.map((tag) => (
        <bdi key={tag} className="tag" title={visibleText(tag)}>
          {visibleText(tag)}
        </bdi>
      ))}
    </>
  ),
};

function notesText({ summary, note }: HistoryRow): string {
  return [note, ...summary.tags].filter((text) => text !== '').join(', ');
}

const last: readonly Column<HistoryRow>[] = [
  {
    id: 'size',
    label: 'Size',
    width: 72,
    align: 'end',
    value: ({ bytes }) => bytes ?? 0,
    text: ({ bytes }) => (bytes === null ? '' : formatBytes(bytes)),
    show: ({ bytes }) => (bytes === null ? '–' : formatBytes(bytes)),
  },
];

/** The columns of History for these rows: the organisation where they may be of several, notes where there are any. */
export function historyColumns(
  rows: readonly HistoryRow[],
  hasOrganizations: boolean,
): readonly Column<HistoryRow>[] {
  const hasNotes = rows.some((row) => notesText(row) !== '');
  return [
    ...first,
    ...(hasOrganizations ? [organizationColumn] : []),
    stateColumn(rows.some(({ summary }) => isIncomplete(summary))),
    ...middle,
    ...(hasNotes ? [notesColumn] : []),
    ...last,
  ];
}

/** Virtual servers of a status; nothing for none, so that what is there stands out. */
function countColumn(status: Status, width: number): Column<HistoryRow> {
  return {
    id: status,
    label: statusLabels[status],
    width,
    align: 'end',
    value: ({ summary }) => summary.virtualServers[status],
    show: ({ summary }) => {
      const count = summary.virtualServers[status];
      if (count === 0) return <span className="soft">0</span>;
      return (
        <>
          <StatusMark status={status} />
          {formatCount(count)}
        </>
      );
    },
  };
}
