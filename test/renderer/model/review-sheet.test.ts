import { describe, expect, test } from 'vitest';
import { outlineOf, undecidedCounts } from '../../../renderer/model/outline.ts';
import { sectionsOf, subjectsForSheet } from '../../../renderer/model/review-sheet.ts';
import type { NodeDetail } from '../../../shared/assessment/assessment.ts';
import { rollUp } from '../../../shared/stig/roll-up.ts';
import { sampleTree } from './sample-tree.ts';

const data = {
  nodes: sampleTree,
  outline: outlineOf(sampleTree),
  statuses: rollUp(sampleTree, true),
  undecided: undecidedCounts(sampleTree),
};
const ids = (most?: number) => {
  const { subjects, leftOut } = subjectsForSheet(data, most);
  return { ids: subjects.map(({ id }) => id), leftOut };
};

describe('the review sheet', () => {
  test('holds every subject in tree order', () => {
    expect(ids()).toEqual({ ids: [6, 7, 8], leftOut: 0 });
  });

  test('keeps what is open when there are too many, and says how many are left out', () => {
    expect(ids(1)).toEqual({ ids: [6], leftOut: 2 });
    expect(ids(2)).toEqual({ ids: [6, 7], leftOut: 1 });
  });

  test('goes server by server, each with its administrative group', () => {
    const entries = subjectsForSheet(data).subjects.map((subject) => ({ subject, detail: {} as NodeDetail }));
    expect(
      sectionsOf(sampleTree, entries).map(({ group, server, entries: those }) => [
        group,
        server?.name,
        those.map(({ subject }) => subject.id),
      ]),
    ).toEqual([
      ['North', 'EX1', [6, 7]],
      ['South', 'EX2', [8]],
    ]);
  });
});
