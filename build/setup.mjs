// `npm run build`, and the first act of every other command: dependencies and build, as far as they are missing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { command, node, pinnedPackage, root, run, say, SetupError, tool } from './process.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages: Readonly<Record<string, LockedPackage>> }} Lock
 */

const stampFile = join(root, 'dist', 'fingerprint');

/** Everything that the build depends on. */
const sources = [
  'shared',
  'electron',
  'renderer',
  'build/vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** What a whole build has at least. */
const results = ['electron/main.js', 'electron/loopback.js', 'electron/cli.js', 'renderer/index.html'];

/** Makes sure that dependencies and build are there and fit the sources. Throws a SetupError that says what to do. */
export async function ensureSetup() {
  await ensureDependencies();
  await ensureBuild();
}

/** Installs the dependencies unless they are there as the lock file names them. */
export async function ensureDependencies() {
  const lock = /** @type {Lock} */ (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  if (!needsInstall(lock, installedLock(), pinnedPackage(process.platform, process.arch))) return;
  if (process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules'))) {
    throw new SetupError('The dependencies have changed. Run "npm ci" once, then this command again.');
  }
  say('installing the dependencies (once, about a minute) ...');
  const npm = process.env['npm_execpath'];
  const program = npm ? (process.env['npm_node_execpath'] ?? process.execPath) : 'npm';
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'];
  const status = await run(program, npm ? [npm, ...args] : args, {
    output: 'messages',
    env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (status !== 0) {
    throw new SetupError(
      'The dependencies could not be installed; npm says why above. Check that this computer reaches its npm registry ("npm ping"), then try again.',
    );
  }
}

/** What npm last installed, in its own words; null if there is nothing. @returns {Lock | null} */
function installedLock() {
  try {
    return JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Whether a package is missing or has another version than the lock file names. Optional ones may be missing, as they are for other
 * platforms; but not this platform's own Node.
 * @param {Lock} wanted
 * @param {Lock | null} installed
 * @param {string} ownNode The path of this platform's Node in a lock file.
 */
export function needsInstall(wanted, installed, ownNode) {
  return (
    installed === null ||
    Object.entries(wanted.packages).some(([path, { version, optional }]) => {
      const found = installed.packages[path];
      return path !== '' && (found === undefined ? !optional || path === ownNode : found.version !== version);
    })
  );
}

/** Compiles and bundles unless the result fits the sources. */
export async function ensureBuild() {
  const fingerprint = fingerprintOf(root, sources);
  if (isBuilt() && readFileSync(stampFile, 'utf8') === fingerprint) return;
  say('building ...');
  rmSync(stampFile, { force: true });
  const runtime = node();
  const statuses = await Promise.all([
    run(runtime, [tool('typescript', 'tsc'), '-b', 'shared', 'electron/backend', 'electron'], {
      output: 'messages',
    }),
    run(runtime, [tool('vite'), 'build', '--config', 'build/vite.config.ts', '--logLevel', 'warn'], {
      output: 'messages',
    }),
  ]);
  if (statuses.some((status) => status !== 0)) {
    throw new SetupError(
      'The build failed; the reason stands above. If you changed nothing, run "npm ci" and try again.',
    );
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, fingerprint);
}

function isBuilt() {
  return existsSync(stampFile) && results.every((path) => existsSync(join(root, 'dist', path)));
}

/**
 * A hash over the names and contents of files and folders: any change of any file changes it.
 * @param {string} folder
 * @param {readonly string[]} paths Relative to the folder.
 */
export function fingerprintOf(folder, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesBelow(join(folder, path))).toSorted()) {
    const content = readFileSync(file);
    // The length keeps the end of one file apart from the beginning of the next.
    hash.update(`${relative(folder, file).split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} path A file, or a folder. @returns {readonly string[]} */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
  } catch {
    return [path];
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await command(async () => {
    await ensureSetup();
    say('everything is up to date.');
    return 0;
  });
}
