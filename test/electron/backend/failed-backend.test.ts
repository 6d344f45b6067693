import { expect, test } from 'vitest';
import type { Backend } from '../../../electron/backend/backend.ts';
import { standIn } from '../../../electron/backend/failed-backend.ts';
import { AppError } from '../../../shared/errors.ts';
import type { BackendEvent } from '../../../shared/events.ts';
import type { Backup } from '../../../shared/history/rescue.ts';

const damaged = new AppError('data-damaged', 'Damaged.', 'SQLITE_CORRUPT');
const full = new AppError('data-folder-full', 'No room.');
const backup: Backup = { name: 'a.db', madeAt: '2026-03-01T09:00:00.000Z', bytes: 4_096, sound: true };
const event = {
  kind: 'walk-failed',
  assessmentId: 'x',
  failure: { code: 'cancelled', message: '' },
} as const;

/** The real backend, as far as it is asked: it has two assessments, and answers everything else with the channel. */
function scripted() {
  const listeners = new Set<(event: BackendEvent) => void>();
  const backend: Backend = {
    dispatch: async (channel) => ({
      ok: true,
      value: channel === 'assessment.list' ? ['one', 'two'] : channel,
    }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    assessLdifFile: async (path) => path,
    close: async () => undefined,
  };
  return { backend, announce: () => listeners.forEach((listener) => listener(event)) };
}

/** A stand-in whose real backend fails with these errors first, then opens. */
function failing(failures: readonly unknown[], error: unknown = failures[0]) {
  const calls: string[] = [];
  const unexpected: unknown[] = [];
  const left = [...failures];
  const real = scripted();
  const rescued = { lost: ['A tag.'], keptIn: '/data/damaged' };
  const backend = standIn(error, {
    reopen: () => {
      calls.push('reopen');
      if (left.length === 0) return real.backend;
      throw left.shift();
    },
    rescue: {
      backups: async () => [backup],
      restore: (name) => {
        calls.push(`restore ${name}`);
        return rescued;
      },
      salvage: () => {
        calls.push('salvage');
        return rescued;
      },
    },
    onUnexpected: (thrown) => unexpected.push(thrown),
  });
  return { backend, calls, unexpected, announce: real.announce };
}

const told = (error: AppError) => ({
  ok: false,
  error: {
    code: error.code,
    message: error.message,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
  },
});

test('everything is answered with the reason; only being asked how it is tries again', async () => {
  const { backend, calls } = failing([full, full]);
  expect(await backend.dispatch('assessment.list', {})).toEqual(told(full));
  expect(await backend.dispatch('nonsense', {})).toEqual(told(full));
  expect(calls).toEqual([]);
  expect(await backend.dispatch('application.info', {})).toEqual(told(full));
  expect(calls).toEqual(['reopen']);
  await expect(backend.assessLdifFile('x', 'y')).rejects.toBe(full);
  await backend.close();
});

test('the newest reason is told', async () => {
  const { backend } = failing([damaged], full);
  await backend.dispatch('application.info', {});
  expect(await backend.dispatch('assessment.list', {})).toEqual(told(damaged));
});

test('it is the real one once that can be opened, events included, each once', async () => {
  const { backend, announce } = failing([], full);
  const heard: BackendEvent[] = [];
  const first = backend.subscribe((told_) => heard.push(told_));
  const end = backend.subscribe(() => heard.push(event));
  expect(await backend.dispatch('application.info', {})).toEqual({ ok: true, value: 'application.info' });
  await backend.dispatch('application.info', {});
  backend.subscribe((told_) => heard.push(told_));
  announce();
  expect(heard).toEqual([event, event, event]);
  first();
  end();
  announce();
  expect(heard).toHaveLength(4);
  expect(await backend.assessLdifFile('x', 'y')).toBe('x');
});

test.each([
  ['damage', damaged, true],
  ['a full disk', full, false],
])('what can be done about %s is told with the backups', async (_, error, isDamage) => {
  const { backend } = failing([error]);
  expect(await backend.dispatch('rescue.look', {})).toEqual({
    ok: true,
    value: { failure: told(error).error, isDamage, backups: [backup] },
  });
});

test.each([
  ['rescue.restore', { backup: 'a.db' }, 'restore a.db'],
  ['rescue.salvage', {}, 'salvage'],
] as const)(
  '%s works on what is still damaged, and the stand-in is the real backend then',
  async (channel, args, call) => {
    const { backend, calls } = failing([damaged]);
    expect(await backend.dispatch(channel, args)).toEqual({
      ok: true,
      value: { assessments: 2, lost: ['A tag.'], keptIn: '/data/damaged' },
    });
    expect(calls).toEqual(['reopen', call, 'reopen']);
    expect(await backend.dispatch('assessment.list', {})).toEqual({ ok: true, value: ['one', 'two'] });
  },
);

test.each(['rescue.restore', 'rescue.salvage'])(
  '%s touches nothing if the database can be opened again, or if it is not damaged',
  async (channel) => {
    const args = channel === 'rescue.restore' ? { backup: 'a.db' } : {};
    const repaired = failing([], damaged);
    expect(await repaired.backend.dispatch(channel, args)).toMatchObject({ error: { code: 'bad-request' } });
    const busy = failing([full], damaged);
    expect(await busy.backend.dispatch(channel, args)).toEqual(told(full));
    expect([repaired.calls, busy.calls]).toEqual([['reopen'], ['reopen']]);
  },
);

test('a rescue after which the database still cannot be opened tells why', async () => {
  const { backend } = failing([damaged, full]);
  expect(await backend.dispatch('rescue.salvage', {})).toEqual(told(full));
});

test('arguments are parsed at this door, too', async () => {
  const { backend, calls } = failing([damaged]);
  expect(await backend.dispatch('rescue.restore', { backup: 7 })).toMatchObject({
    error: { code: 'bad-request' },
  });
  expect(await backend.dispatch('rescue.everything', {})).toMatchObject({ error: { code: 'bad-request' } });
  expect(calls).toEqual([]);
});
