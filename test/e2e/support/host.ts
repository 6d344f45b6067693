import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, chromium, test as base, type Browser, type Page } from '@playwright/test';
import { findElectron } from '../../../build/electron-runtime.mjs';
import { findBrowser } from '../../../electron/browser.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const asRoot = process.getuid?.() === 0;

/** A running application with a window. */
interface Running {
  readonly page: Page;
  /** Closes the window and settles when the application has ended by itself. */
  readonly quit: () => Promise<void>;
  /** Ends the application as a pulled plug does. */
  readonly kill: () => Promise<void>;
}

/** The application under test, on a data folder of its own that outlives it. */
export interface Application {
  /** The page in the window; another one after each start. */
  readonly page: Page;
  readonly dataFolder: string;
  /** Closes the window, waits until the application has ended, and starts it again on the same data; `between` is what happens meanwhile. */
  restart(between?: () => Promise<void>): Promise<void>;
  /** Kills the application without any warning and starts it again on the same data. */
  kill(): Promise<void>;
}

/** `onMessage` gets what the application says on standard error. */
type Launch = (dataFolder: string, onMessage: (text: string) => void) => Promise<Running>;

/** Each Playwright project is named after the host that it starts. */
const hosts: Readonly<Record<string, Launch>> = { loopback: launchLoopback, electron: launchElectron };

/** Playwright's `test` with the application: `test('...', async ({ application }) => ...)`. */
export const test = base.extend<{ application: Application }>({
  application: async ({}, use, testInfo) => {
    const host = hosts[testInfo.project.name];
    if (host === undefined) throw new Error(`No host is called ${testInfo.project.name}.`);
    // What the application says is of interest only where something went wrong.
    let said = '';
    const tell = () => process.stderr.write(said);
    const launch = (folder: string) =>
      host(folder, (text) => (said += text)).catch((error: unknown) => {
        tell();
        throw error;
      });
    const dataFolder = await mkdtemp(join(tmpdir(), 'hopcheck-e2e-'));
    let running = await launch(dataFolder);
    await use({
      dataFolder,
      get page() {
        return running.page;
      },
      async restart(between) {
        await running.quit();
        await between?.();
        running = await launch(dataFolder);
      },
      async kill() {
        await running.kill();
        running = await launch(dataFolder);
      },
    });
    await running.kill();
    if (testInfo.status !== testInfo.expectedStatus) tell();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  },
});

async function launchLoopback(dataFolder: string, onMessage: (text: string) => void): Promise<Running> {
  const host = spawn(
    process.execPath,
    [join(root, 'dist', 'electron', 'loopback.js'), '--no-window', '--data', dataFolder],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  host.stderr.setEncoding('utf8').on('data', onMessage);
  const ended = once(host, 'close');
  // Read at once: what a host that ends early has said is gone later.
  const address = await firstLine(host);
  const browser = await startBrowser();
  const page = await browser.newPage();
  await page.goto(address);
  return {
    page,
    quit: async () => {
      await browser.close();
      await ended;
    },
    kill: async () => {
      host.kill('SIGKILL');
      await ended;
      await browser.close();
    },
  };
}

async function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser(process.platform, process.env);
  if (executablePath === null) throw new Error('No Chromium, Chrome or Edge is installed.');
  return chromium.launch({ executablePath, chromiumSandbox: !asRoot });
}

/** The loopback host prints the address that opens it once, and nothing else, on standard output. */
async function firstLine(host: ChildProcess): Promise<string> {
  if (host.stdout === null) throw new Error('The host has no output.');
  for await (const line of createInterface({ input: host.stdout })) return line;
  throw new Error('The host ended before it printed its address.');
}

async function launchElectron(dataFolder: string, onMessage: (text: string) => void): Promise<Running> {
  const executablePath = findElectron();
  if (executablePath === null) throw new Error('No Electron runtime is on this computer.');
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env as Record<string, string>;
  const electron = await _electron.launch({
    executablePath,
    env,
    args: [root, `--data=${dataFolder}`, ...(asRoot ? ['--allow-no-sandbox'] : [])],
    // Playwright would leave the sandbox off; the application is tested with it, wherever it can work.
    chromiumSandbox: !asRoot,
  });
  const host = electron.process();
  host.stderr?.setEncoding('utf8').on('data', onMessage);
  const ended = once(host, 'exit');
  const page = await electron.firstWindow();
  return {
    page,
    quit: async () => {
      await page.close();
      await ended;
    },
    kill: async () => {
      host.kill('SIGKILL');
      await ended;
    },
  };
}
