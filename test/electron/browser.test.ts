import { describe, expect, test } from 'vitest';
import { findBrowser, hasDisplay } from '../../electron/browser.ts';

describe('a browser is found', () => {
  const has =
    (...present: readonly string[]) =>
    (path: string) =>
      present.includes(path);

  test.each<readonly [string, NodeJS.Platform, Record<string, string>, readonly string[], string | null]>([
    [
      'on the path of Linux',
      'linux',
      { PATH: '/bin:/usr/bin' },
      ['/usr/bin/google-chrome'],
      '/usr/bin/google-chrome',
    ],
    [
      'Chromium before the others',
      'linux',
      { PATH: '/a:/b' },
      ['/a/microsoft-edge', '/b/chromium'],
      '/b/chromium',
    ],
    [
      'Edge where every Windows has it',
      'win32',
      { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' },
      ['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    [
      'in the applications of macOS',
      'darwin',
      { HOME: '/Users/a' },
      ['/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium'],
      '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    [
      'by the name that was given, and no other',
      'linux',
      { PATH: '/b', HOPCHECK_BROWSER: '/mine' },
      ['/b/chromium'],
      null,
    ],
    ['nowhere where there is none', 'linux', { PATH: '' }, ['chromium'], null],
  ])('%s', (_name, platform, environment, present, expected) => {
    expect(findBrowser(platform, environment, has(...present))).toBe(expected);
  });
});

test.each<readonly [NodeJS.Platform, Record<string, string>, boolean]>([
  ['linux', {}, false],
  ['linux', { DISPLAY: '' }, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['win32', {}, true],
  ['darwin', {}, true],
])('%s with %o can show a window: %s', (platform, environment, expected) => {
  expect(hasDisplay(platform, environment)).toBe(expected);
});
