import { describe, expect, test } from 'vitest';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { stepsOf } from '../../../renderer/shell/steps.ts';

const inReview = { state: 'in-review', decided: 3, toDecide: 12 } as AssessmentSummary;

/** One letter for each step: `c`urrent, `d`one, `x` blocked, `-` open. */
function signs(steps: ReturnType<typeof stepsOf>): string {
  return steps
    .map((step) => (step.current ? 'c' : step.done ? 'd' : step.blocked === null ? '-' : 'x'))
    .join('');
}

describe('the four steps', () => {
  test.each([
    { story: 'at first only Connect is open', steps: stepsOf('start', 'none', null), shown: '-xxx' },
    {
      story: 'while a walk runs nothing else can begin',
      steps: stepsOf('walk', 'running', null),
      shown: 'dcxx',
    },
    {
      story: 'in review Finish can be looked at',
      steps: stepsOf('review', 'finished', inReview),
      shown: 'ddc-',
    },
    {
      story: 'with everything decided Review is done',
      steps: stepsOf('finish', 'none', { ...inReview, decided: 12 }),
      shown: 'dddc',
    },
    {
      story: 'a completed assessment has all done',
      steps: stepsOf('history', 'none', { ...inReview, decided: 12, state: 'completed' }),
      shown: 'dddd',
    },
  ])('$story', ({ steps, shown }) => {
    expect(signs(steps)).toBe(shown);
  });

  test('an assessment opened from History leads back to its walk, though none was made since the start', () => {
    expect(stepsOf('review', 'none', inReview).map(({ blocked }) => blocked)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
