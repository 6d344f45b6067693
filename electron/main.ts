import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog } from 'electron';
import { toFailure } from '../shared/errors.ts';
import { readAssets } from './assets.ts';
import {
  createPrivateFolder,
  failedBackend,
  openBackend,
  type Backend,
  type BackendOptions,
} from './backend/backend.ts';
import { dataFolder } from './data-folder.ts';
import { applicationVersion, practiceOrganization, rendererFolder } from './installation.ts';
import { connectWindow } from './ipc.ts';
import { openLog, type Log } from './log.ts';
import { createWindow, focusWindow, loadPage, prepareElectron } from './window.ts';

const withoutSandbox =
  'Hopcheck runs without the sandbox of its window (--no-sandbox). Use this only where the sandbox cannot work.';

/** Null until it is known where the data is kept. */
let log: Log | null = null;

start();

function start(): void {
  process.on('uncaughtException', fail);
  if (isUnsandboxed() && !commandLine().allowNoSandbox) {
    refuseWithoutSandbox();
    return;
  }
  const folder = dataFolder(commandLine().data, process.env);
  log = openLog(folder);
  app.setPath('userData', profileFolder(folder));
  if (!app.requestSingleInstanceLock()) {
    // The window that is open already comes to the front instead.
    app.quit();
    return;
  }
  prepareElectron();
  app
    .whenReady()
    .then(() => openApplication(folder))
    .catch(fail);
}

async function openApplication(folder: string): Promise<void> {
  const backend = backendFor(folder);
  closeBeforeQuit(backend);
  const window = createWindow(await readAssets(rendererFolder), isUnsandboxed() ? ' (without sandbox)' : '');
  connectWindow(window, backend);
  app.on('second-instance', () => {
    focusWindow(window);
  });
  await loadPage(window);
}

/** A data folder that cannot be used must not keep the window shut: the window is where the user reads why. */
function backendFor(folder: string): Backend {
  const options: BackendOptions = {
    dataFolder: folder,
    practiceOrganization,
    host: 'electron',
    version: applicationVersion(),
    notices: isUnsandboxed() ? [withoutSandbox] : [],
    onUnexpected: report,
  };
  try {
    return openBackend(options);
  } catch (error) {
    return failedBackend(error, options);
  }
}

/** Quitting waits until the backend has closed its database and its connections. */
function closeBeforeQuit(backend: Backend): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    backend
      .close()
      .then(() => log?.close())
      .then(() => {
        app.exit();
      }, fail);
  });
}

function commandLine(): { readonly data: string | undefined; readonly allowNoSandbox: boolean } {
  // Not strict: Electron's and Chromium's own switches stand in the same line.
  const { values } = parseArgs({
    args: process.argv.slice(1),
    options: { data: { type: 'string' }, 'allow-no-sandbox': { type: 'boolean' } },
    strict: false,
  });
  return {
    data: typeof values['data'] === 'string' ? values['data'] : undefined,
    allowNoSandbox: values['allow-no-sandbox'] === true,
  };
}

function isUnsandboxed(): boolean {
  return app.commandLine.hasSwitch('no-sandbox');
}

function refuseWithoutSandbox(): void {
  dialog.showErrorBox(
    'Hopcheck does not start without its sandbox',
    'It was started with --no-sandbox. Remove this switch; or, where the sandbox cannot work, add --allow-no-sandbox to accept the risk.',
  );
  app.exit(2);
}

/**
 * Where Chromium keeps its own few files, and its lock: one per data folder, so that two windows never share one.
 * A data folder that cannot be written gets a temporary one, for the window has to open all the same.
 */
function profileFolder(folder: string): string {
  const beside = join(folder, 'window');
  try {
    createPrivateFolder(beside);
    accessSync(beside, constants.W_OK);
    return beside;
  } catch {
    return mkdtempSync(join(tmpdir(), 'hopcheck-window-'));
  }
}

function report(error: unknown): void {
  console.error(error);
  log?.note(error);
}

function fail(error: unknown): void {
  log?.note(error);
  const { message, detail } = toFailure(error);
  dialog.showErrorBox('Hopcheck cannot go on', detail === undefined ? message : `${message}\n\n${detail}`);
  void Promise.resolve(log?.close()).finally(() => {
    app.exit(2);
  });
}
