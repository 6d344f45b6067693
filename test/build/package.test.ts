import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { createPackage, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPackageConfig } from '../../build/check-package-config.mjs';
import { tool } from '../../build/process.mjs';
import { root } from '../support/source-files.ts';

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hopcheck-package-'));
});

afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

describe('the configuration', () => {
  test('is what electron-builder understands', async () => {
    await expect(checkPackageConfig()).resolves.toBeUndefined();
  });

  test.each([
    ['asar: { smartUnpack: false }', 'asar: maybe'],
    ['npmRebuild: false', 'npmRebuilt: false'],
    ['category: System', 'categry: System'],
  ])('would be refused if "%s" were "%s"', async (right, wrong) => {
    const text = await readFile(join(root, 'build', 'electron-builder.yml'), 'utf8');
    expect(text).toContain(right);
    const file = join(scratch, 'wrong.yml');
    await writeFile(file, text.replace(right, wrong));
    await expect(checkPackageConfig(file)).rejects.toThrow(/Invalid configuration object/);
  });
});

/** Where Electron's program keeps its fuses: a mark, a version, their number, and as many settings, here as they are delivered. */
const fuseWire = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100101';

interface Platform {
  readonly name: string;
  readonly option: string;
  /** Electron's program in a runtime, and what stands in for it. */
  readonly electron: string;
  readonly program: () => Promise<Buffer>;
  readonly folder: string;
  readonly executable: string;
  readonly native: string;
}

const platforms: readonly Platform[] = [
  {
    name: 'Linux',
    option: '--linux',
    electron: 'electron',
    program: async () => Buffer.from(fuseWire),
    folder: 'linux-unpacked',
    executable: 'hopcheck',
    native: 'linux-x64.node',
  },
  {
    name: 'Windows',
    option: '--win',
    electron: 'electron.exe',
    // electron-builder writes the icon and the hash of the archive into the program, so that it must be a real one.
    program: async () =>
      Buffer.concat([
        await readFile(join(root, 'node_modules/electron-winstaller/vendor/rcedit.exe')),
        Buffer.from(fuseWire),
      ]),
    folder: 'win-unpacked',
    executable: 'Hopcheck.exe',
    native: 'win32-x64.node',
  },
];

/** The files around which electron-builder builds: what it demands of a runtime, without Electron in it. */
async function standInRuntime({ name, electron, program }: Platform): Promise<string> {
  const folder = join(scratch, `electron-${name}`);
  const files = {
    [electron]: await program(),
    version: '45.4.1',
    LICENSE: '',
    'LICENSES.chromium.html': '',
    'locales/en-US.pak': '',
    'demonstration/package.json': '{"main":"index.js"}',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await chmod(join(folder, electron), 0o755);
  await mkdir(join(folder, 'resources'));
  await createPackage(join(folder, 'demonstration'), join(folder, 'resources', 'default_app.asar'));
  await rm(join(folder, 'demonstration'), { recursive: true });
  return folder;
}

describe.each(platforms)('the $name package', (platform) => {
  let resources: string;
  let inside: readonly string[];

  beforeAll(async () => {
    const output = join(scratch, `release-${platform.name}`);
    await promisify(execFile)(
      process.execPath,
      [
        tool('electron-builder'),
        platform.option,
        'dir',
        '--x64',
        '--config=build/electron-builder.yml',
        `--config.electronDist=${await standInRuntime(platform)}`,
        `--config.directories.output=${output}`,
        '--publish=never',
      ],
      { cwd: root },
    );
    resources = join(output, platform.folder, 'resources');
    inside = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) =>
      path.split(sep).join('/'),
    );
  });

  test('holds what the application needs', () => {
    const needed = [
      '/package.json',
      '/build/practice-organization.ldif',
      '/dist/electron/main.js',
      '/dist/electron/preload.cjs',
      '/dist/electron/backend/backend.js',
      '/dist/renderer/index.html',
      '/dist/shared/contract.js',
      '/node_modules/better-sqlite3/lib/index.js',
      '/node_modules/ldapts/package.json',
      '/node_modules/zod/package.json',
      '/node_modules/env-paths/package.json',
    ];
    expect(needed.filter((path) => !inside.includes(path))).toEqual([]);
  });

  test('holds neither sources nor tools nor the hosts of a checkout', () => {
    const unwanted = [
      /\.(ts|cts|mts|tsx|map|md|tsbuildinfo)$/,
      /^\/dist\/electron\/(loopback|event-streams|browser|cli)/,
      /^\/dist\/(types|fingerprint)/,
      /^\/(test|renderer|shared|electron|vendor)(\/|$)/,
      /^\/node_modules\/(node-|electron|react|vite|typescript|@playwright|@types)/,
      /\.(cc|cpp|gyp|h|c)$/,
    ];
    expect(inside.filter((path) => unwanted.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  test('holds one native library, that of its platform, and nothing else outside of its archive', async () => {
    const outside = (
      await readdir(join(resources, 'app.asar.unpacked'), { recursive: true, withFileTypes: true })
    )
      .filter((entry) => entry.isFile())
      .map((entry) => relative(resources, join(entry.parentPath, entry.name)).split(sep).join('/'));
    const native = `node_modules/better-sqlite3/prebuilds/${platform.native}`;
    expect(outside).toEqual([`app.asar.unpacked/${native}`]);
    expect(inside.filter((path) => path.endsWith('.node'))).toEqual([`/${native}`]);
  });

  test('has its fuses set so that nobody opens it as a plain Node', async () => {
    const { version: _, ...fuses } = await getCurrentFuseWire(join(resources, '..', platform.executable));
    const state = (option: FuseV1Options) => fuses[option] === FuseState.ENABLE;
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeInspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyFromArchive: state(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      filePrivileges: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeInspect: false,
      integrity: true,
      onlyFromArchive: true,
      ownSnapshot: false,
      filePrivileges: false,
    });
  });

  test('holds nothing of Electron’s own demonstration', () => {
    expect(['default_app.asar', '../version'].filter((name) => existsSync(join(resources, name)))).toEqual(
      [],
    );
  });
});
