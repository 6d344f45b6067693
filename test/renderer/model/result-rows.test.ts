import { describe, expect, test } from 'vitest';
import { outlineOf, undecidedCounts } from '../../../renderer/model/outline.ts';
import {
  groupFigures,
  serverRows,
  virtualServerRows,
  type ReviewData,
} from '../../../renderer/model/result-rows.ts';
import { rollUp } from '../../../shared/stig/roll-up.ts';
import { sampleTree } from './sample-tree.ts';

const data: ReviewData = {
  nodes: sampleTree,
  outline: outlineOf(sampleTree),
  statuses: rollUp(sampleTree, true),
  undecided: undecidedCounts(sampleTree),
};

describe('the result tables', () => {
  test('list the servers below a container with their worst status', () => {
    expect(
      serverRows(data, 0).map(({ node, group, status, virtualServers, undecided }) => [
        node.name,
        group,
        status,
        virtualServers,
        undecided,
      ]),
    ).toEqual([
      ['EX1', 'North', 'open', 2, 2],
      ['EX2', 'South', 'not_applicable', 1, 0],
    ]);
  });

  test('list the virtual servers of a subtree only', () => {
    expect(
      virtualServerRows(data, 3).map(({ node, server, group, status }) => [node.id, server, group, status]),
    ).toEqual([[8, 'EX2', 'South', 'not_applicable']]);
  });

  test('count the virtual servers of each administrative group', () => {
    expect(groupFigures(data)).toEqual([
      {
        id: 2,
        name: 'North',
        counts: { open: 1, not_reviewed: 0, not_a_finding: 1, not_applicable: 0 },
        total: 2,
      },
      {
        id: 3,
        name: 'South',
        counts: { open: 0, not_reviewed: 0, not_a_finding: 0, not_applicable: 1 },
        total: 1,
      },
    ]);
  });
});
