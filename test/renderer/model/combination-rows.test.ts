import { describe, expect, test } from 'vitest';
import {
  differingFirst,
  filterCombination,
  noCombinationFilter,
  partNumbers,
  type CombinationFilter,
} from '../../../renderer/model/combination-rows.ts';
import { agreed, alone, disputed, sampleCombination, undecided } from './combination-samples.ts';

const { objects } = sampleCombination;
const shown = (filter: Partial<CombinationFilter>) =>
  filterCombination(objects, { ...noCombinationFilter, ...filter });

test('objects on which the parts differ come first, the others stay in their order', () => {
  expect(differingFirst(objects)).toEqual([disputed, alone, agreed, undecided]);
});

describe('the filter of what is read together', () => {
  test('lets everything through at first', () => {
    expect(shown({})).toEqual(objects);
  });

  test('goes by who decided and by what counts for the whole', () => {
    expect(shown({ overlap: 'differing' })).toEqual([disputed]);
    expect(shown({ status: 'open' })).toEqual([agreed, disputed]);
    expect(shown({ overlap: 'agreeing', status: 'not_reviewed' })).toEqual([]);
  });

  test('looks for every word in names, words and who decided', () => {
    expect(shown({ text: 'ex2' })).toEqual([agreed]);
    expect(shown({ text: 'berta differently' })).toEqual([disputed]);
    expect(shown({ text: 'ex4 reviewed' })).toEqual([undecided]);
  });
});

test('parts are numbered from 1', () => {
  expect(partNumbers(sampleCombination)).toEqual(
    new Map([
      ['north', 1],
      ['south', 2],
    ]),
  );
});
