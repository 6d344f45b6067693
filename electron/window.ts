import { join } from 'node:path';
import { app, BrowserWindow, Menu, protocol, session, type Session, type WebContents } from 'electron';
import { securityHeaders, type Assets } from './assets.ts';

/** The origin of the page, and of nothing else. */
export const pageOrigin = 'app://bundle';

/** What must be settled before Electron is ready. */
export function prepareElectron(): void {
  // SECURITY: rules 1, 18 - the page comes from a scheme of our own, never from file: and never from a server.
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  // SECURITY: rule 4 - every renderer process is sandboxed, whatever its window says.
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    confine(contents);
  });
}

/** Makes the one window, not yet shown. `titleNote` follows the page's own title, such as a warning that the sandbox is off. */
export function createWindow(assets: Assets, titleNote: string): BrowserWindow {
  Menu.setApplicationMenu(applicationMenu());
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 800,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    title: `Hopcheck${titleNote}`,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      session: pageSession(assets),
      // SECURITY: rule 2 - no Node in the page, its workers or its frames.
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      // SECURITY: rule 3 - the preload script and the page share no object.
      contextIsolation: true,
      // SECURITY: rule 4 - stated for this window as well as for the application.
      sandbox: true,
      // SECURITY: rule 12 - no <webview>.
      webviewTag: false,
      // SECURITY: rule 13 - a file dropped on the window does not replace the page.
      navigateOnDragDrop: false,
      // No alert() or confirm() of the page's; no dictionary is downloaded; no developer tools in the shipped program.
      disableDialogs: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.on('page-title-updated', (event, title) => {
    event.preventDefault();
    window.setTitle(`${title}${titleNote}`);
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  // Once: a page that crashes again and again is for the user to see. Everything decided is on disk.
  window.webContents.once('render-process-gone', () => {
    void loadPage(window);
  });
  return window;
}

/** Loads the page. The window must be connected before: the page asks at once. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${pageOrigin}/`);
}

/** Brings the window before the user, from wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** The page's session: in memory, so that nothing of it stays on the disk, and closed to everything but the page's own files. */
function pageSession(assets: Assets): Session {
  const own = session.fromPartition('app', { cache: false });
  // SECURITY: rule 5 - Electron grants every permission unless both handlers refuse.
  own.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) => {
    decide(isGranted(permission, requestingUrl));
  });
  own.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isGranted(permission, requestingOrigin),
  );
  own.setDevicePermissionHandler(() => false);
  // SECURITY: rule 1 - the page can reach no network at all: directories are spoken to by the backend alone.
  own.webRequest.onBeforeRequest((details, decide) => {
    const { protocol: scheme } = new URL(details.url);
    const isOwn = scheme === 'app:' || details.url.startsWith(`blob:${pageOrigin}/`);
    decide({ cancel: !isOwn && (app.isPackaged || scheme !== 'devtools:') });
  });
  own.protocol.handle('app', (request) => serve(assets, request));
  return own;
}

/** The page may put text on the clipboard, which its Copy buttons are for; it may not read it, nor anything else. */
function isGranted(permission: string, requester: string): boolean {
  return permission === 'clipboard-sanitized-write' && `${requester}/`.startsWith(`${pageOrigin}/`);
}

/** Answers from the fixed list of files only. */
function serve(assets: Assets, request: Request): Response {
  const { host, pathname } = new URL(request.url);
  const asset = request.method === 'GET' && host === 'bundle' ? assets.get(pathname) : undefined;
  const headers = securityHeaders("'none'");
  return asset === undefined
    ? new Response('Not found', { status: 404, headers })
    : new Response(asset.body, { headers: { ...headers, 'content-type': asset.type } });
}

function confine(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => {
    event.preventDefault();
  };
  // SECURITY: rule 13 - the page never navigates: not by a link, not in a frame, not by a redirect.
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  // SECURITY: rule 11 - and no <webview> is ever attached.
  contents.on('will-attach-webview', refuse);
  // SECURITY: rule 14 - and opens no other window.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function applicationMenu(): Menu {
  return Menu.buildFromTemplate([
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const)),
      ],
    },
    { role: 'windowMenu' },
  ]);
}
