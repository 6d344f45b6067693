import { describe, expect, test } from 'vitest';
import { messageOf, problemGroups } from '../../../renderer/model/problem-groups.ts';
import type { Problem, TreeNode } from '../../../shared/assessment/assessment.ts';
import { problemsOfTree } from '../../../shared/exchange/tree-problems.ts';
import { sampleTree } from './sample-tree.ts';

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

describe('what to do', () => {
  const unread = { ...sampleTree[4], kind: 'smtp', name: 'SMTP v6.5', readable: false } as TreeNode;

  test.each([
    { source: 'domain-controller', isCutShort: false, notRead: 'was not read' },
    { source: 'domain-controller', isCutShort: true, notRead: 'was not read' },
    { source: 'ldif', isCutShort: false, notRead: 'is not in the file' },
  ] as const)(
    'stands once over its kind, not behind each problem: $source, cut short: $isCutShort',
    (reading) => {
      const [told] = problemsOfTree([unread], reading);
      expect(told?.message).toContain('Exchange View-Only Administrator');
      expect(told && messageOf(told)).toBe(
        `SMTP v6.5 ${reading.notRead}: it is known only from names below it, and more may be hidden there.`,
      );
    },
  );

  test('stays behind a problem of a kind that advises something else', () => {
    const message = 'Look. Ask for the role Exchange View-Only Administrator on the organisation.';
    expect(messageOf(problem('version-unknown', message))).toBe(message);
  });
});
