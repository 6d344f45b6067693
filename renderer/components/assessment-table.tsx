import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { openAssessment } from '../actions/reviewing.ts';
import { stateLabel } from '../model/assessment-state.ts';
import { formatInstant } from '../model/format.ts';
import { sourceLabel } from '../model/source-label.ts';
import { DataTable, type Column } from './data-table.tsx';
import { Name } from './name.tsx';
import { StatusCells } from './status-counts.tsx';

const columns: readonly Column<AssessmentSummary>[] = [
  {
    id: 'started',
    label: 'Date',
    width: 136,
    value: (row) => row.startedAt,
    show: (row) => formatInstant(row.startedAt),
  },
  {
    id: 'organization',
    label: 'Organisation',
    width: 236,
    grow: 3,
    value: (row) => row.organization,
    show: (row) => (
      <>
        <Name of={row.organization} />
        {row.practice ? <span className="chip chip-practice">PRACTICE</span> : null}
        {row.complete || row.state === 'walking' ? null : (
          <span className="chip chip-incomplete">INCOMPLETE</span>
        )}
      </>
    ),
  },
  {
    id: 'source',
    label: 'Source',
    width: 130,
    grow: 2,
    value: (row) => sourceLabel(row.source),
  },
  {
    id: 'assessor',
    label: 'Read by',
    width: 120,
    grow: 1,
    value: (row) => row.assessor,
  },
  { id: 'state', label: 'State', width: 160, value: stateLabel },
  {
    id: 'counts',
    label: 'Virtual servers',
    width: 172,
    value: (row) => row.virtualServers.open,
    show: (row) => <StatusCells counts={row.virtualServers} />,
  },
];

interface AssessmentTableProps {
  readonly label: string;
  readonly summaries: readonly AssessmentSummary[];
}

/** Assessments in a table; a row opens one. */
export function AssessmentTable({ label, summaries }: AssessmentTableProps) {
  return (
    <DataTable
      label={label}
      rows={summaries}
      columns={columns}
      rowKey={(row) => row.id}
      onOpen={(row) => void openAssessment(row.id)}
      empty="No assessment matches the search."
    />
  );
}
