import { resolveObjectURL } from 'node:buffer';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  beginCorrection,
  changeHistoryTable,
  deleteAssessment,
  exportAs,
  filterHistoryBy,
  noteExportAside,
  setTags,
  typeCorrectionReason,
  verifySeal,
} from '../../../renderer/actions/history.ts';
import { completeAssessment } from '../../../renderer/actions/deciding.ts';
import { openAssessmentOf, useStore } from '../../../renderer/store.ts';
import { intact, sampleSummary } from '../model/sample-summary.ts';
import { openSample } from './opened-assessment.ts';

async function opened() {
  const host = await openSample('one');
  const value = [sampleSummary({ id: 'one' }), sampleSummary({ id: 'two' })];
  useStore.setState(({ preferences }) => ({
    history: { kind: 'ready', value },
    preferences: { ...preferences, assessor: 'Ann' },
  }));
  return host;
}

const listed = () => {
  const { history } = useStore.getState();
  return history.kind === 'ready' ? history.value : [];
};

describe('an assessment in History', () => {
  test('is verified in the name of the assessor, and what was found is spoken', async () => {
    const host = await opened();
    host.answer = () => Promise.resolve({ ok: true, value: intact });
    await verifySeal('two');
    expect(useStore.getState().sealChecks).toEqual({ two: { kind: 'done', verification: intact } });
    expect(host.written).toEqual([['history.verify', { assessmentId: 'two', assessor: 'Ann' }]]);
    expect(useStore.getState().announcement).toBe('Verified: Intact');
  });

  test.each([
    ['tagging', () => setTags('two', ['north'])],
    ['correcting', () => beginCorrection(sampleSummary({ id: 'two' }), 'A typing error')],
    ['deleting', () => deleteAssessment('two')],
    ['completing', () => completeAssessment()],
  ])('ends what was said before, also where %s fails', async (_, act) => {
    const host = await opened();
    host.answer = () => Promise.resolve({ ok: false, error: { code: 'internal', message: 'No.' } });
    useStore.setState({ announcement: 'Tags saved' });
    await expect(act()).rejects.toThrow('No.');
    expect(useStore.getState().announcement).toBe('');
  });

  test('that cannot be verified is not called intact by what was found before', async () => {
    const host = await opened();
    host.answer = () => Promise.resolve({ ok: true, value: intact });
    await verifySeal('two');
    const failure = { code: 'not-found', message: 'It is gone.' } as const;
    host.answer = () => Promise.resolve({ ok: false, error: failure });
    const second = verifySeal('two');
    expect(useStore.getState().sealChecks).toEqual({ two: { kind: 'running' } });
    await verifySeal('two');
    await second;
    expect(host.written).toHaveLength(2);
    expect(useStore.getState().announcement).toBe('');
    expect(useStore.getState().sealChecks).toMatchObject({ two: { kind: 'failed', failure } });
  });

  test('takes the tags that were kept, in the list and where it is open', async () => {
    const host = await opened();
    host.answer = () => Promise.resolve({ ok: true, value: ['north'] });
    await setTags('one', ['north', 'north']);
    expect(host.written).toEqual([['history.setTags', { assessmentId: 'one', tags: ['north', 'north'] }]]);
    expect(listed().map(({ tags }) => tags)).toEqual([['north'], []]);
    expect(openAssessmentOf(useStore.getState())?.summary.tags).toEqual(['north']);
  });

  test('that is corrected is followed by its correction, open for review', async () => {
    const host = await opened();
    host.answer = () => Promise.resolve({ ok: true, value: { assessmentId: 'three' } });
    await beginCorrection(sampleSummary({ id: 'two' }), 'A typing error');
    expect(host.written).toEqual([
      ['assessment.revise', { assessmentId: 'two', assessor: 'Ann', reason: 'A typing error' }],
    ]);
    const { screen, announcement, ...state } = useStore.getState();
    expect([screen, announcement]).toEqual(['review', 'Revision 2 is open for review']);
    expect(openAssessmentOf({ screen, announcement, ...state })?.summary.id).toBe('three');
  });

  test('keeps the reason of a correction until that is begun', async () => {
    const host = await opened();
    const kept = () => useStore.getState().correctionReasons;
    typeCorrectionReason('two', 'A typing error');
    host.answer = () =>
      Promise.resolve({ ok: false, error: { code: 'assessment-busy', message: 'It is being sealed.' } });
    await expect(beginCorrection(sampleSummary({ id: 'two' }), 'A typing error')).rejects.toMatchObject({
      code: 'assessment-busy',
    });
    expect(kept()).toEqual({ two: 'A typing error' });
    host.answer = () => Promise.resolve({ ok: true, value: { assessmentId: 'three' } });
    await beginCorrection(sampleSummary({ id: 'two' }), 'A typing error');
    expect(kept()).toEqual({ two: '' });
  });

  test('that is deleted is open no more', async () => {
    const host = await opened();
    await deleteAssessment('one');
    expect(host.written).toEqual([['history.delete', { assessmentId: 'one', assessor: 'Ann' }]]);
    expect(openAssessmentOf(useStore.getState())).toBeNull();
    expect(useStore.getState().announcement).toBe('Assessment deleted');
  });

  test('that cannot be deleted stays', async () => {
    const host = await opened();
    host.answer = () =>
      Promise.resolve({ ok: false, error: { code: 'assessment-busy', message: 'It is being read.' } });
    await expect(deleteAssessment('one')).rejects.toMatchObject({ code: 'assessment-busy' });
    expect(listed()).toHaveLength(2);
    expect(openAssessmentOf(useStore.getState())?.summary.id).toBe('one');
  });
});

