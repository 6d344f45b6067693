import { beforeEach, expect, test, vi } from 'vitest';
import { scriptedBackend } from '../support/scripted-backend.ts';

vi.mock('electron', () => import('../support/electron-double.ts'));
const { electronDouble, resetElectron, WindowDouble } = await import('../support/electron-double.ts');
const { connectWindow } = await import('../../electron/ipc.ts');

beforeEach(resetElectron);

function connected() {
  const backend = scriptedBackend();
  const window = new WindowDouble({} as never);
  connectWindow(window as never, backend);
  const handler = electronDouble.handlers.get('dispatch');
  const ask = async (event: unknown) => handler?.(...([event, 'assessment.list', {}] as never[]));
  return { backend, window, ask, page: { sender: window.webContents, senderFrame: window.mainFrame } };
}

test('there is one channel', () => {
  connected();
  expect([...electronDouble.handlers.keys()]).toEqual(['dispatch']);
});

test('a request of the page is carried to the backend', async () => {
  const { backend, ask, page } = connected();
  expect(await ask(page)).toEqual({ ok: true, value: 'answer' });
  expect(backend.requests).toEqual([['assessment.list', {}]]);
});

test.each([
  ['another window', (page: Page) => ({ ...page, sender: {} })],
  ['a frame inside the page', (page: Page) => ({ ...page, senderFrame: { origin: 'app://bundle' } })],
  ['a frame that has gone', (page: Page) => ({ ...page, senderFrame: null })],
  [
    'another origin',
    (page: Page) => ({
      ...page,
      senderFrame: Object.assign(page.senderFrame, { origin: 'app://bundle.example' }),
    }),
  ],
  [
    'no origin',
    (page: Page) => ({ ...page, senderFrame: Object.assign(page.senderFrame, { origin: 'null' }) }),
  ],
])('a request of %s is refused in words and never reaches the backend', async (_name, forge) => {
  const { backend, ask, page } = connected();
  expect(await ask(forge(page))).toEqual({
    ok: false,
    error: {
      code: 'bad-request',
      message: 'This request did not come from the window of Hopcheck and was refused.',
    },
  });
  expect(backend.requests).toEqual([]);
});

interface Page {
  readonly sender: unknown;
  readonly senderFrame: { origin: string };
}

test('the page hears what the backend announces, until its window is closed', () => {
  const { backend, window } = connected();
  const event = {
    kind: 'walk-failed',
    assessmentId: '1',
    failure: { code: 'cancelled', message: 'Cancelled.' },
  } as const;
  for (const listener of backend.listeners) listener(event);
  window.emit('closed');
  expect([window.webContents.send.mock.calls, backend.listeners.size]).toEqual([[['event', event]], 0]);
});
