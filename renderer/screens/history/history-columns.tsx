import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { statusLabels, type Status } from '../../../shared/stig/status.ts';
import { Name } from '../../components/name.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import type { Column } from '../../components/table-column.ts';
import { formatBytes, formatCount, formatInstant } from '../../model/format.ts';
import {
  historyStateText,
  isIncomplete,
  originText,
  readAtOf,
  type HistoryRow,
} from '../../model/history-rows.ts';
import { sourceLabel } from '../../model/source-label.ts';
import { visibleText } from '../../model/visible-text.ts';

const organizationColumn: Column<HistoryRow> = {
  id: 'organization',
  label: 'Organisation',
  width: 170,
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
    width: 132,
    opens: true,
    value: ({ summary }) => readAtOf(summary),
    text: ({ summary }) => formatInstant(readAtOf(summary)),
    show: ({ summary }) => formatInstant(readAtOf(summary)),
  },
];

/** What was found stands before who read it and where: a small window shows no more without scrolling. */
const middle: readonly Column<HistoryRow>[] = [
  {
    id: 'state',
    label: 'State',
    width: 148,
    grow: 1,
    value: ({ summary }) => historyStateText(summary),
    show: ({ summary }) => (
      <>
        {isIncomplete(summary) ? <span className="chip chip-incomplete">INCOMPLETE</span> : null}
        <Name of={historyStateText(summary)} />
      </>
    ),
  },
  countColumn('open', 72),
  countColumn('not_a_finding', 104),
  countColumn('not_reviewed', 104),
  {
    id: 'assessor',
    label: 'Assessor',
    width: 120,
    grow: 1,
    value: ({ summary }) => summary.assessor,
  },
  {
    id: 'source',
    label: 'Source',
    width: 120,
    grow: 2,
    value: ({ summary }) => sourceLabel(summary.source),
  },
];

/** Only where an assessment has something to say in it: most have not. */
const occasional: readonly {
  readonly isNeeded: (summary: AssessmentSummary) => boolean;
  readonly column: Column<HistoryRow>;
}[] = [
  {
    isNeeded: ({ revision }) => revision > 1,
    column: {
      id: 'revision',
      label: 'Revision',
      width: 80,
      align: 'end',
      value: ({ summary }) => summary.revision,
      show: ({ summary }) => formatCount(summary.revision),
    },
  },
  {
    isNeeded: ({ origin }) => origin !== null,
    column: {
      id: 'origin',
      label: 'Origin',
      width: 130,
      grow: 1,
      value: ({ summary }) => originText(summary),
      show: ({ summary }) => (summary.origin === null ? null : <Name of={originText(summary)} />),
    },
  },
  {
    isNeeded: ({ tags }) => tags.length > 0,
    column: {
      id: 'tags',
      label: 'Tags',
      width: 100,
      grow: 1,
      value: ({ summary }) => summary.tags.join(' '),
      show: ({ summary }) =>
        summary.tags.map((tag) => (
          <bdi key={tag} className="tag" title={visibleText(tag)}>
            {visibleText(tag)}
          </bdi>
        )),
    },
  },
];

const last: readonly Column<HistoryRow>[] = [
  {
    id: 'size',
    label: 'Size',
    width: 76,
    align: 'end',
    value: ({ bytes }) => bytes ?? 0,
    text: ({ bytes }) => (bytes === null ? '' : formatBytes(bytes)),
    show: ({ bytes }) => (bytes === null ? '–' : formatBytes(bytes)),
  },
];

/** The columns of History for these rows; the organisation where they may be of several. */
export function historyColumns(
  rows: readonly HistoryRow[],
  hasOrganizations: boolean,
): readonly Column<HistoryRow>[] {
  const needed = occasional.filter(({ isNeeded }) => rows.some(({ summary }) => isNeeded(summary)));
  return [
    ...first,
    ...(hasOrganizations ? [organizationColumn] : []),
    ...middle,
    ...needed.map(({ column }) => column),
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
