import { beforeEach, describe, expect, test } from 'vitest';
import { openAssessment } from '../../../renderer/actions/reviewing.ts';
import { onBackendEvent } from '../../../renderer/actions/walking.ts';
import { openAssessmentOf, useStore, type Screen } from '../../../renderer/store.ts';
import { openSample, viewOf } from './opened-assessment.ts';

const openId = () => openAssessmentOf(useStore.getState())?.summary.id;

/** A walk of `new` runs while `old` is open, and ends. */
async function endWalkOn(screen: Screen): Promise<void> {
  useStore.setState({
    screen,
    walk: {
      kind: 'running',
      token: 0,
      way: 'practice',
      label: '',
      assessmentId: 'new',
      progress: null,
      startedAt: 0,
      cancelling: false,
    },
  });
  const { summary } = viewOf('new');
  onBackendEvent({ kind: 'walk-finished', assessmentId: 'new', summary });
  expect(useStore.getState().walk).toEqual({ kind: 'finished', summary });
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a walk that ends', () => {
  beforeEach(async () => {
    await openSample('old');
  });

  test.each<Screen>(['review', 'finish'])(
    'does not take away the assessment that is open in %s',
    async (screen) => {
      await endWalkOn(screen);
      expect(openId()).toBe('old');
    },
  );

  test.each<Screen>(['walk', 'start', 'history'])('opens its assessment, seen from %s', async (screen) => {
    await endWalkOn(screen);
    expect(openId()).toBe('new');
  });

  test('is told by its assessment once that is opened', async () => {
    await endWalkOn('walk');
    await openAssessment('new');
    expect(useStore.getState().walk).toEqual({ kind: 'none' });
  });
});
