import { useMemo, useState, type ReactNode } from 'react';
import { freshView, sortRows, type TableView } from '../model/table-view.ts';
import type { Column } from './table-column.ts';
import { TableGrid } from './table-grid.tsx';

export type { Column } from './table-column.ts';

interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  /** Shown instead of rows if there are none. */
  readonly empty: ReactNode;
}

/** A table of any length that keeps by itself how it is sorted and how wide its columns are. A click on a row opens it. */
export function DataTable<Row>({ rows, columns, rowKey, onOpen, ...rest }: DataTableProps<Row>) {
  const [view, setView] = useState<TableView>(freshView);
  const sorted = useMemo(() => sortRows(rows, columns, view.sort), [rows, columns, view.sort]);
  const keys = useMemo(() => sorted.map(rowKey), [sorted, rowKey]);
  return (
    <TableGrid
      {...rest}
      rows={sorted}
      keys={keys}
      columns={columns}
      view={view}
      changeView={(changes) => setView((before) => ({ ...before, ...changes }))}
      onOpen={onOpen}
    />
  );
}
