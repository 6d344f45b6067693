import type { Bridge, Dispatch, Invoke, Reply } from '../shared/contract.ts';
import { AppError } from '../shared/errors.ts';
import type { BackendEvent } from '../shared/events.ts';

declare global {
  // eslint-disable-next-line no-var
  var bridge: Bridge | undefined;
}

const lost = new AppError(
  'internal',
  'Hopcheck’s own service does not answer any more. Everything that was saved is kept: start Hopcheck again.',
);

let announceLost: () => void = () => {};

/** Names the function to call whenever the backend itself, not the directory, cannot be reached. */
export function onBackendLost(listener: () => void): void {
  announceLost = listener;
}

/** Sends one request to the backend and returns its result; throws the AppError that it answered with. */
export const invoke: Invoke = async (channel, args) => {
  const reply = await (globalThis.bridge?.dispatch ?? overHttp)(channel, args);
  if (reply.ok) return reply.value as never;
  throw AppError.from(reply.error);
};

/**
 * Calls the listener with every event of the backend, for as long as the window lives. `reconnected` is called when the
 * stream was interrupted and is back: events may have been missed.
 */
export function listen(listener: (event: BackendEvent) => void, reconnected: () => void): void {
  if (globalThis.bridge !== undefined) {
    globalThis.bridge.onEvent((event) => listener(event as BackendEvent));
    return;
  }
  let interrupted = false;
  const stream = new EventSource('/api/events');
  stream.addEventListener('message', (message) => listener(JSON.parse(String(message.data)) as BackendEvent));
  stream.addEventListener('open', () => {
    if (interrupted) reconnected();
    interrupted = false;
  });
  stream.addEventListener('error', () => {
    interrupted = true;
    if (stream.readyState === EventSource.CLOSED) announceLost();
    else void overHttp('application.info', {}).catch(() => undefined);
  });
}

const overHttp: Dispatch = async (channel, args) => {
  try {
    const body = JSON.stringify(args);
    const response = await fetch(`/api/${String(channel)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive: outlivesWindow(channel, body),
    });
    const reply: unknown = await response.json();
    if (isReply(reply)) return reply;
  } catch {
    // Both no answer and an answer that is none mean that the service is gone.
  }
  announceLost();
  throw lost;
};

/**
 * True for the last words typed: they reach the disk although the window is closing. The browser refuses more than 64 KiB
 * of such bodies at a time, so two of them must fit.
 */
function outlivesWindow(channel: unknown, body: string): boolean {
  return channel === 'decision.saveDraft' && new Blob([body]).size < 30_000;
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
