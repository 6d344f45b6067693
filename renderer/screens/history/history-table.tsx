import { useMemo } from 'react';
import { changeHistoryTable } from '../../actions/history.ts';
import { copyRows } from '../../actions/copying.ts';
import { openAssessment } from '../../actions/reviewing.ts';
import { TableGrid } from '../../components/table-grid.tsx';
import { tabSeparated } from '../../../shared/csv.ts';
import { formatCount, formatQuantity } from '../../model/format.ts';
import type { HistoryRow } from '../../model/history-rows.ts';
import type { RowSelection } from '../../model/row-selection.ts';
import { cellsOf, sortRows } from '../../model/table-view.ts';
import { useStore } from '../../store.ts';
import { historyColumns } from './history-columns.tsx';
import { SelectionTools } from './selection-tools.tsx';

interface HistoryTableProps {
  /** Those that the filters let through. */
  readonly rows: readonly HistoryRow[];
  /** How many there are without filters. */
  readonly total: number;
  /** Whether they may be of several organisations. */
  readonly hasOrganizations: boolean;
  readonly selection: RowSelection<string>;
  readonly select: (selection: RowSelection<string>) => void;
  readonly showDetails: (id: string) => void;
}

/** The assessments with what can be done with those that are selected. */
export function HistoryTable({
  rows,
  total,
  hasOrganizations,
  selection,
  select,
  showDetails,
}: HistoryTableProps) {
  const view = useStore((state) => state.historyView.table);
  const columns = useMemo(() => historyColumns(rows, hasOrganizations), [rows, hasOrganizations]);
  const sorted = useMemo(() => sortRows(rows, columns, view.sort), [rows, columns, view.sort]);
  const keys = useMemo(() => sorted.map(({ summary }) => summary.id), [sorted]);
  // What a filter hides is not acted upon: nobody sees it.
  const selected = sorted.filter(({ summary }) => selection.keys.has(summary.id));
  return (
    <>
      <div className="table-tools">
        <span className="soft" role="status">
          {rows.length === total
            ? formatQuantity(total, 'assessment')
            : `${formatCount(rows.length)} of ${formatQuantity(total, 'assessment')}`}
          {selected.length === 0 ? '' : `, ${formatCount(selected.length)} selected`}
        </span>
        <SelectionTools selected={selected.map(({ summary }) => summary)} showDetails={showDetails} />
      </div>
      <div className="history-grid">
        <TableGrid
          label="Assessments"
          rows={sorted}
          keys={keys}
          columns={columns}
          view={view}
          changeView={changeHistoryTable}
          onOpen={({ summary }) => void openAssessment(summary.id)}
          onDetails={({ summary }) => showDetails(summary.id)}
          empty="No assessment matches the search and the filters."
          selecting={{
            ...selection,
            change: select,
            copy: (id) => {
              const copied =
                selected.length > 0 ? selected : sorted.filter(({ summary }) => summary.id === id);
              void copyRows(tabSeparated(cellsOf(copied, columns)), copied.length);
            },
          }}
        />
      </div>
    </>
  );
}
