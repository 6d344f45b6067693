import { expect, test } from 'vitest';
import { shownCounts } from '../../../renderer/model/tree-counts.ts';
import type { TreeNode } from '../../../shared/assessment/assessment.ts';
import { decided, sampleTree } from './sample-tree.ts';

function node(id: number, of: readonly TreeNode[] = sampleTree): TreeNode {
  const found = of[id];
  if (found === undefined) throw new Error('The sample has changed.');
  return found;
}

test.each([
  { story: 'the organisation: both numbers', id: 0, undecided: 2, of: 3, shows: [2, 3] },
  {
    story: 'a group in which all is decided: its virtual servers',
    id: 2,
    undecided: 0,
    of: 2,
    shows: [null, 2],
  },
  { story: 'what only stands between others: nothing', id: 1, undecided: 2, of: 3, shows: [null, null] },
  { story: 'a server with several: both numbers', id: 4, undecided: 1, of: 2, shows: [1, 2] },
  { story: 'a server with one: a mark', id: 5, undecided: 1, of: 1, shows: ['one', null] },
  { story: 'a server with one that is decided: nothing', id: 5, undecided: 0, of: 1, shows: [null, null] },
  { story: 'a server without any: that there is none', id: 5, undecided: 0, of: 0, shows: [null, 0] },
  { story: 'an undecided virtual server: a mark', id: 6, undecided: 1, of: 1, shows: ['one', null] },
] as const)('$story', ({ id, undecided, of, shows: [left, right] }) => {
  expect(shownCounts(node(id), undecided, of)).toEqual({ undecided: left, virtualServers: right });
});

test('a decided virtual server shows no mark', () => {
  expect(shownCounts(node(6, decided(6)), 0, 1)).toEqual({ undecided: null, virtualServers: null });
});
