import { describe, expect, test } from 'vitest';
import {
  acceptanceBarrier,
  draftOf,
  emptyDraft,
  hasWords,
  holdsAnything,
  isUndecidedDraft,
  rulingOf,
  withSnippet,
} from '../../../renderer/model/ruling.ts';
import type { Decision, Draft } from '../../../shared/assessment/assessment.ts';

const draft = (parts: Partial<Draft>): Draft => ({ ...emptyDraft, ...parts });
const decision: Decision = {
  status: 'open',
  justification: '',
  comments: 'seen',
  findingDetails: null,
  severityOverride: null,
  decidedAt: '2026-05-02T09:12:00Z',
  decidedBy: 'J. Miller',
};

describe('a draft becomes a decision', () => {
  test('when it follows the proposal, without a justification', () => {
    expect(rulingOf(draft({ status: 'open', comments: 'seen' }), 'open')).toEqual({
      kind: 'ruling',
      ruling: {
        status: 'open',
        justification: '',
        comments: 'seen',
        findingDetails: null,
        severityOverride: null,
      },
    });
  });

  test('when it differs from the proposal, and from the severity of the check, and says why', () => {
    const whole = draft({
      status: 'not_a_finding',
      justification: 'Seen in ESM.',
      severityOverride: { severity: 'low', justification: 'Internal only.' },
    });
    expect(rulingOf(whole, 'open')).toEqual({ kind: 'ruling', ruling: whole });
  });

  test.each([
    { parts: { justification: 'why' }, part: 'status' },
    { parts: { status: 'not_a_finding' }, part: 'justification' },
    { parts: { status: 'not_a_finding', justification: ' \n' }, part: 'justification' },
    {
      parts: { status: 'open', severityOverride: { severity: 'high', justification: ' ' } },
      part: 'severity-justification',
    },
  ] as const)('but not while its $part is missing', ({ parts, part }) => {
    expect(rulingOf(draft(parts), 'open')).toEqual({ kind: 'missing', part });
  });
});

describe('a proposal', () => {
  const override = { severity: 'high', justification: 'It carries mail of the pilots.' } as const;

  test.each([
    { story: 'nothing is typed', parts: {} },
    { story: 'words alone are typed', parts: { justification: 'Seen in ESM.', findingDetails: 'As seen.' } },
    { story: 'the same status is chosen', parts: { status: 'not_reviewed', comments: 'seen' } },
  ] as const)('can be accepted while $story', ({ parts }) => {
    expect(acceptanceBarrier(draft(parts), null, 'not_reviewed')).toBeNull();
  });

  test.each([
    {
      story: 'another status',
      parts: { status: 'open', justification: 'Seen in ESM.' },
      barrier: 'You chose Open: save that, or discard it.',
    },
    {
      story: 'another severity',
      parts: { severityOverride: override },
      barrier: 'You chose the severity CAT I: save that, or discard it.',
    },
    {
      story: 'another status and severity',
      parts: { status: 'not_applicable', severityOverride: override },
      barrier: 'You chose Not Applicable: save that, or discard it.',
    },
  ] as const)('cannot while $story is chosen, whose words would stand beside it', ({ parts, barrier }) => {
    expect(acceptanceBarrier(draft(parts), null, 'not_reviewed')).toBe(barrier);
  });

  test('cannot take over the words of another decision', () => {
    expect(acceptanceBarrier(draftOf(decision), decision, 'not_reviewed')).toBe(
      'Open is decided. To follow the proposal instead, choose Not Reviewed below.',
    );
    const typed = { ...draftOf(decision), comments: 'seen again' };
    expect(acceptanceBarrier(typed, decision, 'not_reviewed')).toBe(
      'You chose Open: save that, or discard it.',
    );
  });
});

describe('a draft beside a decision', () => {
  test('shows the decision at first, and is no draft as long as it says the same', () => {
    expect(draftOf(null)).toEqual(emptyDraft);
    expect(isUndecidedDraft(draftOf(decision), decision)).toBe(false);
    expect(isUndecidedDraft({ ...draftOf(decision), comments: 'seen again' }, decision)).toBe(true);
  });

  test('that is empty was discarded, whatever the decision says', () => {
    expect(holdsAnything(emptyDraft)).toBe(false);
    expect(isUndecidedDraft(emptyDraft, decision)).toBe(false);
  });

  test.each([
    { story: 'a status alone', parts: { status: 'open' }, words: false },
    { story: 'comments', parts: { comments: 'seen' }, words: true },
    { story: 'edited finding details, though emptied', parts: { findingDetails: '' }, words: true },
    {
      story: 'another severity',
      parts: { severityOverride: { severity: 'low', justification: '' } },
      words: true,
    },
  ] as const)('holds words or none: $story', ({ parts, words }) => {
    expect(hasWords(draft(parts))).toBe(words);
  });
});

test('a snippet fills an empty text and follows any other on a new line', () => {
  expect(withSnippet(' ', 'Ticket 12')).toBe('Ticket 12');
  expect(withSnippet('Seen.\n', 'Ticket 12')).toBe('Seen.\nTicket 12');
});
