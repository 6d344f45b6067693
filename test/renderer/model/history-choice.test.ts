import { describe, expect, test } from 'vitest';
import {
  choiceToCombine,
  choiceToCompare,
  mostTogether,
  offeredComparison,
  offeredTogether,
  usualComparison,
} from '../../../renderer/model/history-choice.ts';
import { organizationGroups } from '../../../renderer/model/history-groups.ts';
import { sampleSummary } from './sample-summary.ts';

const first = sampleSummary({ id: 'first', finishedAt: '2024-05-02T09:00:00.000Z' });
const second = sampleSummary({ id: 'second', finishedAt: '2025-05-02T09:00:00.000Z', walk: 'w-2' });
const third = sampleSummary({
  id: 'third',
  finishedAt: '2026-05-02T09:00:00.000Z',
  walk: 'w-3',
  state: 'in-review',
});
const other = sampleSummary({ id: 'other', organizationDistinguishedName: 'CN=Other' });
const running = sampleSummary({ id: 'running', state: 'walking', finishedAt: null });

describe('comparing', () => {
  test('takes two of one organisation, the older as the one before, however they were selected', () => {
    const ready = { kind: 'ready', value: { before: 'first', after: 'second' } };
    expect(choiceToCompare([first, second])).toEqual(ready);
    expect(choiceToCompare([second, first])).toEqual(ready);
  });

  test('of one walk takes the earlier revision as the one before', () => {
    const correction = sampleSummary({ id: 'correction', revision: 2 });
    expect(choiceToCompare([correction, sampleSummary()])).toEqual({
      kind: 'ready',
      value: { before: 'a-1', after: 'correction' },
    });
  });

  test.each([
    [[first], 'Select two assessments of one organisation to compare them.'],
    [[first, second, third], 'Select two assessments of one organisation to compare them.'],
    [[first, other], 'The selected assessments are not all of one organisation.'],
    [[first, running], 'One of the selected assessments is still being read.'],
  ])('says why it cannot be done', (selected, why) => {
    expect(choiceToCompare(selected)).toEqual({ kind: 'refused', why });
  });

  test('offers the newest with the last completed one before it', () => {
    const [group] = organizationGroups([first, second, third]);
    expect(group && usualComparison(group)).toEqual({ before: 'second', after: 'third' });
  });

  test('offers the one before where none was completed, and nothing where there is no other', () => {
    const [pair] = organizationGroups([sampleSummary({ ...first, state: 'in-review' }), third]);
    expect(pair && usualComparison(pair)).toEqual({ before: 'first', after: 'third' });
    const [alone] = organizationGroups([first, running]);
    expect(alone && usualComparison(alone)).toBeNull();
  });
});

describe('reading together', () => {
  test('takes several of one organisation, oldest first', () => {
    expect(choiceToCombine([third, first, second])).toEqual({
      kind: 'ready',
      value: ['first', 'second', 'third'],
    });
  });

  test('says why it cannot be done', () => {
    const many = Array.from({ length: mostTogether + 1 }, (_, n) => sampleSummary({ id: String(n) }));
    expect([[first], [first, other], [first, running], many].map(choiceToCombine)).toEqual(
      [
        'Select several assessments of one organisation to read them together.',
        'The selected assessments are not all of one organisation.',
        'One of the selected assessments is still being read.',
        'At most 50 assessments can be read together: select fewer.',
      ].map((why) => ({ kind: 'refused', why })),
    );
  });
});

describe('what is selected in the list', () => {
  const [group] = organizationGroups([first, second, third, running]);

  test('is what reading together begins with, as far as it is of the organisation and read', () => {
    expect(group && offeredTogether(group, [third, first, other, running])).toEqual(
      new Set(['third', 'first']),
    );
    expect(group && offeredTogether(group, [])).toEqual(new Set());
  });

  test('is what comparing begins with, if it is two; else the usual ones', () => {
    expect(group && offeredComparison(group, [second, first, other])).toEqual({
      before: 'first',
      after: 'second',
    });
    for (const selected of [[], [first], [first, second, third]])
      expect(group && offeredComparison(group, selected)).toEqual({ before: 'second', after: 'third' });
  });
});
