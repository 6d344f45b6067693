import { describe, expect, test } from 'vitest';
import { walkInWords, walkVerdict } from '../../../renderer/model/walk-verdict.ts';
import type { Problem } from '../../../shared/assessment/assessment.ts';
import { sampleSummary } from './sample-summary.ts';

const problem = (code: Problem['code']): Problem => ({ code, message: '', distinguishedName: null });

describe('a walk', () => {
  test('that read all that there is to see is complete', () => {
    const summary = sampleSummary();
    const problems = [problem('version-unknown'), problem('password-dropped')];
    expect(walkVerdict(summary, problems)).toEqual({
      mark: 'good',
      title: 'The walk is complete',
      text: 'Everything below Contoso that the file holds was read.',
    });
    expect(walkInWords(summary, problems)).toBe('Complete');
  });

  test.each([
    [['not-readable'], '1 container could not be read'],
    [
      ['no-virtual-server', 'not-readable', 'not-readable'],
      '2 containers could not be read, and no virtual server could be seen on 1 server',
    ],
    [
      ['not-read', 'values-cut', 'values-cut', 'not-readable'],
      '1 container and 1 virtual server could not be read, and of 2 objects only some values came',
    ],
  ] as const)(
    'that went to its end in spite of %j does not say that everything was read',
    (codes, missing) => {
      const problems = codes.map(problem);
      expect(walkVerdict(sampleSummary(), problems)).toEqual({
        mark: 'attention',
        title: 'The walk went to its end, but not everything could be read',
        text: `${missing.charAt(0).toUpperCase()}${missing.slice(1)}. What is missing is Not Reviewed.`,
      });
      expect(walkInWords(sampleSummary(), problems)).toBe(`Went to its end, but ${missing}`);
    },
  );

  test('that did not go to its end is incomplete, whatever else is the matter', () => {
    const summary = sampleSummary({ complete: false, incompleteReason: 'It was \u202ecut short.' });
    expect(walkVerdict(summary, [problem('not-readable')])).toEqual({
      mark: 'incomplete',
      title: 'The walk is INCOMPLETE',
      text: 'It was ⟨U+202E⟩cut short.',
    });
    expect(walkInWords(summary, [])).toBe('INCOMPLETE');
  });

  test('of which the problems are not known promises nothing', () => {
    expect(walkVerdict(sampleSummary(), null)).toEqual({
      mark: 'unknown',
      title: 'The walk went to its end',
      text: 'Whether everything could be read stands in the review.',
    });
  });
});
