import { parseArgs } from 'node:util';
import { toFailure, type Failure } from '../shared/errors.ts';
import { readAssets } from './assets.ts';
import { failedBackend, openBackend, type Backend, type BackendOptions } from './backend/backend.ts';
import { findBrowser, hasDisplay, openBrowserWindow } from './browser.ts';
import { dataFolder } from './data-folder.ts';
import { applicationVersion, practiceOrganization, rendererFolder } from './installation.ts';
import { openLog, type Log } from './log.ts';
import { startLoopbackServer, type LoopbackServer } from './loopback-server.ts';

/** How long the page may be away before this program ends: a reload takes much less. Milliseconds. */
const patience = 3_000;

/** How long a window that another takes the place of may hold that one up: it saves a few words at the most. Milliseconds. */
const grace = 1_000;

const usage = `Usage: npm start -- [--data DIR] [--no-window]

  --data DIR    keep the assessments in DIR
  --no-window   print the address to open instead of opening a window`;

const withoutSandbox =
  'Hopcheck was started as root, so its browser window runs without a sandbox. Start it as an ordinary user where you can.';

interface CommandLine {
  readonly data: string | undefined;
  readonly noWindow: boolean;
}

const asRoot = process.getuid?.() === 0;

/** Null until it is known where the data is kept. */
let log: Log | null = null;

process.on('uncaughtException', (error) => {
  report(error);
  void Promise.resolve(log?.close()).finally(() => process.exit(2));
});
process.exit(await start());

/** Runs the application until its window closes. The exit status: 0, or 2 if it could not start. */
async function start(): Promise<number> {
  const interrupted = interruption();
  const commandLine = readCommandLine();
  if (commandLine === null) return 2;
  const browser = browserFor(commandLine);
  const folder = dataFolder(commandLine.data, process.env);
  log = openLog(folder);
  const { backend, failure } = backendFor(folder, asRoot && browser !== null ? [withoutSandbox] : []);
  if (failure !== null) console.error(failure.message);
  // The other instance has a window already; a second one could only say so.
  if (failure?.code === 'data-folder-in-use') return 2;
  const server = await startLoopbackServer({
    assets: await readAssets(rendererFolder),
    backend,
    patience,
    grace,
  });
  await show(server, browser, Promise.race([server.abandoned, interrupted]));
  await server.close();
  await backend.close();
  await log.close();
  return failure === null ? 0 : 2;
}

function readCommandLine(): CommandLine | null {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, 'no-window': { type: 'boolean' } } });
    return { data: values.data, noWindow: values['no-window'] === true };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return null;
  }
}

/** The browser to open a window with, or null if the address is to be printed instead. */
function browserFor({ noWindow }: CommandLine): string | null {
  if (noWindow || !hasDisplay(process.platform, process.env)) return null;
  const browser = findBrowser(process.platform, process.env);
  if (browser === null) console.error('No Chromium, Chrome or Edge was found for a window of its own.');
  return browser;
}

/** A data folder that cannot be used must not keep the window shut: the window is where the user reads why. */
function backendFor(
  folder: string,
  notices: readonly string[],
): { readonly backend: Backend; readonly failure: Failure | null } {
  const options: BackendOptions = {
    dataFolder: folder,
    practiceOrganization,
    host: 'loopback',
    version: applicationVersion(),
    notices,
    onUnexpected: report,
  };
  try {
    return { backend: openBackend(options), failure: null };
  } catch (error) {
    return { backend: failedBackend(error, options), failure: toFailure(error) };
  }
}

/** Shows the interface and settles when the user has closed it, or at the end from elsewhere. */
async function show(server: LoopbackServer, browser: string | null, ended: Promise<void>): Promise<void> {
  if (browser !== null) {
    const window = await openBrowserWindow(browser, server.launchAddress, asRoot);
    const lastWords = await Promise.race([window.closed, ended]);
    await window.close();
    if (lastWords === undefined || server.launched()) return;
    console.error(`The browser ${browser} ended before it showed a window:\n${lastWords}`);
  }
  printAddress(server);
  await ended;
}

/** The address alone goes to standard output, so that another program can read it. */
function printAddress(server: LoopbackServer): void {
  console.error('Open this address in a browser on this computer. It works once; Ctrl-C ends Hopcheck.');
  console.log(server.launchAddress);
}

/** Settles at Ctrl-C, or when the system asks the program to end. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}

function report(error: unknown): void {
  log?.note(error);
  const { message, detail } = toFailure(error);
  console.error(detail === undefined ? message : `${message}\n${detail}`);
}
