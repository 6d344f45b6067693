import { expect, test } from 'vitest';
import { problemGroups } from '../../../renderer/model/problem-groups.ts';
import type { Problem } from '../../../shared/assessment/assessment.ts';

const problem = (code: Problem['code'], message: string): Problem => ({
  code,
  message,
  distinguishedName: null,
});

test('problems stand kind by kind, the gravest first, each kind with what to do', () => {
  const groups = problemGroups([
    problem('version-unknown', 'a'),
    problem('cut-short', 'b'),
    problem('version-unknown', 'c'),
  ]);
  expect(groups.map(({ title, problems }) => [title, problems.map(({ message }) => message)])).toEqual([
    ['The walk is incomplete', ['b']],
    ['Servers of unknown version', ['a', 'c']],
  ]);
  expect(groups.every(({ remedy }) => remedy.endsWith('.'))).toBe(true);
});

test('without problems there is no group', () => {
  expect(problemGroups([])).toEqual([]);
});
