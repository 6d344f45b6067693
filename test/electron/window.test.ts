import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Assets } from '../../electron/assets.ts';
import type { WindowDouble } from '../support/electron-double.ts';

vi.mock('electron', () => import('../support/electron-double.ts'));
const { app, electronDouble, Menu, protocol, resetElectron, session } =
  await import('../support/electron-double.ts');
const { createWindow, focusWindow, loadPage, prepareElectron } = await import('../../electron/window.ts');

const assets: Assets = new Map([['/', { type: 'text/html; charset=utf-8', body: Buffer.from('page') }]]);

beforeEach(resetElectron);

function opened(note = ''): WindowDouble {
  createWindow(assets, note);
  const [window] = electronDouble.windows;
  if (window === undefined) throw new Error('No window was made.');
  return window;
}

test('the page has no Node, no shared objects and a sandbox, and every default is stated', () => {
  const { preload, session: _, ...preferences } = opened().options.webPreferences;
  expect(preload).toMatch(/electron[/\\]preload\.cjs$/);
  expect(preferences).toEqual({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    spellcheck: false,
    devTools: false,
  });
});

test('before Electron is ready, its sandbox is on for all and our scheme is known as a secure one', () => {
  prepareElectron();
  expect(app.enableSandbox).toHaveBeenCalledOnce();
  expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

describe('the session', () => {
  test('is kept in memory only', () => {
    opened();
    expect(session.fromPartition).toHaveBeenCalledWith('app', { cache: false });
  });

  test.each([
    ['clipboard-sanitized-write', 'app://bundle/', true],
    ['clipboard-sanitized-write', 'app://bundle', true],
    ['clipboard-sanitized-write', 'app://bundle.example/', false],
    ['clipboard-sanitized-write', 'https://example.org/', false],
    ['clipboard-read', 'app://bundle/', false],
    ['media', 'app://bundle/', false],
  ])('the permission %s for %s is granted: %s', (permission, requestingUrl, granted) => {
    opened();
    const decide = vi.fn();
    electronDouble.rules.get('permission request')?.(
      ...([{}, permission, decide, { requestingUrl }] as never[]),
    );
    const check = electronDouble.rules.get('permission check');
    expect([decide.mock.calls, check?.(...([{}, permission, requestingUrl] as never[]))]).toEqual([
      [[granted]],
      granted,
    ]);
  });

  test('grants no device', () => {
    opened();
    expect(electronDouble.rules.get('device permission')?.()).toBe(false);
  });

  test.each([
    ['app://bundle/', true, false],
    ['blob:app://bundle/0d5f', true, false],
    ['blob:https://example.org/0d5f', true, true],
    ['http://127.0.0.1/', true, true],
    ['https://example.org/', true, true],
    ['file:///etc/passwd', true, true],
    ['ws://example.org/', true, true],
    ['devtools://devtools/', true, true],
    ['devtools://devtools/', false, false],
    ['https://example.org/', false, true],
  ])('for %s (packaged: %s) is cancelled: %s', (url, isPackaged, cancel) => {
    app.isPackaged = isPackaged;
    opened();
    const decide = vi.fn();
    electronDouble.rules.get('request')?.(...([{ url }, decide] as never[]));
    expect(decide).toHaveBeenCalledWith({ cancel });
  });
});

describe('the scheme', () => {
  async function fetched(method: string, url: string) {
    opened();
    const response = (await electronDouble.rules.get('scheme app')?.(
      ...([{ method, url }] as never[]),
    )) as Response;
    return { status: response.status, body: await response.text(), headers: response.headers };
  }

  test('serves the page with a policy that allows no connection', async () => {
    const { status, body, headers } = await fetched('GET', 'app://bundle/');
    expect([status, body, headers.get('content-type')]).toEqual([200, 'page', 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  test.each([
    ['GET', 'app://bundle/../package.json'],
    ['GET', 'app://bundle/%2e%2e/package.json'],
    ['GET', 'app://bundle//etc/passwd'],
    ['GET', 'app://other/'],
    ['POST', 'app://bundle/'],
  ])('serves nothing else: %s %s', async (method, url) => {
    expect((await fetched(method, url)).status).toBe(404);
  });
});

describe('whatever contents are made', () => {
  test('can neither navigate nor open a window nor attach a webview', () => {
    prepareElectron();
    const { webContents } = opened();
    const deny = vi.fn();
    app.emit('web-contents-created', {}, Object.assign(webContents, { setWindowOpenHandler: deny }));
    const prevented = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map(
      (name) => {
        const preventDefault = vi.fn();
        webContents.emit(name, { preventDefault });
        return [name, preventDefault.mock.calls.length];
      },
    );
    expect(prevented).toEqual([
      ['will-navigate', 1],
      ['will-frame-navigate', 1],
      ['will-redirect', 1],
      ['will-attach-webview', 1],
    ]);
    expect(deny.mock.calls.map(([handler]) => handler({ url: 'https://example.org/' }))).toEqual([
      { action: 'deny' },
    ]);
  });
});

describe('the window', () => {
  test('shows itself when the page is ready, and not before', async () => {
    const window = opened();
    await loadPage(window as never);
    const before = window.show.mock.calls.length;
    window.emit('ready-to-show');
    expect([window.loadURL.mock.calls, before, window.show.mock.calls.length]).toEqual([
      [['app://bundle/']],
      0,
      1,
    ]);
  });

  test('loads its page again when the page crashed, once: nothing decided is lost with it', () => {
    const window = opened();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.loadURL.mock.calls).toEqual([['app://bundle/']]);
  });

  test('keeps its warning behind whatever title the page gives it', () => {
    const window = opened(' (without sandbox)');
    const preventDefault = vi.fn();
    window.emit('page-title-updated', { preventDefault }, 'Review');
    expect([window.options.title, preventDefault.mock.calls.length, window.setTitle.mock.calls]).toEqual([
      'Hopcheck (without sandbox)',
      1,
      [['Review (without sandbox)']],
    ]);
  });

  test('comes back from the task bar', () => {
    const window = opened();
    window.minimized = true;
    focusWindow(window as never);
    expect([window.restore.mock.calls.length, window.focus.mock.calls.length]).toEqual([1, 1]);
  });

  test.each([
    [true, false],
    [false, true],
  ])('packaged (%s) has developer tools and reload in its menu: %s', (isPackaged, expected) => {
    app.isPackaged = isPackaged;
    opened();
    const menu = JSON.stringify(Menu.buildFromTemplate.mock.calls[0]);
    expect([menu.includes('toggleDevTools'), menu.includes('reload')]).toEqual([expected, expected]);
  });
});
