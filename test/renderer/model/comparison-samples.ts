import type { Change, ComparedPair, Comparison, Outcome } from '../../../shared/history/comparison.ts';
import { changes, outcomes } from '../../../shared/history/comparison.ts';
import {
  completedSummary,
  decidedAs,
  judgedServer,
  judgedVirtualServer,
} from '../../support/judged-objects.ts';

/** A comparison of these pairs, with their counts. */
export function comparisonOf(
  pairs: readonly ComparedPair[],
  differences: Partial<Comparison> = {},
): Comparison {
  const count = (is: (pair: ComparedPair) => boolean) => pairs.filter(is).length;
  return {
    before: completedSummary({ id: 'before', walk: 'one walk' }),
    after: completedSummary({ id: 'after', walk: 'another walk' }),
    outcomes: Object.fromEntries(
      outcomes.map((outcome) => [outcome, count((pair) => pair.outcome === outcome)]),
    ) as Record<Outcome, number>,
    changes: Object.fromEntries(
      changes.map((change) => [change, count((pair) => pair.changes.includes(change))]),
    ) as Record<Change, number>,
    pairs,
    ...differences,
  };
}

const old = judgedVirtualServer('0', { server: 'EX1' });
const renamed = judgedVirtualServer('0', { server: 'NEW1' });
const passing = judgedVirtualServer('4', { server: 'EX2' });

/** A server with its virtual server, renamed, still open. */
export const renamedServer: ComparedPair = {
  before: judgedServer({ name: 'EX1' }),
  after: judgedServer({ name: 'NEW1' }),
  outcome: 'unchanged',
  changes: ['renamed'],
};
export const stillOpen: ComparedPair = {
  before: decidedAs(old, 'open'),
  after: renamed,
  outcome: 'still-open',
  changes: ['renamed'],
};
export const closed: ComparedPair = {
  before: judgedVirtualServer('0', { server: 'EX2' }),
  after: decidedAs(passing, 'not_a_finding', 'Berta'),
  outcome: 'closed',
  changes: ['observation', 'proposal', 'decision'],
};
export const gone: ComparedPair = {
  before: judgedVirtualServer('4', { server: 'EX3' }),
  after: null,
  outcome: 'gone',
  changes: [],
};
export const unchanged: ComparedPair = {
  before: judgedVirtualServer('4', { server: 'EX4' }),
  after: judgedVirtualServer('4', { server: 'EX4' }),
  outcome: 'unchanged',
  changes: [],
};
