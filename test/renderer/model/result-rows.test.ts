import { describe, expect, test } from 'vitest';
import { outlineOf, undecidedCounts } from '../../../renderer/model/outline.ts';
import {
  countBelow,
  groupFigures,
  serverRows,
  virtualServerRows,
  type ReviewData,
} from '../../../renderer/model/result-rows.ts';
import { rollUp } from '../../../shared/stig/roll-up.ts';
import { decided, sampleTree } from './sample-tree.ts';

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

  test.each([
    { story: 'none', nodes: sampleTree, servers: [false, null], virtualServers: [false, false, null] },
    { story: 'one', nodes: decided(6), servers: [false, null], virtualServers: [true, false, null] },
    {
      story: 'all that ask for it',
      nodes: decided(6, 7),
      servers: [true, null],
      virtualServers: [true, true, null],
    },
  ])('tell what is decided: $story', ({ nodes, servers, virtualServers }) => {
    const now = { ...data, nodes, undecided: undecidedCounts(nodes) };
    expect(serverRows(now, 0).map((row) => row.decided)).toEqual(servers);
    expect(virtualServerRows(now, 0).map((row) => row.decided)).toEqual(virtualServers);
  });

  test('count their rows without making them', () => {
    const counts = [0, 3].map((below) => [
      countBelow(data, below, 'server'),
      countBelow(data, below, 'virtual-server'),
      countBelow(data, below, 'smtp-connector'),
    ]);
    expect(counts).toEqual([
      [2, 3, 0],
      [1, 1, 0],
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
