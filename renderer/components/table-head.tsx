import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { selectionExtent } from '../model/row-selection.ts';
import { nextSort, withWidth, type RowKey, type TableView } from '../model/table-view.ts';
import { stayStyle, type Column, type TableShape } from './table-column.ts';
import type { Selecting } from './table-grid.tsx';

/** CSS pixels by which a key press changes the width of a column. */
const widthStep = 16;

interface TableHeadProps<Row, Key extends RowKey> {
  readonly columns: readonly Column<Row>[];
  readonly shape: TableShape;
  readonly view: TableView;
  readonly changeView: (changes: Partial<TableView>) => void;
  /** Of the rows that are shown. */
  readonly keys: readonly Key[];
  readonly selecting: Selecting<Key> | undefined;
}

/** The heads of the columns: one tab stop; arrow keys go from one to the next, Enter sorts, Shift and an arrow key change the width. */
export function TableHead<Row, Key extends RowKey>(props: TableHeadProps<Row, Key>) {
  const { columns, shape, view, changeView, keys, selecting } = props;
  const ticks = selecting === undefined ? 0 : 1;
  const [at, setAt] = useState(ticks);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const target = Math.max(0, Math.min(columns.length - 1 + ticks, at + step));
    if (!event.shiftKey) focusHead(event.currentTarget, target);
    else resize(at - ticks, widthOfHead(event.target) + step * widthStep);
  };
  const resize = (index: number, width: number | null) => {
    const column = columns[index];
    if (column !== undefined) changeView({ widths: withWidth(view.widths, column.id, width) });
  };
  return (
    <div role="rowgroup" className="table-head" style={{ minWidth: shape.minWidth }}>
      <div role="row" aria-rowindex={1} className="table-row" style={shape.row} onKeyDown={onKeyDown}>
        {selecting === undefined ? null : (
          <SelectAll
            keys={keys}
            selecting={selecting}
            shape={shape}
            isStop={at === 0}
            onFocus={() => setAt(0)}
          />
        )}
        {columns.map((column, index) => (
          <HeadCell
            key={column.id}
            column={column}
            index={index + ticks}
            shape={shape}
            isStop={at === index + ticks}
            onFocus={() => setAt(index + ticks)}
            view={view}
            sort={() => changeView({ sort: nextSort(view.sort, column.id) })}
            resize={(width) => resize(index, width)}
          />
        ))}
      </div>
    </div>
  );
}

function focusHead(row: HTMLElement, index: number): void {
  row.querySelectorAll<HTMLElement>(':scope > [role=columnheader] > :is(button, input)')[index]?.focus();
}

function widthOfHead(target: EventTarget): number {
  const head = target instanceof Element ? target.closest('[role=columnheader]') : null;
  return head?.getBoundingClientRect().width ?? 0;
}

interface SelectAllProps<Key extends RowKey> {
  readonly keys: readonly Key[];
  readonly selecting: Selecting<Key>;
  readonly shape: TableShape;
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function SelectAll<Key extends RowKey>({ keys, selecting, shape, isStop, onFocus }: SelectAllProps<Key>) {
  const extent = selectionExtent(keys, selecting.keys);
  return (
    <div role="columnheader" aria-colindex={1} className="head-cell head-tick" {...stayStyle(shape, 0)}>
      <input
        type="checkbox"
        aria-label="Select all rows"
        title="Select all rows (Ctrl+A)"
        tabIndex={isStop ? 0 : -1}
        disabled={keys.length === 0}
        checked={extent === 'all'}
        ref={(input) => {
          if (input !== null) input.indeterminate = extent === 'some';
        }}
        onFocus={onFocus}
        onChange={() =>
          selecting.change({ keys: new Set(extent === 'all' ? [] : keys), anchor: keys[0] ?? null })
        }
      />
    </div>
  );
}

interface HeadCellProps<Row> {
  readonly column: Column<Row>;
  /** Position among all columns, the one of tick boxes included. */
  readonly index: number;
  readonly shape: TableShape;
  readonly isStop: boolean;
  readonly view: TableView;
  readonly onFocus: () => void;
  readonly sort: () => void;
  /** Takes CSS pixels; null for the column's own width. */
  readonly resize: (width: number | null) => void;
}

function HeadCell<Row>({ column, index, shape, isStop, view, onFocus, sort, resize }: HeadCellProps<Row>) {
  const sorted = view.sort?.column === column.id ? view.sort : null;
  const direction = sorted === null ? 'none' : sorted.descending ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={direction}
      className={column.align === 'end' ? 'head-cell cell-end' : 'head-cell'}
      {...stayStyle(shape, index)}
    >
      <button
        type="button"
        className="head-button"
        tabIndex={isStop ? 0 : -1}
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
        title={`${column.label}. Shift and an arrow key change the width.`}
        onFocus={onFocus}
        onClick={sort}
      >
        <span className="head-label">{column.label}</span>
        {direction === 'ascending' ? <ArrowUp aria-hidden="true" /> : null}
        {direction === 'descending' ? <ArrowDown aria-hidden="true" /> : null}
      </button>
      <ResizeHandle resize={resize} />
    </div>
  );
}

/** The right edge of a head, to be dragged; a double click gives the column its own width back. */
function ResizeHandle({ resize }: { readonly resize: (width: number | null) => void }) {
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    resize(event.clientX - left);
  };
  return (
    <span
      className="resize-handle"
      aria-hidden="true"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => resize(null)}
    />
  );
}
