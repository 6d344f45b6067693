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

test('whoever answers for it now signs the sheet, or who completed it, whoever read the evidence', async () => {
  const signer = async (summary: object, answerEvents: unknown) => {
    const requests = scriptedBridge();
    const view = viewOf('one');
    const loading = loadAssessment('one');
    await settled();
    await requests[0]?.succeed({ ...view, summary: { ...view.summary, assessor: 'Reader', ...summary } });
    await loading;
    useStore.setState(({ preferences }) => ({ preferences: { ...preferences, assessor: 'Present' } }));
    const printing = printReviewSheet();
    for (const request of requests.filter(({ channel }) => channel === 'assessment.node'))
      await request.succeed({ decisions: [] });
    await requests.find(({ channel }) => channel === 'history.events')?.succeed(answerEvents);
    await printing;
    const { sheet } = useStore.getState();
    return sheet.kind === 'ready' ? sheet.value.signedBy : null;
  };
  const completed = {
    kind: 'completed',
    at: '2026-06-04T10:00:00.000Z',
    by: 'Completer',
    detail: {},
    sha256: '',
  };
  expect(await signer({}, [])).toBe('Present');
  expect(await signer({ state: 'completed' }, [completed])).toBe('Completer');
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
