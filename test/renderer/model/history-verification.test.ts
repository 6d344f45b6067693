import { describe, expect, test } from 'vitest';
import { sealingOf, unsealedText, verificationText } from '../../../renderer/model/history-verification.ts';
import { intact, sampleSummary } from './sample-summary.ts';

describe('a verification in words', () => {
  test('that found nothing asks to compare the seal with the one on paper', () => {
    expect(verificationText(intact)).toEqual({
      title: 'Intact',
      text: '9 parts hashed again: each is as it was sealed. Compare the seal with the one that was written down.',
      first: null,
      others: [],
    });
  });

  test('that found differences names the first and keeps the others', () => {
    const differences = ['decisions.json', 'seal', 'chain'].map((part) => ({ part, message: `${part}!` }));
    expect(verificationText({ ...intact, outcome: 'changed', differences })).toEqual({
      title: 'Changed since it was sealed',
      text: expect.stringContaining('Do not rely on it') as string,
      first: differences[0],
      others: differences.slice(1),
    });
  });

  test('without a seal says when there will be one', () => {
    expect(verificationText({ ...intact, outcome: 'unsealed' })).toMatchObject({
      title: 'Not sealed yet',
      text: expect.stringContaining('when it is completed') as string,
    });
  });
});

describe('who sealed it and when', () => {
  const event = (kind: 'completed' | 'sealed', by: string) => ({
    kind,
    at: '2026-05-02T10:00:00.000Z',
    by,
    detail: {},
    sha256: 'ab',
  });

  test('is told by the events until the seal itself was read', () => {
    const events = [event('completed', 'Ann'), event('sealed', 'Hopcheck')];
    expect(sealingOf(events, null)).toEqual({
      at: '2026-05-02T10:00:00.000Z',
      by: 'Hopcheck',
      previous: undefined,
    });
    expect(sealingOf(events, intact)).toEqual({ at: intact.sealedAt, by: 'Ann', previous: null });
    expect(sealingOf([], null)).toEqual({ at: null, by: null, previous: undefined });
  });
});

test('what has no seal says why, and what brings it one', () => {
  const unsealed = (decided: number) =>
    unsealedText(sampleSummary({ state: 'in-review', seal: null, decided }));
  expect(unsealed(11)).toBe(
    'It has no seal yet: it is in review, and 1 decision is left. “Complete assessment” on Finish seals it, and from then on the seal can be written down and verified here.',
  );
  expect(unsealed(12)).toMatch(/^It has no seal yet: it is in review, with every decision made\. “Complete/);
  expect(unsealedText(sampleSummary({ seal: null }))).toBe(
    'It has no seal: it was completed before assessments were sealed.',
  );
  expect(unsealedText(sampleSummary({ state: 'walking', seal: null }))).toMatch(/still being read/);
});
