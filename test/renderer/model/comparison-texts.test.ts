import { describe, expect, test } from 'vitest';
import {
  changesInWords,
  comparisonNotes,
  observationText,
} from '../../../renderer/model/comparison-texts.ts';
import {
  completedSummary,
  decidedAs,
  judgedServer,
  judgedVirtualServer,
} from '../../support/judged-objects.ts';
import { closed, comparisonOf, gone, renamedServer, stillOpen, unchanged } from './comparison-samples.ts';

describe('what changed, in words', () => {
  test('counts the findings first, and a renamed server once, not with its virtual servers', () => {
    const appeared = { ...unchanged, before: null, outcome: 'new' } as const;
    expect(
      changesInWords(comparisonOf([appeared, appeared, closed, stillOpen, renamedServer, gone, unchanged])),
    ).toBe('2 new findings (proposed), 1 closed, 1 still open, 1 server renamed, 1 object gone');
  });

  test('says how many rest on a mere proposal, on either side where a status changed', () => {
    const passing = judgedVirtualServer('4');
    const [decided, otherwise] = [decidedAs(passing, 'not_applicable'), decidedAs(passing, 'not_a_finding')];
    const changed = (before: typeof passing, after: typeof passing) =>
      ({ before, after, outcome: 'changed', changes: ['decision-alone'] }) as const;
    expect(changesInWords(comparisonOf([changed(decided, otherwise)]))).toBe('1 status changed otherwise');
    expect(changesInWords(comparisonOf([changed(passing, decided), changed(decided, passing)]))).toBe(
      '2 statuses changed otherwise (proposed)',
    );
    expect(changesInWords(comparisonOf([changed(decided, otherwise), changed(decided, passing)]))).toBe(
      '2 statuses changed otherwise (1 proposed)',
    );
  });

  test('tells a virtual server with another name', () => {
    const pair = {
      ...unchanged,
      after: judgedVirtualServer('4', { server: 'EX4', name: 'Relay' }),
      changes: ['renamed'] as const,
    };
    expect(changesInWords(comparisonOf([pair]))).toBe('1 virtual server renamed');
  });

  test('says that nothing changed, and what is open all the same', () => {
    expect(changesInWords(comparisonOf([unchanged]))).toBe('Nothing changed, and no finding is open');
    expect(changesInWords(comparisonOf([{ ...stillOpen, changes: [] }]))).toBe(
      'Nothing changed: 1 still open',
    );
  });

  test('does not call it nothing if only a decision, a setting or a proposal differs', () => {
    const decided = { ...unchanged, changes: ['decision-alone'] as const };
    expect(changesInWords(comparisonOf([decided]))).toBe('1 decided otherwise although observed alike');
    const set = { ...stillOpen, changes: ['observation'] as const };
    expect(changesInWords(comparisonOf([set]))).toBe('1 still open, 1 observed otherwise');
  });
});

describe('what must be known to read a comparison', () => {
  test('is nothing where both are complete and decided', () => {
    expect(comparisonNotes(comparisonOf([closed]))).toEqual([]);
  });

  test('is which walk is incomplete, and what is not decided yet', () => {
    const comparison = comparisonOf([], {
      before: completedSummary({ complete: false, walk: 'one' }),
      after: completedSummary({ complete: false, state: 'in-review', toDecide: 3, decided: 2, walk: 'two' }),
    });
    expect(comparisonNotes(comparison)).toEqual([
      'The newer walk is INCOMPLETE: what it did not see is unclear, and nothing is closed by that.',
      'The older walk is INCOMPLETE: what seems to have appeared may have been there already.',
      '1 object of the newer assessment is not decided yet: there, what is proposed counts.',
    ]);
  });

  test('is that the older one is not decided yet either', () => {
    const before = completedSummary({ state: 'in-review', toDecide: 3, decided: 1, walk: 'one' });
    expect(comparisonNotes(comparisonOf([], { before }))).toEqual([
      '2 objects of the older assessment are not decided yet: there, what is proposed counts.',
    ]);
  });

  test('is that a correction rests on the same evidence', () => {
    const walk = 'the same';
    const comparison = comparisonOf([], {
      before: completedSummary({ walk }),
      after: completedSummary({ walk, revision: 2 }),
    });
    expect(comparisonNotes(comparison)).toEqual([
      'Both rest on the same evidence: only decisions can differ.',
    ]);
  });
});

test('an observation is the setting with its flag, and nothing for a server', () => {
  expect(observationText(judgedVirtualServer('4'))).toBe('Anonymous, TLS (4)');
  expect(
    observationText(
      judgedVirtualServer('4', { security: { rawFlag: null, authentication: 'unknown', tls: null } }),
    ),
  ).toBe('Unknown (no flag)');
  expect(observationText(judgedServer())).toBe('');
});
