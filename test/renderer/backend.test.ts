import { afterEach, expect, test, vi } from 'vitest';
import { invoke, listen, onBackendLost, onSuperseded } from '../../renderer/backend.ts';

const reply = (value: unknown) => Response.json({ ok: true, value });
const cutOff = () => Promise.reject(new TypeError('Failed to fetch'));

afterEach(() => vi.unstubAllGlobals());

/** Answers the requests in turn, the last answer again and again; returns the paths that were asked for. */
function answering(...answers: (() => Promise<Response>)[]): readonly string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return (answers.length > 1 ? answers.shift() : answers[0])?.();
  });
  return asked;
}

function losses(): { count: number } {
  const seen = { count: 0 };
  onBackendLost(() => (seen.count += 1));
  return seen;
}

test('a request that is cut off while the service is there fails alone, and is not sent twice', async () => {
  const lost = losses();
  const asked = answering(cutOff, cutOff, async () => reply({}));
  await expect(invoke('assessment.cancel', {})).rejects.toThrow(/cut off on its way/);
  expect({ lost: lost.count, asked }).toEqual({
    lost: 0,
    asked: ['/api/assessment.cancel', '/api/application.info', '/api/application.info'],
  });
});

test('a service that does not answer several questions either is lost', async () => {
  const lost = losses();
  const asked = answering(cutOff);
  await expect(invoke('assessment.list', {})).rejects.toThrow(/does not answer any more/);
  expect({ lost: lost.count, asked: asked.length }).toEqual({ lost: 1, asked: 4 });
});

test('an answer that is no reply is none', async () => {
  const lost = losses();
  answering(async () => new Response('<html>'));
  await expect(invoke('assessment.list', {})).rejects.toThrow(/does not answer any more/);
  expect(lost.count).toBe(1);
});

test('a window that another takes the place of saves first, then lets go of its stream, and waits at another', async () => {
  const steps: string[] = [];
  class Stream extends EventTarget {
    readonly address: string;
    constructor(address: string) {
      super();
      this.address = address;
      steps.push(`open ${address.replace(/page=[-\w]{36}$/, 'page=ID')}`);
      streams.push(this);
    }
    close() {
      steps.push('close');
    }
  }
  const streams: Stream[] = [];
  vi.stubGlobal('EventSource', Stream);
  const { promise: saved, resolve: save } = Promise.withResolvers<void>();
  onSuperseded(async () => {
    steps.push('give way');
    await saved;
    steps.push('saved');
  });
  const refusal = { code: 'window-superseded', message: 'Elsewhere.' };
  const headers: unknown[] = [];
  vi.stubGlobal('fetch', async (_path: string, options: RequestInit) => {
    headers.push(new Headers(options.headers).get('hopcheck-page'));
    return Response.json({ ok: false, error: refusal }, { status: 409 });
  });

  listen(
    () => {},
    () => {},
  );
  await expect(invoke('assessment.cancel', {})).rejects.toMatchObject(refusal);
  streams[0]?.dispatchEvent(new Event('superseded'));
  expect(steps).toEqual(['open /api/events?page=ID', 'give way']);
  save();
  await vi.waitFor(() => expect(streams).toHaveLength(2));
  expect(steps).toEqual([
    'open /api/events?page=ID',
    'give way',
    'saved',
    'close',
    'open /api/events?page=ID',
  ]);
  expect(streams.map(({ address }) => address)).toEqual([
    `/api/events?page=${String(headers[0])}`,
    `/api/events?page=${String(headers[0])}`,
  ]);
});
