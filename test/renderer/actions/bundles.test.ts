import { beforeEach, describe, expect, test } from 'vitest';
import type { Bridge, Reply } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/errors.ts';
import {
  dismissBundles,
  importAllBundles,
  importBundle,
  offerBundles,
} from '../../../renderer/actions/bundles.ts';
import { defaultPreferences } from '../../../renderer/preferences.ts';
import { useStore } from '../../../renderer/store.ts';
import { sampleReport, sampleSummary } from '../model/sample-summary.ts';
import type { Request } from './opened-assessment.ts';

/** Node has no FileReader, by which the window reads files. */
class NodeFileReader {
  result = '';
  #loaded = () => {};
  addEventListener(kind: string, listener: () => void): void {
    if (kind === 'load') this.#loaded = listener;
  }
  readAsDataURL(piece: Blob): void {
    void piece.arrayBuffer().then((octets) => {
      this.result = `data:;base64,${Buffer.from(octets).toString('base64')}`;
      this.#loaded();
    });
  }
}
Object.assign(globalThis, { FileReader: NodeFileReader });

const damaged: Failure = { code: 'bundle-changed', message: 'This bundle is not as it was made.' };

let asked: Request[];
/** What becomes of a channel instead of success. */
let failures: Readonly<Record<string, Failure>>;
/** Called before a request is answered. */
let before: (channel: string) => void;

beforeEach(() => {
  asked = [];
  failures = {};
  before = () => {};
  let uploads = 0;
  useStore.setState(
    { ...useStore.getInitialState(), preferences: { ...defaultPreferences, assessor: 'Ann' } },
    true,
  );
  const dispatch = (channel: unknown, args: unknown): Promise<Reply> => {
    const name = String(channel);
    asked.push([name, args]);
    before(name);
    const error = failures[name];
    if (error !== undefined) return Promise.resolve({ ok: false, error });
    if (name === 'bundle.begin') uploads += 1;
    const values: Readonly<Record<string, unknown>> = {
      'bundle.begin': { uploadId: `u-${uploads}` },
      'bundle.inspect': sampleReport,
      'bundle.import': sampleSummary({ id: 'imported' }),
      'assessment.list': [],
    };
    return Promise.resolve({ ok: true, value: values[name] ?? null });
  };
  const bridge: Bridge = { onEvent: () => () => {}, dispatch };
  Object.assign(globalThis, { bridge });
});

const file = (name: string, text = 'octets') => new File([text], name);
const steps = () => useStore.getState().imports.map(({ step }) => step.kind);
const channels = () => asked.map(([channel]) => channel);

describe('bundles that are chosen', () => {
  test('end what was said before, as does each import', async () => {
    const said = () => useStore.getState().announcement;
    useStore.setState({ announcement: 'Assessment deleted' });
    await offerBundles([file('a.hopcheck')]);
    expect(said()).toBe('');
    useStore.setState({ announcement: 'Tags saved' });
    failures = { 'bundle.import': damaged };
    await importBundle(useStore.getState().imports[0]?.number ?? 0);
    expect(said()).toBe('');
  });

  test('are handed over in pieces, one file after the other, and looked at', async () => {
    await offerBundles([file('a.hopcheck', 'x'.repeat(512 * 1024 + 1)), file('b.hopcheck')]);
    expect(asked.map(([channel, args]) => [channel, (args as { offset?: number }).offset])).toEqual([
      ['bundle.begin', undefined],
      ['bundle.feed', 0],
      ['bundle.feed', 512 * 1024],
      ['bundle.inspect', undefined],
      ['bundle.begin', undefined],
      ['bundle.feed', 0],
      ['bundle.inspect', undefined],
    ]);
    expect(asked[5]?.[1]).toEqual({ uploadId: 'u-2', offset: 0, base64: btoa('octets') });
    expect(useStore.getState().imports.map(({ fileName, step }) => [fileName, step])).toEqual([
      ['a.hopcheck', { kind: 'ready', uploadId: 'u-1', report: sampleReport, failure: null }],
      ['b.hopcheck', { kind: 'ready', uploadId: 'u-2', report: sampleReport, failure: null }],
    ]);
  });

  test('that cannot be read say why, and the next one is looked at', async () => {
    failures = { 'bundle.inspect': damaged };
    await offerBundles([file('a.hopcheck'), file('empty.hopcheck', '')]);
    expect(useStore.getState().imports.map(({ step }) => step)).toEqual([
      { kind: 'failed', failure: damaged },
      {
        kind: 'failed',
        failure: { code: 'bundle-unreadable', message: 'This file is empty, so it is no bundle.' },
      },
    ]);
    expect(asked.at(-1)).toEqual(['bundle.discard', { uploadId: 'u-1' }]);
  });

  test('are imported in the name of the assessor, and History is read again', async () => {
    await offerBundles([file('a.hopcheck')]);
    await importBundle(useStore.getState().imports[0]?.number ?? 0);
    expect(asked.find(([channel]) => channel === 'bundle.import')).toEqual([
      'bundle.import',
      { uploadId: 'u-1', assessor: 'Ann' },
    ]);
    expect(steps()).toEqual(['imported']);
    expect(channels()).toContain('assessment.list');
  });

  test('are imported all at once; one that fails says so and can be tried again', async () => {
    await offerBundles([file('a.hopcheck'), file('b.hopcheck')]);
    failures = { 'bundle.import': { code: 'data-folder-full', message: 'The disk is full.' } };
    await importAllBundles();
    expect(useStore.getState().announcement).toBe('0 bundles imported');
    expect(useStore.getState().imports[0]?.step).toEqual({
      kind: 'ready',
      uploadId: 'u-1',
      report: sampleReport,
      failure: failures['bundle.import'],
    });
    failures = {};
    await importAllBundles();
    expect(steps()).toEqual(['imported', 'imported']);
    expect(useStore.getState().announcement).toBe('2 bundles imported');
  });

  test('that are put away leave nothing behind, whatever they were at', async () => {
    await offerBundles([file('a.hopcheck')]);
    dismissBundles();
    expect(asked.at(-1)).toEqual(['bundle.discard', { uploadId: 'u-1' }]);
    before = (channel) => {
      if (channel === 'bundle.feed') dismissBundles();
    };
    await offerBundles([file('b.hopcheck'), file('c.hopcheck')]);
    expect(asked.at(-1)).toEqual(['bundle.discard', { uploadId: 'u-2' }]);
    expect(channels().filter((channel) => channel === 'bundle.begin')).toHaveLength(2);
    expect(useStore.getState().imports).toEqual([]);
  });
});
