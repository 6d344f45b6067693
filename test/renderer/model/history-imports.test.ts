import { describe, expect, test } from 'vitest';
import {
  importable,
  importAdvice,
  importTitle,
  type ImportStep,
} from '../../../renderer/model/history-imports.ts';
import { intact, sampleReport } from './sample-summary.ts';

const capture = {
  ...sampleReport,
  kind: 'capture',
  verification: { ...intact, outcome: 'unsealed' },
} as const;

describe('a bundle that was looked at', () => {
  test('is imported if it is intact, or a capture, which has no seal', () => {
    expect([sampleReport, capture].map(importAdvice)).toEqual([
      { canImport: true, text: null },
      { canImport: true, text: null },
    ]);
  });

  test('is not imported if it was changed, and says what was', () => {
    const differences = [{ part: 'decisions.json', message: 'It has another hash.' }];
    const verification = { ...intact, outcome: 'changed', differences } as const;
    expect(importAdvice({ ...sampleReport, verification })).toEqual({
      canImport: false,
      text: 'It is not as it was sealed and cannot be imported. It has another hash.',
    });
  });

  test('is not imported a second time; but a capture, or another revision, is put beside what is here', () => {
    const known = [{ assessmentId: 'a-1', isSame: true }];
    expect(importAdvice({ ...sampleReport, known })).toEqual({
      canImport: false,
      text: 'It is in this History already, with the same seal.',
    });
    const beside = { canImport: true, text: expect.stringContaining('beside it') as string };
    expect(importAdvice({ ...capture, known })).toEqual(beside);
    expect(importAdvice({ ...sampleReport, known: [{ assessmentId: 'a-1', isSame: false }] })).toEqual(
      beside,
    );
  });
});

test('all at once imports what is ready and can be', () => {
  const step = (report: typeof sampleReport): ImportStep => ({
    kind: 'ready',
    uploadId: 'u',
    report,
    failure: null,
  });
  const imports = [
    step(sampleReport),
    step({ ...sampleReport, known: [{ assessmentId: 'a-1', isSame: true }] }),
    { kind: 'checking' } as const,
  ].map((each, number) => ({ number, fileName: 'a', size: 1, step: each }));
  expect(importable(imports).map(({ number }) => number)).toEqual([0]);
});

describe('the files that were chosen', () => {
  const ready: ImportStep = { kind: 'ready', uploadId: 'u', report: sampleReport, failure: null };
  const failed = (code: 'bundle-unreadable' | 'bundle-changed'): ImportStep => ({
    kind: 'failed',
    failure: { code, message: '' },
  });

  test.each<[string, readonly ImportStep[]]>([
    ['Looking at 1 file', [{ kind: 'waiting' }]],
    ['Looking at 2 files', [ready, { kind: 'reading', done: 0 }]],
    ['Import a bundle', [ready]],
    ['Import 2 bundles', [ready, failed('bundle-changed')]],
    ['Import 1 of 3 files', [ready, failed('bundle-unreadable'), failed('bundle-unreadable')]],
    ['This file is no bundle', [failed('bundle-unreadable')]],
    ['None of 2 files is a bundle', [failed('bundle-unreadable'), failed('bundle-unreadable')]],
  ])('are called what they are: %s', (title, steps) => {
    const imports = steps.map((step, number) => ({ number, fileName: '', size: 0, step }));
    expect(importTitle(imports)).toBe(title);
  });
});
