import { describe, expect, test } from 'vitest';
import {
  acceptance,
  basisText,
  leftOutText,
  requirementsOf,
  typedOn,
  undecidedByGroup,
} from '../../../renderer/model/completion.ts';
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

describe('what was typed and is not decided', () => {
  const nodes = decided(6);
  const first = nodes[6];
  if (first?.kind !== 'virtual-server') throw new Error('The sample has changed.');
  const typed = { ...draftOf(first.decision), comments: 'One more thing' };
  type Drafts = Parameters<typeof typedOn>[1];
  const found = (drafts: Drafts) => typedOn(dataOf(nodes), drafts).map(({ id }) => id);
  const accepting = (drafts: Drafts) => acceptance(dataOf(sampleTree), drafts);

  test('is asked for, on a decided subject as on an undecided one', () => {
    expect(found({ 'CN=Default-6': typed, 'CN=Partner-7': typed, '': typed })).toEqual([6, 7]);
    expect(found({ 'CN=Default-6': draftOf(first.decision) })).toEqual([]);
    expect(found({ 'CN=Default-6': emptyDraft })).toEqual([]);
  });

  test('keeps its proposal from being accepted with the others', () => {
    const none = { accepted: 2, leftOut: 0 };
    expect([accepting({}), accepting({ 'CN=Partner-7': emptyDraft, '': typed })]).toEqual([none, none]);
    expect(accepting({ 'CN=Partner-7': typed })).toEqual({ accepted: 1, leftOut: 1 });
    // Not one that asks for no decision.
    expect(accepting({ 'CN=Default-8': typed })).toEqual(none);
  });

  test.each([
    [2, 0, null],
    [1, 1, '1 undecided object with something typed is left to you.'],
    [1, 2, '2 undecided objects with something typed are left to you.'],
    [
      0,
      2,
      'No proposal can be accepted: something is typed on every undecided object. Decide it there, or discard what was typed.',
    ],
  ])('with %i accepted and %i left out it is said: %s', (accepted, leftOut, text) => {
    expect(leftOutText({ accepted, leftOut })).toBe(text);
  });
});

test.each([
  [0, 19, 'None of 19 is decided. What is undecided counts as proposed.'],
  [1, 19, '1 of 19 is decided. What is undecided counts as proposed.'],
  [2, 19, '2 of 19 are decided. What is undecided counts as proposed.'],
  [19, 19, null],
  [0, 0, 'Nothing asks for a decision. What is undecided counts as proposed.'],
])('with %i of %i decided the counts are told to be so: %s', (decidedCount, toDecide, text) => {
  expect(basisText(decidedCount, toDecide)).toBe(text);
});
