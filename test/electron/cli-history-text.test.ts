import { expect, test } from 'vitest';
import {
  completedText,
  eventsText,
  tagsText,
  trendText,
  usageText,
} from '../../electron/cli-history-text.ts';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { sealWords } from '../../shared/history/seal-words.ts';

const at = '2026-03-01T08:00:00.000Z';

test('events are a table, and what they tell cannot steer the terminal', () => {
  const detail = { seal: 'ab', problemsRead: 2, whole: true, none: null };
  expect(
    eventsText([
      { kind: 'walk-ended', at, by: 'Ann', detail: {}, sha256: '' },
      { kind: 'exported', at, by: 'B\u202eert', detail: { what: 'a\nb' }, sha256: '' },
      { kind: 'sealed', at, by: 'Ann', detail, sha256: '' },
    ]),
  ).toBe(`AT                        WHAT        BY            MORE
2026-03-01T08:00:00.000Z  walk ended  Ann
2026-03-01T08:00:00.000Z  exported    B\\u{202e}ert  what: a\\u{a}b
2026-03-01T08:00:00.000Z  sealed      Ann           seal: ab, problemsRead: 2, whole: true, none: null
`);
  expect(eventsText([])).toBe(
    'Nothing was written down of this assessment, which is from an older version.\n',
  );
});

test('tags are a line each', () => {
  expect(tagsText(['a\nb', 'c'])).toBe('a\\u{a}b\nc\n');
  expect(tagsText([])).toBe('It has no tags.\n');
});

test('what was completed is told with its seal, and what that is worth', () => {
  const summary = { id: '1', organization: 'Fab\nrikam', completedAt: at, seal: 'ab' } as AssessmentSummary;
  expect(completedText(summary)).toBe(`Completed        Fab\\u{a}rikam, 2026-03-01T08:00:00.000Z
Seal             ab
${sealWords.proves}
${sealWords.provesNot}
${sealWords.advice}

Kept as 1
`);
});

test('usage names the largest first, and a backup that is damaged', () => {
  const kept = [{ id: '1', organization: 'Fabrikam' } as AssessmentSummary];
  const backups = [
    { name: 'a.db', bytes: 10, madeAt: at, sound: true },
    { name: 'b.db', bytes: 9, madeAt: at, sound: false },
  ];
  const deletion = { assessmentId: '3', organization: 'Con\ntoso', finishedAt: at, completedAt: null };
  const deletions = [{ ...deletion, deletedAt: at, deletedBy: 'Ann' }];
  expect(usageText({ databaseBytes: 4_096, backups, assessments: { '1': 5, '2': 700 }, deletions }, kept))
    .toBe(`Database         4096 octets

ASSESSMENT  OCTETS  ORGANISATION
2           700
1           5       Fabrikam

BACKUP  OCTETS  MADE                      STATE
a.db    10      2026-03-01T08:00:00.000Z  sound
b.db    9       2026-03-01T08:00:00.000Z  DAMAGED

DELETED ASSESSMENT  AT                        BY   ORGANISATION
3                   2026-03-01T08:00:00.000Z  Ann  Con\\u{a}toso
`);
  expect(usageText({ databaseBytes: 1, backups: [], assessments: {}, deletions: [] }, []))
    .toBe(`Database         1 octet

No assessments are kept here yet.

There are no backups yet.
`);
});

test('the trend marks what was not read whole, and leaves a group out where there was none', () => {
  const counts = { open: 1, not_reviewed: 2, not_a_finding: 3, not_applicable: 4 };
  const point = { finishedAt: at, counts, completed: true, complete: true, groups: [] };
  const groups = [{ administrativeGroup: 'Ma\nin', counts }];
  expect(
    trendText([
      { ...point, assessmentId: '1', groups },
      { ...point, assessmentId: '2', completed: false, complete: false },
    ]),
  )
    .toBe(`READ                      OPEN  NOT REVIEWED  NOT A FINDING  NOT APPLICABLE  STATE                  ASSESSMENT
2026-03-01T08:00:00.000Z  1     2             3              4               completed              1
2026-03-01T08:00:00.000Z  1     2             3              4               in review, INCOMPLETE  2

Ma\\u{a}in
READ                      OPEN  NOT REVIEWED  NOT A FINDING  NOT APPLICABLE  STATE      ASSESSMENT
2026-03-01T08:00:00.000Z  1     2             3              4               completed  1
`);
});
