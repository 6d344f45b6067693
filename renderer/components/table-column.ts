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
  /** True if it stays in sight when the table is scrolled sideways; only for the first ones. */
  readonly stays?: boolean;
}

/** How the columns of a table share its width. */
export interface TableShape {
  readonly row: CSSProperties;
  /** Of all columns, in CSS pixels. */
  readonly minWidth: number;
  /** Of each column, that of the tick boxes included, how far from the edge it stays when the table is scrolled; null if it goes. */
  readonly stays: readonly (string | null)[];
  /** How much of the left is taken by what stays: the keyboard must not leave a head below it. */
  readonly covered: string;
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
  const ticks = hasTicks ? [tickWidth] : [];
  const least = [...ticks, ...columns.map(({ id, width }) => widths[id] ?? width)];
  const count = columns.filter(({ stays }) => stays === true).length;
  return {
    row: { gridTemplateColumns: [...ticks.map((width) => `${width}px`), ...tracks].join(' ') },
    minWidth: least.reduce((sum, width) => sum + width, 0),
    ...staying(least, count === 0 ? 0 : count + ticks.length),
  };
}

/**
 * Where the first columns stay. A table that scrolls sideways has its columns at their least widths, so these say where each
 * begins and ends. What would take more than 60 % of the pane (60cqi) goes with the rest, or nothing of that could be seen: then
 * the second value is far below zero.
 */
function staying(widths: readonly number[], count: number): Pick<TableShape, 'stays' | 'covered'> {
  const upTo = (index: number) => widths.slice(0, index).reduce((sum, width) => sum + width, 0);
  const ifItFits = (distance: number, end: number) => `min(${distance}px, (60cqi - ${end}px) * 1000)`;
  const ends = widths.slice(0, count).map((_, index) => upTo(index + 1));
  return {
    stays: widths.map((_, index) => (index < count ? ifItFits(upTo(index), upTo(index + 1)) : null)),
    covered: `max(${['0px', ...ends.map((end) => ifItFits(end, end))].join(', ')})`,
  };
}

/** What makes a cell of a column stay; nothing for one that goes. `index` counts the column of tick boxes. */
export function stayStyle({ stays }: TableShape, index: number) {
  const place = stays[index] ?? null;
  return place === null ? {} : { 'data-stays': true, style: { insetInlineStart: place } };
}
