import { expect, test } from 'vitest';
import { AutomaticBackups } from '../../../electron/backend/automatic-backups.ts';

const now = () => new Date('2026-03-01T09:00:00.000Z');

function backups(keepBackup: (now: Date, signal?: AbortSignal) => Promise<void>) {
  const unexpected: unknown[] = [];
  const made = new AutomaticBackups({
    store: { keepBackup },
    now,
    onUnexpected: (error) => unexpected.push(error),
  });
  return { made, unexpected };
}

test('they are made one after the other, and the end waits for them', async () => {
  const begun: PromiseWithResolvers<void>[] = [];
  const { made, unexpected } = backups(() => {
    const next = Promise.withResolvers<void>();
    begun.push(next);
    return next.promise;
  });
  made.keep();
  made.keep();
  await expect.poll(() => begun.length).toBe(1);
  begun[0]?.resolve();
  await expect.poll(() => begun.length).toBe(2);
  const order: string[] = [];
  const closed = made.close().then(() => order.push('closed'));
  order.push('made');
  begun[1]?.resolve();
  await closed;
  expect([order, unexpected]).toEqual([['made', 'closed'], []]);
});

test('one that fails disturbs nothing but is told, and the next is made', async () => {
  const times: Date[] = [];
  const { made, unexpected } = backups(async (time) => {
    times.push(time);
    if (times.length === 1) throw new Error('No room.');
  });
  made.keep();
  made.keep();
  await expect.poll(() => times).toEqual([now(), now()]);
  await made.close();
  expect(unexpected).toEqual([new Error('No room.')]);
});

test('closing gives up what takes too long, without a word', async () => {
  let begun = 0;
  const { made, unexpected } = backups((_, signal) => {
    begun += 1;
    return new Promise((__, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('given up')));
    });
  });
  made.keep();
  made.keep();
  await expect.poll(() => begun).toBe(1);
  await made.close(50);
  expect([begun, unexpected]).toEqual([1, []]);
});
