import { describe, expect, test } from 'vitest';
import { verifiedFileText, verifiedText } from '../../electron/cli-verify-text.ts';
import type { BundleReport } from '../../shared/history/bundle.ts';
import { sealWords } from '../../shared/history/seal-words.ts';
import type { Verification } from '../../shared/history/seal.ts';

const intact: Verification = {
  outcome: 'intact',
  checkedAt: '2026-03-01T08:00:00.000Z',
  seal: 'ab',
  sealedAt: '2026-02-01T08:00:00.000Z',
  sealedBy: 'Ann',
  previousSeal: null,
  chainedHere: true,
  parts: 8,
  differences: [],
};
const changed: Verification = {
  ...intact,
  outcome: 'changed',
  differences: [{ part: 'decisions.json', message: 'Not\nas it was\u202e.' }],
};
const words = `${sealWords.proves}\n${sealWords.provesNot}\n${sealWords.compare}\n`;

describe('kept assessments', () => {
  test('are told one after the other, each with the first difference, and with what a seal is worth', () => {
    const one = { assessmentId: '1', organization: 'Fabrikam', failure: null };
    expect(
      verifiedText([
        { ...one, verification: intact },
        { ...one, verification: changed },
        {
          ...one,
          verification: null,
          failure: { code: 'data-damaged', message: 'It is damaged.\nRestore it.' },
        },
      ]),
    ).toBe(`Assessment       1
Organisation     Fabrikam
INTACT: everything is as it was sealed
Seal             ab
Sealed           2026-02-01T08:00:00.000Z by Ann
Hashed anew      8 parts

Assessment       1
Organisation     Fabrikam
CHANGED: not everything is as it was
- decisions.json: Not\\u{a}as it was\\u{202e}.
Seal             ab
Sealed           2026-02-01T08:00:00.000Z by Ann
Hashed anew      8 parts

Assessment       1
Organisation     Fabrikam
NOT CHECKED
  It is damaged.
  Restore it.

${words}`);
  });
});

describe('a bundle', () => {
  const report: BundleReport = {
    fileName: 'a.hopcheck',
    size: 1,
    sha256: 'cd',
    kind: 'capture',
    madeAt: '2026-03-01T08:00:00.000Z',
    madeBy: 'Ann',
    toolVersion: 'test',
    practice: true,
    organization: 'Fab\nrikam',
    assessor: 'Ann',
    finishedAt: '2026-02-01T08:00:00.000Z',
    completedAt: null,
    complete: true,
    revision: 1,
    decided: 0,
    toDecide: 1,
    verification: { ...intact, outcome: 'unsealed', seal: null, sealedAt: null, sealedBy: null },
    known: [],
  };
  const file = { file: 'a.hopcheck', failure: null, notCompared: null };

  test('says what it is, and what is kept of the same walk', () => {
    const known = [{ assessmentId: '1', isSame: false }];
    expect(verifiedFileText({ ...file, report: { ...report, known } })).toBe(`File             a.hopcheck
Holds            a capture: still in review
Organisation     Fab\\u{a}rikam (PRACTICE)
Made             2026-03-01T08:00:00.000Z by Ann
SHA-256          cd (of the file)
UNSEALED: still in review, so there is no seal to check against
Hashed anew      8 parts
Kept here        1, of the same walk, with the same evidence

${words}`);
  });

  test.each<[string, Partial<BundleReport>, string | null, string]>([
    ['nothing is kept', {}, null, 'Kept here        nothing of the same walk\n'],
    [
      'the same is kept',
      { verification: intact, known: [{ assessmentId: '1', isSame: true }] },
      null,
      'Kept here        1, with the same seal\n',
    ],
    [
      'it was changed',
      { verification: changed, known: [{ assessmentId: '1', isSame: false }] },
      null,
      'Kept here        1, of the same walk\n',
    ],
    [
      'it could not be compared',
      {},
      'In use.\nClose it.',
      'It was not compared with what is kept here:\n  In use.\n  Close it.\n',
    ],
  ])('says so if %s', (_what, changes, notCompared, lines) => {
    expect(verifiedFileText({ ...file, report: { ...report, ...changes }, notCompared })).toContain(lines);
  });

  test('that cannot be read says why', () => {
    const failure = { code: 'bundle-unreadable', message: 'It is none.' } as const;
    expect(verifiedFileText({ ...file, report: null, failure })).toBe(
      'File             a.hopcheck\nNOT CHECKED\n  It is none.\n',
    );
  });
});
