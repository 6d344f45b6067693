import { useMemo, useState, type ReactNode } from 'react';
import { copyRows } from '../../actions/copying.ts';
import { openNode } from '../../actions/reviewing.ts';
import { changeTable, changeTableView, selectRows } from '../../actions/tables.ts';
import type { Column } from '../../components/table-column.ts';
import { TableGrid } from '../../components/table-grid.tsx';
import { tabSeparated } from '../../../shared/csv.ts';
import { formatCount, formatQuantity } from '../../model/format.ts';
import { filterRows, type FilteredRow } from '../../model/row-filter.ts';
import { freshTable } from '../../model/table-state.ts';
import { cellsOf, sortRows } from '../../model/table-view.ts';
import { searchable } from '../../model/text-filter.ts';
import { useStore } from '../../store.ts';
import { BulkDecision } from './bulk-decision.tsx';
import { CopyRows } from './copy-rows.tsx';
import { ResultFilters } from './result-filters.tsx';

interface ResultRow extends FilteredRow {
  readonly node: { readonly id: number };
}

interface ResultTableProps<Row extends ResultRow> {
  /** Its key: how it is looked at is remembered by it. */
  readonly table: string;
  readonly label: string;
  readonly noun: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** What the words of the filter are looked for in. */
  readonly textsOf: (row: Row) => readonly (string | null)[];
  readonly empty: ReactNode;
}

const noRows: ReadonlySet<number> = new Set();
/** What the filter looks at, made once for each row and only if it is asked for: there may be 50,000. */
const searchedTexts = new WeakMap<object, string>();

/** A table of what lies below a container, with its filters, its selection and what can be done with that. */
export function ResultTable<Row extends ResultRow>(props: ResultTableProps<Row>) {
  const { table, label, noun, rows, columns, textsOf, empty } = props;
  const { filter, view } = useStore((state) => state.tables[table]) ?? freshTable;
  const selection = useStore((state) => (state.selectionIn === table ? state.selection : noRows));
  const [anchor, setAnchor] = useState<number | null>(null);
  const sorted = useMemo(() => sortRows(rows, columns, view.sort), [rows, columns, view.sort]);
  const shown = useMemo(
    () => filterRows(sorted, filter, (row) => searchedText(row, textsOf)),
    [sorted, filter, textsOf],
  );
  const keys = useMemo(() => shown.map(({ node }) => node.id), [shown]);
  // What a filter hides is not acted upon: nobody sees it.
  const selected = useMemo(
    () => (selection.size === 0 ? [] : shown.filter(({ node }) => selection.has(node.id))),
    [shown, selection],
  );
  return (
    <>
      <ResultFilters
        label={label}
        rows={rows}
        filter={filter}
        change={(changes) => changeTable(table, { filter: { ...filter, ...changes } })}
      />
      <div className="table-tools">
        <span className="soft" role="status">
          {shown.length === rows.length
            ? formatQuantity(rows.length, noun)
            : `${formatCount(shown.length)} of ${formatQuantity(rows.length, noun)}`}
          {selected.length === 0 ? '' : `, ${formatCount(selected.length)} selected`}
        </span>
        <BulkDecision nodes={selected.map(({ node }) => node.id)} />
        <CopyRows
          cells={() => cellsOf(selected.length === 0 ? shown : selected, columns)}
          count={selected.length === 0 ? shown.length : selected.length}
          isSelection={selected.length > 0}
        />
      </div>
      <TableGrid
        label={label}
        rows={shown}
        keys={keys}
        columns={columns}
        view={view}
        changeView={(changes) => changeTableView(table, changes)}
        onOpen={({ node }) => openNode(node.id)}
        empty={rows.length === 0 ? empty : `No ${noun} matches the filter.`}
        selecting={{
          keys: selection,
          anchor,
          change: (next) => {
            setAnchor(next.anchor);
            selectRows(table, next.keys);
          },
          copy: (id) => {
            const copied = selected.length > 0 ? selected : shown.filter(({ node }) => node.id === id);
            void copyRows(tabSeparated(cellsOf(copied, columns)), copied.length);
          },
        }}
      />
    </>
  );
}

function searchedText<Row extends ResultRow>(row: Row, textsOf: ResultTableProps<Row>['textsOf']): string {
  const made = searchedTexts.get(row) ?? searchable(textsOf(row));
  searchedTexts.set(row, made);
  return made;
}
