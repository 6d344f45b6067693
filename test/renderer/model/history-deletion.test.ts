import { expect, test } from 'vitest';
import { formatInstant } from '../../../renderer/model/format.ts';
import { deletedText, deletionText } from '../../../renderer/model/history-deletion.ts';
import { sampleOrigin, sampleSummary } from './sample-summary.ts';

const sealStays = 'Its seal: it stays in the chain, so that the seals after it can still be verified.';

test('deleting a sealed assessment leaves its seal, and the only one with its evidence is warned about', () => {
  const summary = sampleSummary();
  const { goes, stays, warning } = deletionText(summary, [summary, sampleSummary({ id: 'b', walk: 'w-2' })]);
  expect(goes[1]).toBe('Its review: 12 decisions, all comments, and what was typed and not decided.');
  expect(stays).toContain(sealStays);
  expect(warning).toMatch(/No other assessment in this History holds the same evidence/);
});

test('no warning where a correction holds the same evidence', () => {
  const summary = sampleSummary();
  expect(deletionText(summary, [summary, sampleSummary({ id: 'b', revision: 2 })]).warning).toBeNull();
});

test('no seal stays of what has none, or whose seal belongs to another data folder', () => {
  const inReview = sampleSummary({ state: 'in-review', seal: null, decided: 3 });
  expect(deletionText(inReview, [inReview]).goes[1]).toContain('3 of 12 decisions');
  for (const summary of [inReview, sampleSummary({ origin: sampleOrigin })])
    expect(deletionText(summary, [summary]).stays).not.toContain(sealStays);
});

test('what was deleted is told on a line, with what is not known of it, and harmlessly', () => {
  const at = '2026-05-02T10:00:00.000Z';
  const then = formatInstant(at);
  const deletion = { assessmentId: 'a', finishedAt: at, completedAt: at, deletedAt: at, deletedBy: 'Ann' };
  expect(deletedText({ ...deletion, organization: 'Fabri\u202ekam' })).toBe(
    `Fabri⟨U+202E⟩kam, read ${then}, completed ${then}, deleted ${then} by Ann`,
  );
  expect(deletedText({ ...deletion, organization: '', finishedAt: null, completedAt: null })).toBe(
    `An organisation whose name was not read, not read to its end, deleted ${then} by Ann`,
  );
});
