// The Electron runtime: npm brings its wrapper only, the program itself is a download that not every site allows.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { node, root, run, say, tool } from './process.mjs';

/** How long a download may take. Milliseconds. */
const downloadLimit = 90_000;
/** How long a failed download is not tried again. Milliseconds. */
const retryAfter = 24 * 60 * 60 * 1000;

const failureFile = join(root, 'node_modules', '.cache', 'hopcheck', 'electron-download-failed');

/** @type {Readonly<Record<string, string>>} */
const programs = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/**
 * The program of an Electron runtime that is already on this computer, or null: `ELECTRON_OVERRIDE_DIST_PATH` names a folder, else npm's own or `vendor/electron`.
 * @param {NodeJS.Platform} [platform]
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 * @param {(path: string) => boolean} [exists]
 * @returns {string | null}
 */
export function findElectron(platform = process.platform, environment = process.env, exists = existsSync) {
  const chosen = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const folders = chosen
    ? [chosen]
    : [join(root, 'node_modules', 'electron', 'dist'), join(root, 'vendor', 'electron')];
  return folders.map((folder) => join(folder, programs[platform] ?? 'electron')).find(exists) ?? null;
}

/** The runtime on this computer, else one that is downloaded now; null if neither is possible, which it says. */
export async function obtainElectron() {
  const present = findElectron();
  if (present !== null || process.env['ELECTRON_OVERRIDE_DIST_PATH']) return present;
  const failedAt = existsSync(failureFile) ? readFileSync(failureFile, 'utf8') : null;
  if (!mayTryDownload(failedAt, Date.now())) {
    say('no Electron runtime here (a download failed less than a day ago): using the browser window.');
    return null;
  }
  say('downloading the Electron runtime (once, at most 90 seconds) ...');
  const status = await run(node(), [tool('electron', 'install-electron')], {
    output: 'none',
    limit: downloadLimit,
  });
  const downloaded = status === 0 ? findElectron() : null;
  if (downloaded !== null) {
    rmSync(failureFile, { force: true });
    return downloaded;
  }
  mkdirSync(dirname(failureFile), { recursive: true });
  writeFileSync(failureFile, new Date().toISOString());
  say('the Electron runtime cannot be downloaded here: using the browser window.');
  return null;
}

/**
 * Whether a download is worth a try, after one that failed at the given time (ISO 8601) or none (null).
 * @param {string | null} failedAt
 * @param {number} now Milliseconds since 1970.
 */
export function mayTryDownload(failedAt, now) {
  return failedAt === null || !(now - Date.parse(failedAt) < retryAfter);
}
