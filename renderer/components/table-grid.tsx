import { useEffect, useId, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { selectionKey, selectRow, type RowSelection } from '../model/row-selection.ts';
import { rowMove, type RowKey, type TableView } from '../model/table-view.ts';
import { shapeOf, type Column } from './table-column.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { useRowWindow } from './use-row-window.ts';

/** Selecting rows of a table, by their keys. */
export interface Selecting<Key extends RowKey> extends RowSelection<Key> {
  readonly change: (selection: RowSelection<Key>) => void;
  /** Copies what is selected; this row if nothing is. */
  readonly copy: (row: Key) => void;
}

interface TableGridProps<Row, Key extends RowKey> {
  readonly label: string;
  /** As they are shown: filtered and sorted. */
  readonly rows: readonly Row[];
  /** The key of each row. */
  readonly keys: readonly Key[];
  readonly columns: readonly Column<Row>[];
  readonly view: TableView;
  readonly changeView: (changes: Partial<TableView>) => void;
  readonly onOpen: (row: Row) => void;
  /** What Alt and Enter do, as for the properties of a file. */
  readonly onDetails?: (row: Row) => void;
  /** Shown instead of rows if there are none. */
  readonly empty: ReactNode;
  /** Absent where rows cannot be selected: then a click opens. */
  readonly selecting?: Selecting<Key>;
}

const rowHeight = 32;

/** A table of any length: only the rows in view are drawn. One tab stop with arrow keys inside; Enter opens a row. */
export function TableGrid<Row, Key extends RowKey>(props: TableGridProps<Row, Key>) {
  const { label, rows, keys, columns, view, changeView, onOpen, onDetails, empty, selecting } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const count = rows.length;
  const active = view.active === null ? 0 : Math.max(0, (keys as readonly RowKey[]).indexOf(view.active));
  const drawn = useRowWindow(scroller, {
    count,
    rowHeight,
    head: rowHeight,
    overscan: 8,
    top: view.top,
    kept: [active],
  });
  const { top } = drawn;
  const leave = useRef<(() => void) | null>(null);
  useEffect(() => {
    leave.current = () => changeView({ top: top() });
  }, [changeView, top]);
  // Only when the table goes: while it is there, nobody needs to know how far it is scrolled.
  useEffect(() => () => leave.current?.(), []);
  const shape = shapeOf(columns, view.widths, selecting !== undefined);
  const activate = (index: number) => changeView({ active: keys[index] ?? null });
  const open = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    activate(index);
    onOpen(row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || count === 0) return;
    const row = rows[active];
    if (event.altKey && event.key === 'Enter' && onDetails !== undefined && row !== undefined) {
      event.preventDefault();
      onDetails(row);
    }
    if (event.altKey) return;
    const target = rowMove(event.key, active, count, drawn.page());
    if (target !== null) {
      activate(target);
      drawn.show(target);
      if (selecting !== undefined && event.shiftKey) extend(keys, selecting, active, target);
    } else if (event.key === 'Enter' || (event.key === ' ' && selecting === undefined)) open(active);
    else if (selecting === undefined || !selectByKey(event, keys, selecting, active)) return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className="table"
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + (selecting === undefined ? 0 : 1)}
      aria-multiselectable={selecting === undefined ? undefined : true}
      aria-activedescendant={count === 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      style={{ scrollPaddingInlineStart: shape.covered, '--rows': count } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <TableHead
        columns={columns}
        shape={shape}
        view={view}
        changeView={changeView}
        keys={keys}
        selecting={selecting}
      />
      {count === 0 ? (
        <EmptyTable>{empty}</EmptyTable>
      ) : (
        <div
          role="rowgroup"
          className="table-body"
          style={{ height: drawn.height, minWidth: shape.minWidth }}
        >
          {drawn.items.map(({ index, key, start }) => {
            const row = rows[index];
            const rowKey = keys[index];
            if (row === undefined || rowKey === undefined) return null;
            return (
              <TableRow
                key={key}
                id={`${id}-${index}`}
                index={index}
                isActive={index === active}
                isSelected={selecting?.keys.has(rowKey)}
                row={row}
                columns={columns}
                shape={shape}
                top={start - rowHeight}
                open={() => open(index)}
                select={(gesture) => {
                  activate(index);
                  selecting?.change(selectRow(keys, selecting, gesture, rowKey));
                }}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

function EmptyTable({ children }: { readonly children: ReactNode }) {
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={2}>
        <div role="gridcell" className="table-empty">
          {children}
        </div>
      </div>
    </div>
  );
}

/** Selects from the anchor to the target; without an anchor, from the row that was active. */
function extend<Key extends RowKey>(
  keys: readonly Key[],
  selecting: Selecting<Key>,
  active: number,
  target: number,
): void {
  const from = keys[active];
  const to = keys[target];
  if (from === undefined || to === undefined) return;
  const anchored: RowSelection<Key> = { keys: selecting.keys, anchor: selecting.anchor ?? from };
  selecting.change(selectRow<Key>(keys, anchored, 'range', to));
}

/** Does what a key means for the selection; false if the key means nothing. */
function selectByKey<Key extends RowKey>(
  event: KeyboardEvent,
  keys: readonly Key[],
  selecting: Selecting<Key>,
  active: number,
): boolean {
  const row = keys[active];
  const meaning = selectionKey(event);
  if (meaning === null || row === undefined) return false;
  if (meaning === 'clear' && selecting.keys.size === 0) return false;
  if (meaning === 'copy') selecting.copy(row);
  else if (meaning === 'all') selecting.change({ keys: new Set(keys), anchor: row });
  else if (meaning === 'clear') selecting.change({ keys: new Set(), anchor: null });
  else selecting.change(selectRow<Key>(keys, selecting, meaning, row));
  return true;
}
