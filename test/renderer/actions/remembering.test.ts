import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rememberTreeTop, treeTop } from '../../../renderer/actions/remembering.ts';
import { collapse, expandAll, loadAssessment, select } from '../../../renderer/actions/reviewing.ts';
import { changeTable, changeTableView, selectRows } from '../../../renderer/actions/tables.ts';
import { noFilter } from '../../../renderer/model/row-filter.ts';
import { freshTable, tableKey } from '../../../renderer/model/table-state.ts';
import { freshView } from '../../../renderer/model/table-view.ts';
import { useStore } from '../../../renderer/store.ts';
import { openSample } from './opened-assessment.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an assessment that was left for another is found as it was', async () => {
  await openSample('left');
  collapse(2);
  select(8);
  rememberTreeTop('left', 52);
  const table = tableKey(0, 'Servers');
  changeTable(table, { filter: { ...noFilter, text: 'EX' } });
  const { expanded, tables } = useStore.getState();
  await loadAssessment('another');
  expect({ ...useStore.getState() }).toMatchObject({ selected: 0, tables: {} });
  await loadAssessment('left');
  expect(useStore.getState()).toMatchObject({ expanded, selected: 8, tables });
  expect(treeTop('left')).toBe(52);
});

test('the last assessment is kept for the next start, once the assessor has rested', async () => {
  await openSample('kept');
  expandAll();
  select(7);
  expect(useStore.getState().preferences.review).toBeNull();
  vi.advanceTimersByTime(1_000);
  expect(useStore.getState().preferences.review).toEqual({
    assessmentId: 'kept',
    nodes: 9,
    selected: 7,
    treeTop: 0,
    base: 'nothing',
    except: [0, 1, 2, 4, 3, 5],
  });
});

test('what was kept by an earlier start is where the review goes on', async () => {
  await openSample('before');
  const review = {
    assessmentId: 'earlier',
    nodes: 9,
    selected: 8,
    treeTop: 26,
    base: 'nothing',
    except: [0, 1, 3],
  } as const;
  useStore.setState(({ preferences }) => ({ preferences: { ...preferences, review } }));
  await loadAssessment('earlier');
  expect(useStore.getState()).toMatchObject({ selected: 8, expanded: new Set([0, 1, 3, 5]) });
  expect(treeTop('earlier')).toBe(26);
});

test('a collapsed node takes the selection below it up to itself', async () => {
  await openSample('collapsed');
  select(6);
  collapse(2);
  expect(useStore.getState()).toMatchObject({ selected: 2, expanded: new Set([0, 1, 4, 3, 5]) });
});

test('how a table is looked at and which of its rows are selected changes apart from other tables', async () => {
  await openSample('tables');
  changeTableView('one', { active: 6 });
  changeTableView('one', { top: 320 });
  changeTable('two', { filter: { ...noFilter, status: 'open' } });
  selectRows('one', new Set([6]));
  selectRows('two', new Set([7, 8]));
  expect(useStore.getState()).toMatchObject({
    tables: {
      one: { filter: noFilter, view: { ...freshView, active: 6, top: 320 } },
      two: { ...freshTable, filter: { ...noFilter, status: 'open' } },
    },
    selection: new Set([7, 8]),
    selectionIn: 'two',
  });
});
