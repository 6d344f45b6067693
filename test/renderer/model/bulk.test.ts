import { describe, expect, test } from 'vitest';
import {
  bulkRulingOf,
  differing,
  leftOutTexts,
  outcomeText,
  selectionOf,
} from '../../../renderer/model/bulk.ts';
import { emptyDraft } from '../../../renderer/model/ruling.ts';
import { decided, sampleTree } from './sample-tree.ts';

const drafts = { 'CN=Partner-7': { ...emptyDraft, comments: 'Half a' } };
const ids = (selection: ReturnType<typeof selectionOf>) => selection.subjects.map(({ id }) => id);

describe('a selection that is decided at once', () => {
  test('takes what is undecided, and leaves out and counts the rest by its reason', () => {
    const selection = selectionOf(decided(6), drafts, false);
    expect(ids(selection)).toEqual([8]);
    expect(leftOutTexts(selection)).toEqual([
      '1 object decided already',
      '1 object with something typed that is not decided',
      '6 objects that the check is not decided on',
    ]);
  });

  test('takes also what is decided already, if that is wanted', () => {
    const selection = selectionOf(decided(6), {}, true);
    expect(ids(selection)).toEqual([6, 7, 8]);
    expect(selection.decidedBefore).toBe(1);
    expect(leftOutTexts(selection)).toEqual(['6 objects that the check is not decided on']);
  });

  test('needs a justification as soon as one proposal is another', () => {
    const { subjects } = selectionOf(sampleTree.slice(6), {}, false);
    expect(differing(subjects, 'open')).toBe(2);
    expect(bulkRulingOf(emptyDraft, subjects)).toEqual({ kind: 'missing', part: 'status' });
    const open = { ...emptyDraft, status: 'open' } as const;
    expect(bulkRulingOf(open, subjects)).toEqual({ kind: 'missing', part: 'justification' });
    expect(bulkRulingOf(open, subjects.slice(0, 1)).kind).toBe('ruling');
    expect(bulkRulingOf({ ...open, justification: 'Seen.' }, subjects)).toEqual({
      kind: 'ruling',
      ruling: { ...emptyDraft, status: 'open', justification: 'Seen.' },
    });
  });

  test('says what was done and left out, also what only the backend knew to be typed', () => {
    const selection = selectionOf(sampleTree.slice(6), {}, false);
    expect(outcomeText(3, 'open', selection)).toBe('3 objects decided: Open');
    expect(outcomeText(2, 'open', selection)).toBe(
      '2 objects decided: Open. Left out: 1 object with something typed that is not decided',
    );
  });
});
