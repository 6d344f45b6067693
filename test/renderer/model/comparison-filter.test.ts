import { describe, expect, test } from 'vitest';
import type { ComparedPair } from '../../../shared/history/comparison.ts';
import {
  comparisonRows,
  filterCounts,
  filterComparison,
  isComparisonFiltered,
  isWhole,
  noComparisonFilter,
  unchangedAltogether,
  type ComparisonFilter,
} from '../../../renderer/model/comparison-filter.ts';
import { closed, comparisonOf, gone, renamedServer, stillOpen, unchanged } from './comparison-samples.ts';

const rows = comparisonRows([renamedServer, stillOpen, closed, gone, unchanged]);

function shown(filter: Partial<ComparisonFilter>): readonly ComparedPair[] {
  return filterComparison(rows, { ...noComparisonFilter, ...filter }).map(({ pair }) => pair);
}

describe('the rows of a comparison', () => {
  test('stand for the newer object, else the older, each under a key of its own', () => {
    expect(rows.map(({ object }) => object)).toEqual([
      renamedServer.after,
      stillOpen.after,
      closed.after,
      gone.before,
      unchanged.after,
    ]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  test('are without a pair that holds no object', () => {
    expect(comparisonRows([{ before: null, after: null, outcome: 'gone', changes: [] }])).toEqual([]);
  });
});

describe('the filter of a comparison', () => {
  test('lets everything through but what is unchanged in every respect', () => {
    expect(shown({})).toEqual([renamedServer, stillOpen, closed, gone]);
  });

  test('shows what is unchanged to whoever asks for it', () => {
    expect(shown({ outcome: 'unchanged' })).toEqual([renamedServer, unchanged]);
  });

  test('goes by what became of it, and by what differs', () => {
    expect(shown({ outcome: 'closed' })).toEqual([closed]);
    expect(shown({ change: 'renamed' })).toEqual([renamedServer, stillOpen]);
    expect(shown({ outcome: 'unchanged', change: 'renamed' })).toEqual([renamedServer]);
  });

  test('looks for every word in both assessments, in what became of it and in who decided', () => {
    expect(shown({ text: 'ex1' })).toEqual([renamedServer, stillOpen]);
    expect(shown({ text: 'NEW1 open' })).toEqual([stillOpen]);
    expect(shown({ text: 'berta' })).toEqual([closed]);
    expect(shown({ text: 'gone' })).toEqual([gone]);
    expect(shown({ text: 'ex1 gone' })).toEqual([]);
  });

  test('holds something back or not', () => {
    expect(isComparisonFiltered(noComparisonFilter)).toBe(false);
    expect(isComparisonFiltered({ ...noComparisonFilter, text: '  ' })).toBe(false);
    expect(isComparisonFiltered({ ...noComparisonFilter, text: 'a' })).toBe(true);
    expect(isComparisonFiltered({ ...noComparisonFilter, outcome: 'new' })).toBe(true);
    expect(isComparisonFiltered({ ...noComparisonFilter, change: 'moved' })).toBe(true);
  });
});

describe('the counts beside the filters', () => {
  const comparison = comparisonOf([renamedServer, stillOpen, closed, gone, unchanged]);

  test('are those of all objects while nothing is chosen', () => {
    expect(filterCounts(comparison, noComparisonFilter)).toEqual({
      outcomes: comparison.outcomes,
      changes: comparison.changes,
    });
  });

  test('are what a press would show with what is chosen of the other kind', () => {
    const { outcomes: byOutcome, changes: byChange } = filterCounts(comparison, {
      ...noComparisonFilter,
      outcome: 'closed',
      change: 'renamed',
    });
    expect([byOutcome['still-open'], byOutcome.unchanged, byOutcome.closed, byOutcome.gone]).toEqual([
      1, 1, 0, 0,
    ]);
    expect([byChange.observation, byChange.decision, byChange.renamed]).toEqual([1, 1, 0]);
  });

  test('tell what is unchanged in every respect, listed or not', () => {
    expect(unchangedAltogether(comparison)).toBe(1);
    expect(unchangedAltogether({ ...comparison, pairs: [renamedServer, stillOpen] })).toBe(1);
  });
});

test('a comparison is whole if it lists as many objects as it counts', () => {
  const all = comparisonOf([closed, unchanged]);
  expect(isWhole(all)).toBe(true);
  expect(isWhole({ ...all, pairs: [closed] })).toBe(false);
});
