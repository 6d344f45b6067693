import { describe, expect, test } from 'vitest';
import type { Bridge, Reply } from '../../../shared/contract.ts';
import { fetchFile } from '../../../renderer/actions/downloads.ts';
import type { Request } from './opened-assessment.ts';

const content = 'A bundle of some octets';
const made = {
  downloadId: 'd-1',
  fileName: 'contoso.hopcheck',
  size: content.length,
  sha256: 'ab',
};

/** A backend that hands the content out in pieces of ten octets, no further than `end`. */
function servePieces(end = content.length): readonly Request[] {
  const asked: Request[] = [];
  const dispatch = (channel: unknown, args: unknown): Promise<Reply> => {
    asked.push([String(channel), args]);
    if (channel !== 'download.read') return Promise.resolve({ ok: true, value: null });
    const { offset } = args as { readonly offset: number };
    const piece = content.slice(offset, Math.min(end, offset + 10));
    return Promise.resolve({ ok: true, value: { base64: btoa(piece) } });
  };
  const bridge: Bridge = { onEvent: () => () => {}, dispatch };
  Object.assign(globalThis, { bridge });
  return asked;
}

const offsetsOf = (asked: readonly Request[]) =>
  asked.flatMap(([channel, args]) =>
    channel === 'download.read' ? [(args as { readonly offset: number }).offset] : [],
  );

describe('a file that the backend made', () => {
  test('is fetched in pieces, whole and in order, and let go of', async () => {
    const asked = servePieces();
    const told: (readonly number[])[] = [];
    const file = await fetchFile(() => Promise.resolve(made), {
      signal: new AbortController().signal,
      progress: (...of) => told.push(of),
    });
    expect(await file.content.text()).toBe(content);
    expect(file.download).toBe(made);
    expect(told).toEqual([
      [0, 23],
      [10, 23],
      [20, 23],
    ]);
    expect(offsetsOf(asked)).toEqual([0, 10, 20]);
    expect(asked.at(-1)).toEqual(['download.discard', { downloadId: 'd-1' }]);
  });

  test('that ends early is no file', async () => {
    const asked = servePieces(15);
    const fetching = { signal: new AbortController().signal, progress: () => {} };
    await expect(fetchFile(() => Promise.resolve(made), fetching)).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('Nothing was saved') as string,
    });
    expect(asked.at(-1)?.[0]).toBe('download.discard');
  });

  test('is thrown away where the assessor stops it, also while it is being made', async () => {
    const asked = servePieces();
    const ending = new AbortController();
    const { signal } = ending;
    const stopped = { code: 'cancelled' };
    await expect(
      fetchFile(() => Promise.resolve(made), { signal, progress: () => ending.abort() }),
    ).rejects.toMatchObject(stopped);
    expect(offsetsOf(asked)).toEqual([0]);
    await expect(
      fetchFile(() => Promise.resolve(made), { signal, progress: () => {} }),
    ).rejects.toMatchObject(stopped);
    expect(asked.filter(([channel]) => channel === 'download.discard')).toHaveLength(2);
  });
});