test('what is saved is offered as a file, is noted with each assessment that it is of, and spoken', async () => {
  const host = await opened();
  const link = { href: '', download: '', click: vi.fn<() => void>() };
  vi.stubGlobal('document', { createElement: () => link });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const file = { fileName: 'list.csv', type: 'text/csv', text: 'one\r\nzwölf\r\n' } as const;
  exportAs(['one', 'two'], 'A list', file);
  const offered = resolveObjectURL(link.href);
  expect([link.download, offered?.type, await offered?.text(), link.click.mock.calls.length]).toEqual([
    'list.csv',
    'text/csv;charset=utf-8',
    'one\r\nzwölf\r\n',
    1,
  ]);
  expect(host.written).toEqual(
    ['one', 'two'].map((assessmentId) => [
      'history.noteExport',
      { assessmentId, assessor: 'Ann', what: 'A list' },
    ]),
  );
  expect(useStore.getState().announcement).toBe('Saved: list.csv');
  exportAs([], 'A list of no assessment', file);
  expect([host.written.length, link.click.mock.calls.length]).toEqual([2, 2]);
});

test('an export is noted; that it could not be disturbs nobody', async () => {
  const host = await opened();
  host.answer = () => Promise.resolve({ ok: false, error: { code: 'data-folder-full', message: 'Full.' } });
  noteExportAside('one', 'A table');
  noteExportAside(null, 'Of no assessment');
  await new Promise(setImmediate);
  expect(host.written).toEqual([
    ['history.noteExport', { assessmentId: 'one', assessor: 'Ann', what: 'A table' }],
  ]);
  expect(useStore.getState().announcement).toBe('');
});

test.each([
  [true, 1],
  [false, 0],
])('completing says how many problems were read: %s', async (problemsRead, count) => {
  const host = await opened();
  const assessment = openAssessmentOf(useStore.getState());
  if (assessment === null) throw new Error('Nothing is open.');
  const problems = [{ code: 'referral', message: 'A referral.', distinguishedName: null }] as const;
  useStore.setState({ assessment: { kind: 'ready', value: { ...assessment, problems } }, problemsRead });
  host.answer = () => Promise.resolve({ ok: true, value: sampleSummary({ id: 'one' }) });
  await completeAssessment();
  expect(host.written).toEqual([
    ['assessment.complete', { assessmentId: 'one', assessor: 'Ann', problemsRead: count }],
  ]);
  expect(openAssessmentOf(useStore.getState())?.summary.seal).toBe('a1'.repeat(32));
});

test('how History is looked at stays, part by part', async () => {
  await opened();
  filterHistoryBy({ text: 'north' });
  filterHistoryBy({ state: 'completed' });
  changeHistoryTable({ top: 64 });
  expect(useStore.getState().historyView).toEqual({
    filter: { text: 'north', state: 'completed', organization: null },
    table: { sort: null, widths: {}, active: null, top: 64 },
  });
});
