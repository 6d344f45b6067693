import { expect, test } from 'vitest';
import { comparisonRows } from '../../../../renderer/model/comparison-filter.ts';
import { cellsOf } from '../../../../renderer/model/table-view.ts';
import { columnsFor } from '../../../../renderer/screens/compare/comparison-columns.tsx';
import { closed, gone, renamedServer } from '../../model/comparison-samples.ts';

test('what differs has a column only where something does, in the words that its head leaves out', () => {
  const labels = (pairs: Parameters<typeof comparisonRows>[0]) =>
    columnsFor(comparisonRows(pairs)).map(({ label }) => label);
  const usual = ['What became of it', 'Object', 'Server', 'Group', 'Before', 'After', 'Setting'];
  expect(labels([gone])).toEqual(usual);
  expect(labels([gone, closed])).toEqual([...usual, 'What differs']);
  const rows = comparisonRows([renamedServer, closed, gone]);
  const differs = columnsFor(rows).filter(({ id }) => id === 'changes');
  expect(cellsOf(rows, differs).flat()).toEqual([
    'What differs',
    'Name',
    'Observation, Proposal, Decision',
    '',
  ]);
});
