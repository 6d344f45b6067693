import { contract, type Channel, type Dispatch, type Handlers } from '../../shared/contract.ts';
import { AppError, toFailure } from '../../shared/errors.ts';
import type { BackendEvent } from '../../shared/events.ts';
import type { RescueResult } from '../../shared/history/rescue.ts';
import type { Backend } from './backend.ts';
import { createDispatch } from './dispatch.ts';
import type { Rescue, Rescued } from './rescue.ts';

export interface FailedBackendOptions {
  /** Opens the real one; throws why it cannot be opened. */
  readonly reopen: () => Backend;
  readonly rescue: Pick<Rescue, 'backups' | 'restore' | 'salvage'>;
  /** Told of errors that no one expected, for the log. */
  readonly onUnexpected: (error: unknown) => void;
}

/**
 * Stands in for a backend that could not be opened, so that a window can open and show why. Every `application.info` (its "Try again")
 * tries anew, and so does a rescue from damage; once that succeeds it is that backend.
 */
export function standIn(error: unknown, { reopen, rescue, onUnexpected }: FailedBackendOptions): Backend {
  /** With what ends each subscription. */
  const listeners = new Map<(event: BackendEvent) => void, () => void>();
  let failure = error;
  let opened: Backend | null = null;
  const tryAgain = (): Backend | null => {
    if (opened !== null) return opened;
    try {
      opened = reopen();
      for (const listener of listeners.keys()) listeners.set(listener, opened.subscribe(listener));
    } catch (again) {
      failure = again;
    }
    return opened;
  };
  const rescued = async (work: () => Rescued): Promise<RescueResult> => {
    if (tryAgain() !== null) throw notNeeded();
    if (toFailure(failure).code !== 'data-damaged') throw failure;
    const result = work();
    const now = tryAgain();
    if (now === null) throw failure;
    return { ...result, assessments: await countOf(now) };
  };
  const dispatchRescue = createDispatch(
    {
      ...failing(() => failure),
      'rescue.look': async () => {
        const { code, message, detail } = toFailure(failure);
        return {
          failure: { code, message, ...(detail === undefined ? {} : { detail }) },
          isDamage: code === 'data-damaged',
          backups: await rescue.backups(),
        };
      },
      'rescue.restore': ({ backup }) => rescued(() => rescue.restore(backup)),
      'rescue.salvage': () => rescued(() => rescue.salvage()),
    },
    onUnexpected,
  );
  const dispatch: Dispatch = async (channel, args) => {
    if (opened !== null) return opened.dispatch(channel, args);
    if (typeof channel === 'string' && channel.startsWith('rescue.')) return dispatchRescue(channel, args);
    const now = channel === 'application.info' ? tryAgain() : null;
    return now === null ? { ok: false, error: toFailure(failure) } : now.dispatch(channel, args);
  };
  return {
    dispatch,
    subscribe: (listener) => {
      listeners.set(listener, opened?.subscribe(listener) ?? (() => undefined));
      return () => {
        listeners.get(listener)?.();
        listeners.delete(listener);
      };
    },
    assessLdifFile: (path, assessor) =>
      opened === null ? Promise.reject(failure) : opened.assessLdifFile(path, assessor),
    close: async () => opened?.close(),
  };
}

function notNeeded(): AppError {
  return new AppError(
    'bad-request',
    'The database can be opened again, so nothing was changed. Choose Try again to go on.',
  );
}

function failing(failure: () => unknown): Handlers {
  const fail = (): never => {
    throw failure();
  };
  return Object.fromEntries(
    Object.keys(contract).map((channel) => [channel as Channel, fail]),
  ) as unknown as Handlers;
}

async function countOf(backend: Backend): Promise<number> {
  const reply = await backend.dispatch('assessment.list', {});
  return reply.ok && Array.isArray(reply.value) ? reply.value.length : 0;
}
