import type { Dispatch, Reply } from '../../shared/contract.ts';
import type { BackendEvent } from '../../shared/events.ts';
import type { Backend } from '../../electron/backend/backend.ts';

export interface ScriptedBackend extends Omit<Backend, 'dispatch'> {
  dispatch: Dispatch;
  /** Every request that came through the door: channel and arguments. */
  readonly requests: (readonly [unknown, unknown])[];
  readonly listeners: Set<(event: BackendEvent) => void>;
  closed: boolean;
}

/** A backend that writes down what it is asked and answers always the same: hosts are tested by what they let through. */
export function scriptedBackend(reply: Reply = { ok: true, value: 'answer' }): ScriptedBackend {
  const backend: ScriptedBackend = {
    requests: [],
    listeners: new Set(),
    closed: false,
    dispatch: (channel, args) => {
      backend.requests.push([channel, args]);
      return Promise.resolve(reply);
    },
    subscribe: (listener) => {
      backend.listeners.add(listener);
      return () => {
        backend.listeners.delete(listener);
      };
    },
    assessLdifFile: () => Promise.reject(new Error('not scripted')),
    close: () => {
      backend.closed = true;
      return Promise.resolve();
    },
  };
  return backend;
}
