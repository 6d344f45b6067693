import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../../renderer/model/outline.ts';
import { deriveReview, withNodes } from '../../../renderer/model/review-data.ts';
import type { AssessmentSummary, TreeNode } from '../../../shared/assessment/assessment.ts';
import { figuresOf } from '../../../shared/stig/roll-up.ts';
import { decided, sampleTree } from './sample-tree.ts';

const outline = outlineOf(sampleTree);

function reviewOf(nodes: readonly TreeNode[]) {
  const summary = { id: 'a-1', complete: true, ...figuresOf(nodes, true) } as AssessmentSummary;
  return deriveReview({ summary, nodes, problems: [], drafts: {}, bulkDraft: null }, outline);
}

function nodeOf(nodes: readonly TreeNode[], id: number): TreeNode {
  const node = nodes[id];
  if (node === undefined) throw new Error('The sample has changed.');
  return node;
}

describe('a review in which decisions are made one after the other', () => {
  test('is what it would be if it were read anew after each', () => {
    const one = withNodes(reviewOf(sampleTree), [nodeOf(decided(6), 6)]);
    expect(one).toEqual(reviewOf(decided(6)));
    const two = withNodes(one, [nodeOf(decided(7), 7)]);
    expect(two).toEqual(reviewOf(decided(6, 7)));
    expect(withNodes(two, [nodeOf(sampleTree, 6)])).toEqual(reviewOf(decided(7)));
  });

  test('is the same when they are made at once', () => {
    const changed = [6, 7, 8].map((id) => nodeOf(decided(6, 7, 8), id));
    const all = withNodes(reviewOf(sampleTree), changed);
    expect(all).toEqual(reviewOf(decided(6, 7, 8)));
    expect(withNodes(all, [nodeOf(sampleTree, 7)])).toEqual(reviewOf(decided(6, 8)));
  });

  test('leaves the version before as it was, which can be gone on from as well', () => {
    const before = reviewOf(sampleTree);
    const after = withNodes(before, [nodeOf(decided(6), 6)]);
    expect(before).toEqual(reviewOf(sampleTree));
    expect(withNodes(before, [nodeOf(decided(7), 7)])).toEqual(reviewOf(decided(7)));
    expect(after).toEqual(reviewOf(decided(6)));
  });

  test('knows no node but its own', () => {
    const review = reviewOf(sampleTree);
    expect(withNodes(review, [{ ...nodeOf(sampleTree, 6), id: 99 }])).toBe(review);
  });
});
