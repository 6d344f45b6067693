import { expect, test } from 'vitest';
import { bundleText, importText } from '../../electron/cli-bundle-text.ts';
import type { ImportedFile } from '../../electron/cli-bundle.ts';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';

const made = {
  path: 'a.hopcheck',
  fileName: 'a.hopcheck',
  size: 1,
  sha256: 'ab',
  kind: 'assessment',
  seal: 'cd',
} as const;

test('a bundle says what it holds, where it is, and its hashes', () => {
  expect(bundleText(made)).toBe(`Written          a.hopcheck, 1 octet
Holds            a completed assessment
Seal             cd
SHA-256          ab (of the file)
`);
  expect(bundleText({ ...made, kind: 'capture', seal: null })).toBe(`Written          a.hopcheck, 1 octet
Holds            a capture: still in review, to go on elsewhere
Seal             none until it is completed
SHA-256          ab (of the file)
`);
});

test('each imported file is told, and nothing of it passes for a line of ours', () => {
  const assessment = {
    id: '1',
    organization: 'Fab\nrikam\u202e',
    assessor: 'Ann',
    state: 'completed',
    practice: true,
  } as AssessmentSummary;
  const files: readonly ImportedFile[] = [
    { file: 'a\u001b[2J', assessment, failure: null },
    { file: 'b', assessment: null, failure: { code: 'bundle-changed', message: 'One\u202e.\nTwo.' } },
  ];
  expect(importText(files)).toBe(
    [
      'a\\u{1b}[2J: imported, Fab\\u{a}rikam\\u{202e}, read by Ann, completed, PRACTICE',
      '  Kept as 1',
      'b: not imported',
      '  One\\u{202e}.',
      '  Two.',
      '',
    ].join('\n'),
  );
});
