import { expect, test } from 'vitest';
import { sha256Of } from '../../../../electron/backend/canonical-json.ts';
import type { Problem } from '../../../../shared/assessment/assessment.ts';
import { assessmentId, entries, newAssessment, openedStore, outcome } from './store-fixture.ts';

const hex = (value: string | number) => Buffer.from(String(value)).toString('hex').toUpperCase();

test.each([1, 2, 3_000])(
  '%i rows of a table are hashed with all their columns in hexadecimal, a line for each',
  (count) => {
    const problems = Array.from({ length: count }, (_, place): Problem => {
      return { code: 'referral', message: `A “part” ${place}`, distinguishedName: null };
    });
    const store = openedStore();
    store.beginAssessment(newAssessment);
    store.appendEntries(assessmentId, entries, '2026-03-01T09:00:01.000Z');
    store.finishWalk(assessmentId, { ...outcome, problems });
    const lines = problems.map(({ code, message }, ordinal) =>
      [hex(1), hex(ordinal), hex(code), hex(message), 'null'].join(','),
    );
    expect(store.storedTable(assessmentId, 'problem', 0)).toBe(
      sha256Of(lines.map((line) => `${line}\n`).join('')),
    );
  },
);

test('a table without rows has no hash', () => {
  const store = openedStore();
  store.beginAssessment(newAssessment);
  expect(store.storedTable(assessmentId, 'problem', 0)).toBeNull();
});
