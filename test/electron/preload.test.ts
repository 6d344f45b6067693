import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';

type Listener = (event: unknown, announcement: unknown) => void;

/** Runs the preload script as the sandbox does: a script without modules, whose `require` knows `electron` alone. */
function runPreload() {
  const exposed: Record<
    string,
    { dispatch: (...args: unknown[]) => unknown; onEvent: (listener: unknown) => () => void }
  > = {};
  const invoked: unknown[][] = [];
  const listeners = new Set<Listener>();
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: never) => void (exposed[name] = value) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args);
        return 'reply';
      },
      on: (_name: 'event', listener: Listener) => void listeners.add(listener),
      off: (_name: 'event', listener: Listener) => void listeners.delete(listener),
    },
  };
  const source = readFileSync(join(import.meta.dirname, '../../electron/preload.cts'), 'utf8');
  runInNewContext(stripTypeScriptTypes(source), {
    require: (name: string) => {
      if (name !== 'electron') throw new Error(`The sandbox has no ${name}.`);
      return electron;
    },
  });
  return { exposed, invoked, listeners };
}

describe('the preload script', () => {
  test('gives the page two functions and nothing else', () => {
    const { exposed } = runPreload();
    expect(Object.entries(exposed).map(([name, value]) => [name, Object.keys(value)])).toEqual([
      ['bridge', ['dispatch', 'onEvent']],
    ]);
  });

  test('carries a request over the one channel', () => {
    const { exposed, invoked } = runPreload();
    expect(exposed['bridge']?.dispatch('assessment.list', {}, 'more')).toBe('reply');
    expect(invoked).toEqual([['dispatch', 'assessment.list', {}]]);
  });

  test('hands over announcements without the event object, until the page ends its subscription', () => {
    const { exposed, listeners } = runPreload();
    const heard: unknown[][] = [];
    const unsubscribe = exposed['bridge']?.onEvent((...args: unknown[]) => heard.push(args));
    for (const listener of listeners) listener({ sender: 'secret' }, { kind: 'walk-failed' });
    unsubscribe?.();
    for (const listener of listeners) listener({ sender: 'secret' }, { kind: 'walk-finished' });
    expect(heard).toEqual([[{ kind: 'walk-failed' }]]);
  });
});
