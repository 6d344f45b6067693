import type { MouseEvent } from 'react';
import { clickGesture, type SelectionGesture } from '../model/row-selection.ts';
import { Name } from './name.tsx';
import { stayStyle, type Column, type TableShape } from './table-column.ts';

interface TableRowProps<Row> {
  readonly id: string;
  readonly index: number;
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly isActive: boolean;
  /** Undefined where rows cannot be selected. */
  readonly isSelected: boolean | undefined;
  readonly shape: TableShape;
  /** Distance from the top of the rows, in CSS pixels. */
  readonly top: number;
  readonly open: () => void;
  readonly select: (gesture: SelectionGesture) => void;
}

/** One row. Where rows can be selected, a click does that; a double click, or a click on the name, opens the row. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, index, row, columns, isActive, isSelected, shape, top, open, select } = props;
  const canSelect = isSelected !== undefined;
  const onClick = (event: MouseEvent) => {
    const gesture = clickGesture(event, isOn(event, '.cell-tick'));
    if (!canSelect || (gesture === 'only' && isOn(event, '.row-link'))) open();
    else select(gesture);
  };
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive}
      data-selectable={canSelect}
      className="table-row"
      style={{ ...shape.row, transform: `translateY(${top}px)` }}
      onClick={onClick}
      onDoubleClick={(event) => {
        if (canSelect && !isOn(event, '.cell-tick')) open();
      }}
    >
      {canSelect ? (
        <div role="gridcell" aria-colindex={1} className="cell cell-tick" {...stayStyle(shape, 0)}>
          <span className="tick" aria-hidden="true" />
          {isSelected ? <span className="visually-hidden">Selected</span> : null}
        </div>
      ) : null}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + (canSelect ? 2 : 1)}
          className={column.align === 'end' ? 'cell cell-end' : 'cell'}
          {...stayStyle(shape, at + (canSelect ? 1 : 0))}
        >
          <Cell row={row} column={column} canSelect={canSelect} />
        </div>
      ))}
    </div>
  );
}

interface CellProps<Row> {
  readonly row: Row;
  readonly column: Column<Row>;
  readonly canSelect: boolean;
}

function Cell<Row>({ row, column, canSelect }: CellProps<Row>) {
  // A cell that shows nothing is empty: its value is not what it would rather say.
  const content = column.show === undefined ? <Name of={String(column.value(row))} /> : column.show(row);
  return column.opens === true && canSelect ? <span className="row-link">{content}</span> : content;
}

function isOn({ target }: MouseEvent, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
