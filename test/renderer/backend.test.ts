import { afterEach, expect, test, vi } from 'vitest';
import { invoke, onBackendLost } from '../../renderer/backend.ts';

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
