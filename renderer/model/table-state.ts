import { noFilter, type RowFilter } from './row-filter.ts';
import { freshView, type TableView } from './table-view.ts';

/** How a result table is looked at. */
export interface TableState {
  readonly filter: RowFilter;
  readonly view: TableView;
}

export const freshTable: TableState = { filter: noFilter, view: freshView };

/** The key of the result table with that label below a node. */
export function tableKey(below: number, label: string): string {
  return `${below} ${label}`;
}
