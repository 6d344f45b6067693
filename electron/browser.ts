import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { posix, join, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const windowsPrograms = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'Chromium/Application/chrome.exe',
];
const macPrograms = ['Google Chrome', 'Microsoft Edge', 'Chromium'];

/** The program of an installed Chromium, Chrome or Edge (`HOPCHECK_BROWSER` names another), or null if there is none. */
export function findBrowser(
  platform: NodeJS.Platform,
  environment: Environment,
  exists: (path: string) => boolean = existsSync,
): string | null {
  const chosen = environment['HOPCHECK_BROWSER'];
  return (chosen ? [chosen] : browserPlaces(platform, environment)).find(exists) ?? null;
}

function browserPlaces(platform: NodeJS.Platform, environment: Environment): readonly string[] {
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
      (name) => environment[name] ?? [],
    );
    return windowsPrograms.flatMap((program) => folders.map((folder) => win32.join(folder, program)));
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(environment['HOME'] ?? '/', 'Applications')];
    return macPrograms.flatMap((name) =>
      folders.map((folder) => posix.join(folder, `${name}.app/Contents/MacOS/${name}`)),
    );
  }
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return linuxNames.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

/** Whether a window can be shown at all: Linux needs a display server, the others always have one. */
export function hasDisplay(platform: NodeJS.Platform, environment: Environment): boolean {
  return platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}

export interface BrowserWindow {
  /** Settles when the window has gone, with what the browser said at its end, for the case that it never showed. */
  readonly closed: Promise<string>;
  /** Closes the window if it is still there. Settles when nothing of it is left. */
  readonly close: () => Promise<void>;
}

/** Opens the address in a window of its own, with a fresh private profile that goes with it. */
export async function openBrowserWindow(
  browser: string,
  address: string,
  asRoot: boolean,
): Promise<BrowserWindow> {
  const profile = await freshProfile();
  const child = spawn(browser, browserArguments(address, profile, asRoot), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  const closed = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', () => {
      resolve(lastWords.trim());
    });
  });
  return {
    closed,
    close: async () => {
      child.kill();
      await closed;
      // Helper processes of the browser may hold files for a moment longer.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

function browserArguments(address: string, profile: string, asRoot: boolean): readonly string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--window-size=1280,860',
    '--no-first-run',
    '--no-default-browser-check',
    '--password-store=basic',
    '--disable-sync',
    '--disable-background-mode',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    // SECURITY: this browser reaches nothing but Hopcheck on this machine; the path of a proxy that does not exist is no path.
    '--proxy-server=127.0.0.1:9',
    '--proxy-bypass-list=127.0.0.1',
    // Chromium refuses to run as root with its sandbox; `--test-type` keeps its banner about this off the interface, whose own notice tells.
    ...(asRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

/** A profile in which the browser offers neither to keep passwords nor to translate. */
async function freshProfile(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'hopcheck-window-'));
  await mkdir(join(profile, 'Default'));
  const preferences = {
    credentials_enable_service: false,
    credentials_enable_autosignin: false,
    autofill: { profile_enabled: false, credit_card_enabled: false },
    translate: { enabled: false },
  };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}
