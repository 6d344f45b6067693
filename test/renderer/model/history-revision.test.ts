import { expect, test } from 'vitest';
import { formatInstant } from '../../../renderer/model/format.ts';
import { revisionText } from '../../../renderer/model/history-revision.ts';
import { sampleSummary } from './sample-summary.ts';

const corrected = sampleSummary();
const correction = sampleSummary({ id: 'b', revision: 2, revises: corrected.seal, seal: null });

test('a correction says which assessment it corrects', () => {
  expect(revisionText(correction, [correction, corrected])).toBe(
    `Revision 2 of the assessment completed on ${formatInstant(corrected.completedAt)} by Ann.`,
  );
});

test('it says so as well where that one is not here', () => {
  expect(revisionText(correction, [correction])).toBe(
    'Revision 2 of an assessment that is not in this History. Its seal begins with a1a1a1a1.',
  );
  expect(revisionText(corrected, [corrected])).toBeNull();
});
