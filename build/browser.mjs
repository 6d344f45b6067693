// The browser that the loopback host opens its window in. The host itself knows where browsers lie; this asks the built host.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages, isDebianAsRoot } from './debian.mjs';
import { root, say } from './process.mjs';

/** A browser, and fonts that make it look right: without them its text is wide, heavy and incomplete. */
export const browserPackages = ['chromium', 'chromium-sandbox', 'fonts-noto-core'];

/**
 * @typedef {object} BrowserModule What `electron/browser.ts` exports and is needed here.
 * @property {(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv) => string | null} findBrowser
 * @property {(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv) => boolean} hasDisplay
 */

/** @returns {Promise<BrowserModule>} */
function builtModule() {
  return import(pathToFileURL(join(root, 'dist', 'electron', 'browser.js')).href);
}

/** Whether a window can be shown on this computer. The build must be there. */
export async function hasDisplay() {
  return (await builtModule()).hasDisplay(process.platform, process.env);
}

/** The program of an installed Chromium, Chrome or Edge, or null. The build must be there. */
export async function installedBrowser() {
  return (await builtModule()).findBrowser(process.platform, process.env);
}

/** Sees to a browser if none is there and Debian lets us; else says what to install. */
export async function ensureBrowser() {
  if ((await installedBrowser()) !== null) return;
  if (isDebianAsRoot() && (await installPackages(browserPackages))) return;
  say(
    `no browser for a window was found. Install one of them and start again: ${howToInstall(process.platform)}.`,
  );
}

/** @param {NodeJS.Platform} platform */
function howToInstall(platform) {
  if (platform === 'win32') return 'Microsoft Edge, Google Chrome or Chromium';
  if (platform === 'darwin') return 'Google Chrome, Microsoft Edge or Chromium';
  return 'Chromium ("apt-get install chromium fonts-noto-core" or "dnf install chromium"), Google Chrome or Microsoft Edge';
}
