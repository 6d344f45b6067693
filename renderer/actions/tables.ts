import { freshTable, type TableState } from '../model/table-state.ts';
import type { TableView } from '../model/table-view.ts';
import { useStore } from '../store.ts';
import { rememberReview } from './remembering.ts';

/** Changes how a result table is looked at. It stays so for whoever comes back to it. */
export function changeTable(table: string, changes: Partial<TableState>): void {
  useStore.setState(({ tables }) => ({
    tables: { ...tables, [table]: { ...freshTable, ...tables[table], ...changes } },
  }));
  rememberReview();
}

/** Changes how the rows of a result table are looked at: their order, the widths, where one is. */
export function changeTableView(table: string, changes: Partial<TableView>): void {
  const { view } = useStore.getState().tables[table] ?? freshTable;
  changeTable(table, { view: { ...view, ...changes } });
}

/** Selects rows of a result table, by node id, in place of all that were selected anywhere. */
export function selectRows(table: string, selection: ReadonlySet<number>): void {
  useStore.setState({ selection, selectionIn: table });
}

/** Chooses the result table that is shown first wherever there are several. */
export function chooseResultTab(resultTab: string): void {
  useStore.setState({ resultTab });
}
