import { describe, expect, test } from 'vitest';
import { requirementsOf, typedOnDecided, undecidedByGroup } from '../../../renderer/model/completion.ts';
import { outlineOf, undecidedCounts } from '../../../renderer/model/outline.ts';
import { draftOf, emptyDraft } from '../../../renderer/model/ruling.ts';
import type { TreeNode } from '../../../shared/assessment/assessment.ts';
import { rollUp } from '../../../shared/stig/roll-up.ts';
import { decided, sampleTree } from './sample-tree.ts';

const dataOf = (nodes: readonly TreeNode[]) => ({
  nodes,
  outline: outlineOf(nodes),
  statuses: rollUp(nodes, true),
  undecided: undecidedCounts(nodes),
});
const ready = {
  undecided: 0,
  typed: 0,
  unsaved: 0,
  problems: 0,
  isIncomplete: false,
  problemsRead: false,
  assessor: 'Ann',
};
const unmet = (readiness: Parameters<typeof requirementsOf>[0]) =>
  requirementsOf(readiness).flatMap(({ isMet, text }) => (isMet ? [] : [text]));

describe('an assessment can be completed', () => {
  test('when everything is decided, saved and named, and no problem is there or all are read', () => {
    expect(unmet(ready)).toEqual([]);
    expect(unmet({ ...ready, problems: 3, problemsRead: true })).toEqual([]);
  });

  test.each([
    { parts: { undecided: 15 }, text: '15 decisions to go' },
    { parts: { unsaved: 1, typed: 1 }, text: 'What was typed is not saved: 1 text' },
    { parts: { typed: 2 }, text: 'Typed but not decided: 2 texts' },
    { parts: { problems: 3 }, text: '3 problems to read' },
    { parts: { problems: 3, isIncomplete: true }, text: 'The walk is incomplete, 3 problems to read' },
    { parts: { assessor: '' }, text: 'The name of the assessor is missing' },
  ])('but not while: $text', ({ parts, text }) => {
    expect(unmet({ ...ready, ...parts })).toEqual([text]);
  });
});

test('what is undecided stands under its administrative group, groups without any not at all', () => {
  const groups = (nodes: readonly TreeNode[]) =>
    undecidedByGroup(dataOf(nodes)).map(({ name, subjects }) => [name, subjects.map(({ id }) => id)]);
  expect(groups(sampleTree)).toEqual([['North', [6, 7]]]);
  expect(groups(decided(6))).toEqual([['North', [7]]]);
  expect(groups(decided(6, 7))).toEqual([]);
});

test('what was typed on a decided subject is asked for, on an undecided one its decision is', () => {
  const nodes = decided(6);
  const first = nodes[6];
  if (first?.kind !== 'virtual-server') throw new Error('The sample has changed.');
  const typed = { ...draftOf(first.decision), comments: 'One more thing' };
  const found = (drafts: Parameters<typeof typedOnDecided>[1]) =>
    typedOnDecided(dataOf(nodes), drafts).map(({ id }) => id);
  expect(found({ 'CN=Default-6': typed, 'CN=Partner-7': typed })).toEqual([6]);
  expect(found({ 'CN=Default-6': draftOf(first.decision) })).toEqual([]);
  expect(found({ 'CN=Default-6': emptyDraft })).toEqual([]);
});
