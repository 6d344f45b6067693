import type { CSSProperties, ReactNode } from 'react';
import type { ColumnValues, TableView } from '../model/table-view.ts';

/** A column of a table. */
export interface Column<Row> extends ColumnValues<Row> {
  /** CSS pixels at the least. */
  readonly width: number;
  /** Share of the space that is left; 0 keeps the width. */
  readonly grow?: number;
  readonly align?: 'end';
  /** What the cell shows; the value if absent. */
  readonly show?: (row: Row) => ReactNode;
  /** True for the one whose text opens the row where a click elsewhere only selects it. */
  readonly opens?: boolean;
}

/** How the columns of a table share its width. */
export interface TableShape {
  readonly row: CSSProperties;
  /** Of all columns, in CSS pixels. */
  readonly minWidth: number;
}

/** CSS pixels of the column of tick boxes. */
const tickWidth = 34;

/** The shape of a table with these columns, some of which the user made narrower or wider. */
export function shapeOf<Row>(
  columns: readonly Column<Row>[],
  widths: TableView['widths'],
  hasTicks: boolean,
): TableShape {
  const tracks = columns.map(({ id, width, grow = 0 }) => {
    const chosen = widths[id];
    if (chosen !== undefined) return `${chosen}px`;
    return grow === 0 ? `${width}px` : `minmax(${width}px, ${grow}fr)`;
  });
  const ticks = hasTicks ? tickWidth : 0;
  return {
    row: { gridTemplateColumns: [...(hasTicks ? [`${ticks}px`] : []), ...tracks].join(' ') },
    minWidth: columns.reduce((sum, { id, width }) => sum + (widths[id] ?? width), ticks),
  };
}
