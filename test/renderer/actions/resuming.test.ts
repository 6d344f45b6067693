import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ApplicationInfo } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { useStore } from '../../../renderer/store.ts';
import { viewOf } from './opened-assessment.ts';

const assessmentId = 'd8a5f6c2-3b1e-4f07-9a64-0c2e7b915d38';

/** The window's own storage: what is in it outlives a load of the page. */
let storage: Map<string, string>;

beforeEach(() => {
  storage = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, text: string) => storage.set(key, text),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Loads the page anew, in front of a backend on which opening fails with that, and goes back to where the window was. */
async function load(failure: Failure | null = null) {
  vi.resetModules();
  const dispatch = async (channel: unknown, args: unknown) => {
    if (channel === 'assessment.open') {
      const { assessmentId: id } = args as { readonly assessmentId: string };
      return failure === null ? { ok: true, value: viewOf(id) } : { ok: false, error: failure };
    }
    return { ok: true, value: channel === 'assessment.list' ? [] : { decisions: [] } };
  };
  vi.stubGlobal('bridge', { onEvent: () => () => {}, dispatch });
  const { useStore: store } = await import('../../../renderer/store.ts');
  const reviewing = await import('../../../renderer/actions/reviewing.ts');
  const { goTo } = await import('../../../renderer/actions/application.ts');
  const { resume } = await import('../../../renderer/actions/resuming.ts');
  store.setState({ application: { kind: 'ready', value: {} as ApplicationInfo } });
  await resume();
  return { store, goTo, ...reviewing };
}

function shown({ store }: { readonly store: typeof useStore }) {
  const { screen, selected, assessment } = store.getState();
  return {
    screen,
    selected,
    open: assessment.kind === 'ready' ? assessment.value.summary.id : assessment.kind,
  };
}

test('a window that is loaded anew shows the assessment, the object and the screen that it showed', async () => {
  const before = await load();
  await before.openAssessment(assessmentId);
  before.select(8);
  expect(shown(await load())).toEqual({ screen: 'review', selected: 8, open: assessmentId });
});

test('an assessment that is open while another screen is shown is open again', async () => {
  const before = await load();
  await before.openAssessment(assessmentId);
  before.select(8);
  before.goTo('trend');
  expect(shown(await load())).toEqual({ screen: 'history', selected: 8, open: assessmentId });
});

test('a window that was loaded anew twice, the second time while it was reading, has forgotten nothing', async () => {
  const before = await load();
  await before.openAssessment(assessmentId, 'finish');
  before.select(8);
  void load();
  expect(shown(await load())).toEqual({ screen: 'finish', selected: 8, open: assessmentId });
});

test('an assessment that is gone meanwhile leads to Start', async () => {
  const before = await load();
  await before.openAssessment(assessmentId);
  const after = await load({ code: 'not-found', message: 'It is not kept here any more.' });
  expect(shown(after)).toEqual({ screen: 'start', selected: null, open: 'idle' });
});

test('one that cannot be read says so in its place', async () => {
  const before = await load();
  await before.openAssessment(assessmentId);
  const after = await load({ code: 'internal', message: 'Try again.' });
  expect(shown(after)).toEqual({ screen: 'review', selected: null, open: 'failed' });
});

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['no place', '7'],
  ['an unknown screen', '{"screen":"constructor","assessmentId":null,"selected":null}'],
  ['an impossible assessment', '{"screen":"review","assessmentId":7,"selected":null}'],
  ['a review of nothing', '{"screen":"review","assessmentId":null,"selected":null}'],
])('%s in the storage leads to Start', async (_name, text) => {
  if (text !== null) storage.set('hopcheck-place', text);
  expect(shown(await load())).toEqual({ screen: 'start', selected: null, open: 'idle' });
});

test('an object that the assessment does not have leads to its first', async () => {
  storage.set('hopcheck-place', JSON.stringify({ screen: 'review', assessmentId, selected: 900 }));
  expect(shown(await load())).toEqual({ screen: 'review', selected: 0, open: assessmentId });
});

test('a window without storage works without', async () => {
  vi.stubGlobal('sessionStorage', undefined);
  const before = await load();
  await before.openAssessment(assessmentId);
  expect(shown(before)).toEqual({ screen: 'review', selected: 0, open: assessmentId });
  expect(shown(await load())).toEqual({ screen: 'start', selected: null, open: 'idle' });
});
