import { expect, test } from 'vitest';
import { formatInstant } from '../../../renderer/model/format.ts';
import {
  correctionReason,
  earlierNote,
  revisionNote,
  revisionText,
} from '../../../renderer/model/history-revision.ts';
import { sampleSummary } from './sample-summary.ts';

const corrected = sampleSummary();
const correction = sampleSummary({ id: 'b', revision: 2, revises: corrected.seal, seal: null });

test('a correction says which assessment it corrects', () => {
  expect(revisionText(correction, [correction, corrected])).toBe(
    `Revision 2 of the assessment completed on ${formatInstant(corrected.completedAt)}, read by Ann.`,
  );
});

test('it says so as well where that one is not here', () => {
  expect(revisionText(correction, [correction])).toBe(
    'Revision 2 of an assessment that is not in this History. Its seal begins with a1a1a1a1.',
  );
  expect(revisionText(corrected, [corrected])).toBeNull();
});

test('both say on the line of History which is which', () => {
  const all = [correction, corrected];
  expect(all.map((summary) => revisionNote(summary, all))).toEqual([
    `Revision 2, corrects the one completed ${formatInstant(corrected.completedAt)}`,
    'Corrected by revision 2',
  ]);
});

test('an earlier decision says which of the two it is of, and that the one may still change', () => {
  const all = [{ ...correction, state: 'in-review' as const }, corrected];
  expect(all.map(({ id }) => earlierNote(id, all))).toEqual([
    `Revision 2, corrects the one completed ${formatInstant(corrected.completedAt)}, still in review`,
    'Corrected by revision 2',
  ]);
  expect(earlierNote('unknown', all)).toBe('');
});

test('a correction of what is not here is only numbered, and one that stands alone says nothing', () => {
  expect(revisionNote(correction, [correction])).toBe('Revision 2');
  // Neither has a seal, which makes none the correction of the other.
  const unsealed = sampleSummary({ seal: null });
  expect(revisionNote(unsealed, [unsealed, sampleSummary({ id: 'b', seal: null })])).toBe('');
});

test('the reason of a correction is the one among its events, on one line and harmless', () => {
  const begun = { kind: 'revised', at: '', by: 'Ann', sha256: '' } as const;
  const reasonOf = (reason: string | null) => correctionReason([{ ...begun, detail: { reason } }]);
  expect(reasonOf('The wrong\u202e server')).toBe('The wrong⟨U+202E⟩ server');
  expect(reasonOf('a'.repeat(20_000))?.length).toBeLessThanOrEqual(201);
  expect([reasonOf(null), correctionReason([])]).toEqual([null, null]);
});
