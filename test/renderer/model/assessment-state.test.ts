import { expect, test } from 'vitest';
import { reviewLabel } from '../../../renderer/model/assessment-state.ts';
import { sampleSummary } from './sample-summary.ts';

test('the way into the review is called by how far that is', () => {
  const inReview = (decided: number) => sampleSummary({ state: 'in-review', seal: null, decided });
  expect([inReview(0), inReview(3), sampleSummary()].map(reviewLabel)).toEqual([
    'Start review',
    'Continue review',
    'Show the review',
  ]);
});
