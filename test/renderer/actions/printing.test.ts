import { expect, test } from 'vitest';
import { endPrinting, printReviewSheet } from '../../../renderer/actions/printing.ts';
import { useStore } from '../../../renderer/store.ts';
import { scriptedBridge, settled } from './scripted-bridge.ts';
import { loadAssessment } from '../../../renderer/actions/reviewing.ts';
import { viewOf } from './opened-assessment.ts';

async function opened() {
  const requests = scriptedBridge();
  const loading = loadAssessment('one');
  await settled();
  await requests[0]?.succeed(viewOf('one'));
  await loading;
  await requests[1]?.succeed({ decisions: [] });
  return requests;
}

test('everything that the sheet says is read before it goes to the printer', async () => {
  const requests = await opened();
  const printing = printReviewSheet();
  const asked = requests.slice(2);
  expect(asked.map(({ args }) => args)).toEqual(
    ['CN=Default-6', 'CN=Partner-7', 'CN=Default-8'].map((distinguishedName) => ({
      assessmentId: 'one',
      distinguishedName,
    })),
  );
  expect(useStore.getState().sheet).toEqual({ kind: 'preparing', done: 0, of: 3 });
  for (const request of asked) await request.succeed({ decisions: [] });
  await printing;
  const { sheet } = useStore.getState();
  expect(sheet.kind === 'ready' && sheet.value.entries.map(({ subject }) => subject.id)).toEqual([6, 7, 8]);
  endPrinting();
  expect(useStore.getState().sheet).toEqual({ kind: 'none' });
});

test('a sheet that cannot be put together is none, and the reason is told', async () => {
  const requests = await opened();
  const printing = printReviewSheet();
  const failure = printing.catch((error: unknown) => error);
  for (const request of requests.slice(2))
    await request.fail({ code: 'data-folder-full', message: 'The disk is full.' });
  expect(await failure).toMatchObject({ message: 'The disk is full.' });
  expect(useStore.getState().sheet).toEqual({ kind: 'none' });
});
