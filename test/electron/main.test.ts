import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

const opening = vi.hoisted(() => ({ openBackend: vi.fn(), failedBackend: vi.fn() }));
// One double for all tests, although each of them loads the main process anew.
const electron = await vi.hoisted(() => import('../support/electron-double.ts'));
vi.mock('electron', () => electron);
vi.mock('../../electron/assets.ts', async (original) => ({
  ...(await original<object>()),
  readAssets: async () => new Map(),
}));
vi.mock('../../electron/installation.ts', () => ({
  applicationVersion: () => '1.2.3',
  practiceOrganization: 'practice.ldif',
  rendererFolder: 'renderer',
}));
vi.mock('../../electron/backend/backend.ts', async (original) => ({
  ...(await original<object>()),
  ...opening,
}));
const { app, dialog, electronDouble, resetElectron } = electron;

let backend: ScriptedBackend;
let folder: string;

/** Those of the test runner, which must stay. */
let listenersBefore: NodeJS.UncaughtExceptionListener[] = [];

beforeEach(() => {
  resetElectron();
  vi.resetModules();
  folder = mkdtempSync(join(tmpdir(), 'hopcheck-main-'));
  listenersBefore = process.listeners('uncaughtException');
  backend = scriptedBackend();
  opening.openBackend.mockReturnValue(backend);
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const listener of process.listeners('uncaughtException')) {
    if (!listenersBefore.includes(listener)) process.removeListener('uncaughtException', listener);
  }
  rmSync(folder, { recursive: true });
});

/** Starts the main process with these arguments, as Electron does by loading its file. */
async function start(...args: readonly string[]): Promise<void> {
  const before = process.argv;
  process.argv = ['electron', '.', ...args];
  await import('../../electron/main.ts');
  // The application opens when Electron is ready, which the file does not wait for.
  await new Promise((resolve) => setImmediate(resolve));
  process.argv = before;
}

test('the application opens the backend on the chosen data, then its window, then the page', async () => {
  await start('--data', folder);
  expect(opening.openBackend.mock.calls).toEqual([
    [
      {
        dataFolder: folder,
        practiceOrganization: 'practice.ldif',
        host: 'electron',
        version: '1.2.3',
        notices: [],
        onUnexpected: expect.any(Function),
      },
    ],
  ]);
  expect(app.setPath.mock.calls).toEqual([['userData', join(folder, 'window')]]);
  expect([electronDouble.windows.length, electronDouble.windows[0]?.loadURL.mock.calls]).toEqual([
    1,
    [['app://bundle/']],
  ]);
});

test('the portable program keeps its data beside itself', async () => {
  vi.stubEnv('PORTABLE_EXECUTABLE_DIR', folder);
  await start();
  expect(opening.openBackend.mock.calls[0]?.[0]).toMatchObject({ dataFolder: join(folder, 'data') });
});

test('a second start opens nothing and leaves the window that is there to come forward', async () => {
  await start('--data', folder);
  electronDouble.hasLock = false;
  vi.resetModules();
  await start('--data', folder);
  app.emit('second-instance');
  expect([
    app.quit.mock.calls.length,
    electronDouble.windows.length,
    electronDouble.windows[0]?.focus.mock.calls.length,
  ]).toEqual([1, 1, 1]);
});

test('a data folder that cannot be used is shown in the window', async () => {
  const error = new Error('The database is damaged.');
  const failed = scriptedBackend({ ok: false, error: { code: 'data-damaged', message: error.message } });
  opening.failedBackend.mockReturnValue(failed);
  opening.openBackend.mockImplementationOnce(() => {
    throw error;
  });
  writeFileSync(join(folder, 'file'), '');
  await start('--data', join(folder, 'file'));
  const [window] = electronDouble.windows;
  const event = { sender: window?.webContents, senderFrame: window?.mainFrame };
  const reply = await electronDouble.handlers.get('dispatch')?.(
    ...([event, 'application.info', {}] as never[]),
  );
  expect(opening.failedBackend.mock.calls).toEqual([[error, opening.openBackend.mock.calls[0]?.[0]]]);
  expect(reply).toEqual({ ok: false, error: { code: 'data-damaged', message: 'The database is damaged.' } });
  expect(app.setPath.mock.calls).toEqual([['userData', expect.stringContaining('hopcheck-window-')]]);
  rmSync(app.setPath.mock.calls[0]?.[1] as string, { recursive: true });
});

test('without its sandbox the application does not start', async () => {
  electronDouble.switches.add('no-sandbox');
  await start('--no-sandbox', '--data', folder);
  expect([electronDouble.windows.length, dialog.showErrorBox.mock.calls.length, app.exit.mock.calls]).toEqual(
    [0, 1, [[2]]],
  );
});

test('without its sandbox but with consent it starts, and says so in title and notices', async () => {
  electronDouble.switches.add('no-sandbox');
  await start('--no-sandbox', '--allow-no-sandbox', '--data', folder);
  expect(electronDouble.windows.map(({ options }) => options.title)).toEqual(['Hopcheck (without sandbox)']);
  expect(opening.openBackend.mock.calls[0]?.[0]).toMatchObject({
    notices: [expect.stringContaining('--no-sandbox')],
  });
});

test('quitting waits until the backend has closed', async () => {
  await start('--data', folder);
  const preventDefault = vi.fn();
  app.emit('will-quit', { preventDefault });
  expect([preventDefault.mock.calls.length, app.exit.mock.calls]).toEqual([1, []]);
  await expect.poll(() => app.exit.mock.calls.length).toBe(1);
  expect(backend.closed).toBe(true);
});

test('an error that nobody expected is told without a stack', async () => {
  await start('--data', folder);
  process.listeners('uncaughtException').at(-1)?.(new TypeError('broken'), 'uncaughtException');
  expect(dialog.showErrorBox.mock.calls).toEqual([
    ['Hopcheck cannot go on', expect.stringMatching(/TypeError: broken$/)],
  ]);
  // After the log has taken it.
  await expect.poll(() => app.exit.mock.calls).toEqual([[2]]);
});

test.skipIf(process.platform === 'win32')(
  'the data folder that the window needs first is for this account alone',
  async () => {
    const data = join(folder, 'new', 'data');
    await start('--data', data);
    expect([data, join(data, 'window')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  },
);
