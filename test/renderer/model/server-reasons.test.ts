import { expect, test } from 'vitest';
import { outlineOf, undecidedCounts } from '../../../renderer/model/outline.ts';
import type { ReviewData } from '../../../renderer/model/result-rows.ts';
import { reasonsOfServer } from '../../../renderer/model/server-reasons.ts';
import type { ServerNode, TreeNode } from '../../../shared/assessment/assessment.ts';
import type { ReasonCode } from '../../../shared/stig/proposal.ts';
import { rollUp } from '../../../shared/stig/roll-up.ts';
import { decided, sampleTree } from './sample-tree.ts';

/** The first server of the sample has an open virtual server and one that passes. */
const first = 4;
const why: Readonly<Record<number, readonly ReasonCode[]>> = { 6: ['no-tls'], 7: ['anonymous-tls'] };

function reasonsOfFirst(nodes: readonly TreeNode[], complete = true): readonly ReasonCode[] {
  const reasoned = nodes.map((node) =>
    node.kind === 'virtual-server'
      ? { ...node, proposal: { ...node.proposal, reasons: why[node.id] ?? [] } }
      : node,
  );
  const data: ReviewData = {
    nodes: reasoned,
    outline: outlineOf(reasoned),
    statuses: rollUp(reasoned, complete),
    undecided: undecidedCounts(reasoned),
  };
  return reasonsOfServer(reasoned[first] as ServerNode, data, complete);
}

test('a server has its status for the reasons of the virtual servers that are worst', () => {
  expect(reasonsOfFirst(sampleTree)).toEqual(['no-tls']);
});

test('what was decided needs no reason of a proposal', () => {
  expect(reasonsOfFirst(decided(6))).toEqual([]);
});

test('a server whose virtual servers pass, and that does not, says that the walk is incomplete', () => {
  const passing = sampleTree.filter(({ id }) => id !== 6).map((node, id) => ({ ...node, id }));
  expect(reasonsOfFirst(passing, false)).toEqual(['incomplete']);
});
