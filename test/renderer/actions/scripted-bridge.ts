import type { Reply } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/errors.ts';
import { useStore } from '../../../renderer/store.ts';

/** A request that waits for its answer. */
export interface PendingRequest {
  readonly channel: string;
  readonly args: unknown;
  readonly succeed: (value: unknown) => Promise<void>;
  readonly fail: (failure: Failure) => Promise<void>;
}

/** Puts a fresh store in front of a backend that answers when the test says so. Every request is there, in order, but for the preferences, which are kept on the way. */
export function scriptedBridge(): readonly PendingRequest[] {
  const requests: PendingRequest[] = [];
  useStore.setState(useStore.getInitialState(), true);
  const dispatch = (channel: unknown, args: unknown) => {
    if (channel === 'application.keepPreferences') return Promise.resolve({ ok: true, value: null });
    const { promise, resolve } = Promise.withResolvers<Reply>();
    const answer = async (reply: Reply) => {
      resolve(reply);
      await settled();
    };
    requests.push({
      channel: String(channel),
      args,
      succeed: (value) => answer({ ok: true, value }),
      fail: (error) => answer({ ok: false, error }),
    });
    return promise;
  };
  Object.assign(globalThis, { bridge: { onEvent: () => () => {}, dispatch } });
  return requests;
}

/** Waits until everything that can go on without another answer has. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
