import { expect, test } from 'vitest';
import { goOnReviewing, openAssessment } from '../../../renderer/actions/reviewing.ts';
import { useStore } from '../../../renderer/store.ts';
import { openSample } from './opened-assessment.ts';

test('an assessment is opened as it is on disk, also while it is open', async () => {
  const host = await openSample('open');
  await openAssessment('open');
  expect({ opened: host.opened, screen: useStore.getState().screen }).toEqual({
    opened: 2,
    screen: 'review',
  });
});

test('whoever goes on reviewing what is open does not wait for it again', async () => {
  const host = await openSample('open');
  await goOnReviewing('open');
  expect({ opened: host.opened, screen: useStore.getState().screen }).toEqual({
    opened: 1,
    screen: 'review',
  });
  await goOnReviewing('another');
  expect(host.opened).toBe(2);
});
