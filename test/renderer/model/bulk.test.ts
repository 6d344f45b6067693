import { describe, expect, test } from 'vitest';
import {
  bulkRulingOf,
  differenceText,
  differing,
  isTypedFor,
  leftOutTexts,
  outcomeText,
  recalledDraft,
  recalledText,
  selectionOf,
  subjectName,
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

describe('what was typed before for several', () => {
  const { subjects } = selectionOf(sampleTree.slice(6), {}, false);
  const typed = {
    ...emptyDraft,
    status: 'not_applicable',
    comments: 'Text for EX1 only',
    severityOverride: { severity: 'low', justification: 'Only there.' },
  } as const;

  test('is for the very subjects that it was typed for, in any order, and for no others', () => {
    expect(
      [[8, 7, 6], [6, 7], [6, 7, 9], [], null].map((typedFor) => isTypedFor(typedFor, subjects)),
    ).toEqual([true, false, false, false, false]);
  });

  test('comes back in words everywhere, but chooses nothing for other subjects', () => {
    expect(recalledDraft(typed, true)).toEqual(typed);
    expect(recalledDraft(typed, false)).toEqual({ ...typed, status: null, severityOverride: null });
  });

  const words = 'What was typed last time and not decided is back below.';
  const status = { ...emptyDraft, status: 'open' } as const;
  test.each([
    ['nothing', emptyDraft, false, ['EX1'], null],
    ['for the same', typed, true, ['EX1'], words],
    [
      'for another',
      typed,
      false,
      ['EX1'],
      `${words} It was typed for EX1: choose the status for this selection.`,
    ],
    [
      'for two others',
      typed,
      false,
      ['EX1', 'EX2'],
      `${words} It was typed for 2 objects, EX1 and EX2: choose the status for this selection.`,
    ],
    [
      'for many others',
      typed,
      false,
      ['EX1', 'EX2', 'EX3', 'EX4'],
      `${words} It was typed for 4 objects, EX1, EX2 and 2 more: choose the status for this selection.`,
    ],
    [
      'in an earlier sitting',
      typed,
      false,
      null,
      `${words} It was typed perhaps for other objects: choose the status for this selection.`,
    ],
    [
      'only a status, for another',
      status,
      false,
      ['EX1'],
      'Open was chosen last time and not decided. It was chosen for EX1: choose the status for this selection.',
    ],
  ] as const)('is told of: %s', (_, draft, isForThese, names, text) => {
    expect(recalledText(draft, isForThese, names)).toBe(text);
  });
});

test('how many differ from their proposals is said of one as of one', () => {
  const texts = [1, 3].flatMap((count) => [null, 0, 1].map((others) => differenceText(count, others)));
  expect([...texts, differenceText(3, 2)]).toEqual([
    'Choose a status to see whether it differs from the proposal.',
    'It does not differ from the proposal.',
    'It differs from the proposal.',
    'Choose a status to see how many differ from their proposal.',
    'None of 3 differs from its proposal.',
    '1 of 3 differs from its proposal.',
    '2 of 3 differ from their proposal.',
  ]);
});

test('a virtual server is named with its server, and harmlessly', () => {
  const hostile = { ...sampleTree[6], name: 'Default\u202e' } as (typeof sampleTree)[number];
  const names = [sampleTree[6], sampleTree[4], hostile].map((node) => node && subjectName(sampleTree, node));
  expect(names).toEqual(['EX1 › Default', 'EX1', 'EX1 › Default⟨U+202E⟩']);
});
