import {
  columnResizingFeature,
  columnSizingFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type Header,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { sortKey } from '../model/text-filter.ts';
import { Name } from './name.tsx';

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** CSS pixels at the least. */
  readonly width: number;
  /** Share of the space that is left; 0 keeps the width. */
  readonly grow?: number;
  readonly align?: 'end';
  /** What the column sorts by. */
  readonly value: (row: Row) => string | number;
  /** What the cell shows; the value if absent. */
  readonly show?: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  /** Shown instead of rows if there are none. */
  readonly empty: ReactNode;
}

const rowHeight = 32;
const features = tableFeatures({
  rowSortingFeature,
  columnSizingFeature,
  columnResizingFeature,
  sortedRowModel: createSortedRowModel(),
});

function compareKeys(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A table of any length: virtual rows, sortable and resizable columns, one tab stop with arrow keys inside. */
export function DataTable<Row extends object>({
  label,
  rows,
  columns,
  rowKey,
  onOpen,
  empty,
}: DataTableProps<Row>) {
  const data = useMemo(() => [...rows], [rows]);
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.label,
        size: column.width,
        minSize: 56,
        accessorFn: (row: Row) => {
          const value = column.value(row);
          return typeof value === 'string' ? sortKey(value) : value;
        },
        sortFn: (
          a: { getValue: (id: string) => unknown },
          b: { getValue: (id: string) => unknown },
          id: string,
        ) => compareKeys(a.getValue(id) as string | number, b.getValue(id) as string | number),
      })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data,
    columnResizeMode: 'onChange',
    sortDescFirst: false,
  });
  const sorted = table.getRowModel().rows;
  const sizing = table.state.columnSizing;
  const minimum = columns.reduce((sum, { id, width }) => sum + (sizing[id] ?? width), 0);
  const template = columns
    .map(({ id, width, grow = 0 }) => {
      const size = sizing[id];
      if (size !== undefined) return `${size}px`;
      return grow === 0 ? `${width}px` : `minmax(${width}px, ${grow}fr)`;
    })
    .join(' ');
  return (
    <Grid
      label={label}
      count={sorted.length}
      minimum={minimum}
      columnCount={columns.length}
      template={template}
      empty={empty}
      head={table.getHeaderGroups()[0]?.headers.map((header, index) => (
        <HeaderCell key={header.id} header={header} index={index} end={columns[index]?.align === 'end'} />
      ))}
      rowKeyAt={(index) => (sorted[index] === undefined ? String(index) : rowKey(sorted[index].original))}
      cellsAt={(index) => {
        const row = sorted[index]?.original;
        if (row === undefined) return null;
        return columns.map((column, at) => (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={at + 1}
            className={column.align === 'end' ? 'cell cell-end' : 'cell'}
          >
            {column.show?.(row) ?? <Name of={String(column.value(row))} />}
          </div>
        ));
      }}
      onOpen={(index) => {
        const row = sorted[index]?.original;
        if (row !== undefined) onOpen(row);
      }}
    />
  );
}

interface HeaderCellProps<Row extends object> {
  readonly header: Header<typeof features, Row, unknown>;
  readonly index: number;
  readonly end: boolean;
}

function HeaderCell<Row extends object>({ header, index, end }: HeaderCellProps<Row>) {
  const direction = header.column.getIsSorted();
  const sort = direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none';
  const resize = header.getResizeHandler();
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sort}
      className={end ? 'head-cell cell-end' : 'head-cell'}
    >
      <button type="button" className="head-button" onClick={header.column.getToggleSortingHandler()}>
        <span className="head-label">{String(header.column.columnDef.header)}</span>
        {direction === 'asc' ? <ArrowUp aria-hidden="true" /> : null}
        {direction === 'desc' ? <ArrowDown aria-hidden="true" /> : null}
      </button>
      <span
        className="resize-handle"
        aria-hidden="true"
        onMouseDown={resize}
        onTouchStart={resize}
        onDoubleClick={() => header.column.resetSize()}
      />
    </div>
  );
}

interface GridProps {
  readonly label: string;
  readonly count: number;
  readonly columnCount: number;
  readonly template: string;
  /** Width of all columns at the least, in CSS pixels. */
  readonly minimum: number;
  readonly head: ReactNode;
  readonly empty: ReactNode;
  readonly rowKeyAt: (index: number) => string;
  readonly cellsAt: (index: number) => ReactNode;
  readonly onOpen: (index: number) => void;
}

function Grid({
  label,
  count,
  columnCount,
  template,
  minimum,
  head,
  empty,
  rowKeyAt,
  cellsAt,
  onOpen,
}: GridProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: rowKeyAt,
    overscan: 8,
    // The head stands above the rows and stays over them.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  const shown = Math.min(active, count - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || count === 0) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(shown);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 2);
    const target = targetRow(event.key, shown, count, page);
    if (target === null) return;
    event.preventDefault();
    setActive(target);
    virtualizer.scrollToIndex(target);
  };
  return (
    <div
      ref={scroller}
      className="table"
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columnCount}
      aria-activedescendant={count === 0 ? undefined : `${id}-${shown}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="table-head" style={{ minWidth: minimum }}>
        <div role="row" aria-rowindex={1} className="table-row" style={{ gridTemplateColumns: template }}>
          {head}
        </div>
      </div>
      {count === 0 ? (
        <div role="rowgroup">
          <div role="row" aria-rowindex={2}>
            <div role="gridcell" className="table-empty">
              {empty}
            </div>
          </div>
        </div>
      ) : (
        <div
          role="rowgroup"
          className="table-body"
          style={{ height: virtualizer.getTotalSize(), minWidth: minimum }}
        >
          {virtualizer.getVirtualItems().map((item) => (
            <div
              key={item.key}
              id={`${id}-${item.index}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index === shown}
              className="table-row"
              style={{ gridTemplateColumns: template, transform: `translateY(${item.start - rowHeight}px)` }}
              onClick={() => {
                setActive(item.index);
                onOpen(item.index);
              }}
            >
              {cellsAt(item.index)}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function targetRow(key: string, active: number, count: number, page: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}
