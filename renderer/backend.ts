import type { Bridge, Dispatch, Invoke, Reply } from '../shared/contract.ts';
import { AppError } from '../shared/errors.ts';
import type { BackendEvent } from '../shared/events.ts';
import { partingRequests } from '../shared/parting-requests.ts';

declare global {
  // eslint-disable-next-line no-var
  var bridge: Bridge | undefined;
}

const lost = new AppError(
  'internal',
  'Hopcheck’s own service does not answer any more. Everything that was saved is kept: start Hopcheck again.',
);
const cutOff = new AppError(
  'internal',
  'This request was cut off on its way, as happens when the computer changes its network. Everything that was saved is kept: try again.',
);

/** By this the host tells the loads of the page apart: only the newest may work. */
const page = crypto.randomUUID();

/** When to ask whether the service is still there, after a request was cut off. Milliseconds from one to the next. */
const questions = [0, 300, 1_000];

let announceLost: () => void = () => {};

/** Names the function to call whenever the backend itself, not the directory, cannot be reached. */
export function onBackendLost(listener: () => void): void {
  announceLost = listener;
}

let giveWay: () => Promise<void> = async () => {};
let givenWay: Promise<void> | null = null;

/** Names the function to call, once, when another window works from now on; it settles when what was typed here is saved. */
export function onSuperseded(listener: () => Promise<void>): void {
  giveWay = listener;
}

function announceSuperseded(): Promise<void> {
  givenWay ??= giveWay();
  return givenWay;
}

/** Sends one request to the backend and returns its result; throws the AppError that it answered with. */
export const invoke: Invoke = async (channel, args) => {
  const reply = await (globalThis.bridge?.dispatch ?? overHttp)(channel, args);
  if (reply.ok) return reply.value as never;
  if (reply.error.code === 'window-superseded') void announceSuperseded();
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
  const stream = openStream();
  stream.addEventListener('message', (message) => listener(JSON.parse(String(message.data)) as BackendEvent));
  stream.addEventListener('open', () => {
    if (interrupted) reconnected();
    interrupted = false;
  });
  stream.addEventListener('error', () => (interrupted = true));
  stream.addEventListener('superseded', () => void letGo(stream));
}

/** Saves what was typed here last, and lets go of the stream: by that the host knows that the newer window may begin. */
async function letGo(stream: EventSource): Promise<void> {
  await announceSuperseded();
  stream.close();
  // The application must not end with the newer window while this one still waits to be used again.
  openStream();
}

/** A stream of events from the host, to this page. */
function openStream(): EventSource {
  const stream = new EventSource(`/api/events?page=${page}`);
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) announceLost();
    else void announceIfLost();
  });
  return stream;
}

const overHttp: Dispatch = async (channel, args) => {
  const reply = await request(channel, args);
  if (reply !== null) return reply;
  throw (await announceIfLost()) ? lost : cutOff;
};

/** The reply to one request; null for no answer, and for an answer that is none. */
async function request(channel: unknown, args: unknown): Promise<Reply | null> {
  try {
    const body = JSON.stringify(args);
    const response = await fetch(`/api/${String(channel)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'hopcheck-page': page },
      body,
      keepalive: outlivesWindow(channel, body),
    });
    const reply: unknown = await response.json();
    return isReply(reply) ? reply : null;
  } catch {
    return null;
  }
}

/**
 * Whether the service is gone, which then is announced. A browser also cuts every request off when the network of the computer
 * changes, although the service is on the computer itself: one answer to several questions tells that it is still there.
 */
async function announceIfLost(): Promise<boolean> {
  for (const wait of questions) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if ((await request('application.info', {})) !== null) return false;
  }
  announceLost();
  return true;
}

/**
 * True for the last words typed: they reach the disk although the window is closing. The browser refuses more than 64 KiB
 * of such bodies at a time, so two of them must fit.
 */
function outlivesWindow(channel: unknown, body: string): boolean {
  return partingRequests.has(channel) && new Blob([body]).size < 30_000;
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
