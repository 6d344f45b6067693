import { expect, test } from 'vitest';
import { giveUpFile, startLdif } from '../../../renderer/actions/walking.ts';
import { useStore } from '../../../renderer/store.ts';
import { scriptedBridge, settled } from './scripted-bridge.ts';

const assessmentId = 'd8a5f6c2-3b1e-4f07-9a64-0c2e7b915d38';

/** A backend that answers when the test says so, and somebody who may begin. */
function namedAssessor() {
  const requests = scriptedBridge();
  useStore.setState(({ preferences }) => ({ preferences: { ...preferences, assessor: 'Ann' } }));
  return requests;
}

test('a file that only this window could feed on is given up with it, so that the next one can start something', async () => {
  const requests = namedAssessor();
  const channels = () => requests.map(({ channel }) => channel);
  const fed = startLdif(new File([], 'export.ldf'));
  await requests[0]?.succeed({ assessmentId });
  expect(channels()).toEqual(['assessment.startLdif', 'assessment.endLdif']);
  void giveUpFile();
  expect(channels()).toEqual(['assessment.startLdif', 'assessment.endLdif', 'assessment.cancel']);
  await requests[1]?.succeed(null);
  await fed;
});

test('a file that was fed wholly is read on without the window, and so is every other source', async () => {
  const requests = namedAssessor();
  const fed = startLdif(new File([], 'export.ldf'));
  await requests[0]?.succeed({ assessmentId });
  await requests[1]?.succeed(null);
  await fed;
  await giveUpFile();
  await settled();
  expect(requests).toHaveLength(2);
});
