import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { comparisonRows } from '../../../../renderer/model/comparison-filter.ts';
import { cellsOf } from '../../../../renderer/model/table-view.ts';
import { columnsFor, SideStatus } from '../../../../renderer/screens/compare/comparison-columns.tsx';
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

test('a status that nobody decided is called proposed, on the screen and where it is copied, and has room for that', () => {
  const sidesOf = (rows: Parameters<typeof columnsFor>[0]) =>
    columnsFor(rows).filter(({ id }) => id === 'before' || id === 'after');
  const rows = comparisonRows([closed]);
  expect(cellsOf(rows, sidesOf(rows))).toEqual([
    ['Before', 'After'],
    ['Open (proposed)', 'Not a Finding'],
  ]);
  const [before = 0, after = 0] = sidesOf(rows).map(({ width }) => width);
  expect(before).toBeGreaterThan(after);
  const shown = [closed.before, closed.after, null].map((object) =>
    renderToStaticMarkup(createElement(SideStatus, { object })).replaceAll(/<[^>]*>/g, ''),
  );
  expect(shown).toEqual(['Open proposed', 'Not a Finding', 'Not seen']);
});
