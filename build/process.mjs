// Running the tools of this repository. Plain JavaScript that any Node since 20 can run, for it runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The top folder of the checkout. */
export const root = resolve(import.meta.dirname, '..');

/** A message that names what is wrong and what to do; it needs no stack. */
export class SetupError extends Error {}

/** Tells what is being done. On standard error, so that results alone go to standard output. @param {string} text */
export function say(text) {
  console.error(`Hopcheck: ${text}`);
}

/**
 * @typedef {object} RunOptions
 * @property {'result' | 'messages' | 'none'} [output] What the program prints is our result, or only messages (all of it goes to standard error), or of no interest.
 * @property {boolean} [input] Whether the program gets our standard input.
 * @property {Readonly<Record<string, string | undefined>>} [env] Added to our environment.
 * @property {string} [cwd]
 * @property {number} [limit] Milliseconds after which the program is ended.
 * @property {(text: string) => void} [onOutput] Also gets what the program prints, which then no longer prints to a terminal of its own.
 */

/** @satisfies {Record<string, [import('node:child_process').StdioPipe | 'inherit' | 'ignore' | number, 'inherit' | 'ignore']>} */
const outputs = { result: ['inherit', 'inherit'], messages: [2, 'inherit'], none: ['ignore', 'ignore'] };
/** @type {['pipe', 'pipe']} */
const piped = ['pipe', 'pipe'];

/**
 * Runs a program to its end. The result is its exit status, 1 if it could not start, or 2 if it was ended by a signal.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((done) => {
    const { onOutput } = options;
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: [
        options.input ? 'inherit' : 'ignore',
        ...(onOutput === undefined ? outputs[options.output ?? 'result'] : piped),
      ],
      // Only npm is a script on Windows, and is given fixed arguments.
      shell: process.platform === 'win32' && program === 'npm',
      ...(options.limit === undefined ? {} : { timeout: options.limit }),
    });
    if (onOutput !== undefined) {
      child.stdout?.setEncoding('utf8').on('data', onOutput).pipe(process.stdout, { end: false });
      child.stderr?.setEncoding('utf8').on('data', onOutput).pipe(process.stderr, { end: false });
      // What the program left running may hold its output open for ever.
      child.once('exit', () => setTimeout(() => child.stdio.forEach((end) => end?.destroy()), 5_000).unref());
    }
    // The terminal sends Ctrl-C to the program as well: we wait until it has closed down. Other signals are for us to pass on.
    const wait = () => {};
    const passOn = () => child.kill();
    process.on('SIGINT', wait);
    process.on('SIGTERM', passOn);
    const end = (/** @type {number} */ status) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', passOn);
      done(status);
    };
    child.once('error', (error) => {
      say(`${program} could not be started (${error.message}).`);
      end(1);
    });
    child.once('close', (status) => end(status ?? 2));
  });
}

/**
 * Where npm puts the package of the Node that this repository pins for a platform, as a lock file names it.
 * @param {NodeJS.Platform} platform
 * @param {string} architecture
 */
export function pinnedPackage(platform, architecture) {
  return `node_modules/node-${platform === 'win32' ? 'win' : platform}-${architecture}`;
}

/**
 * The program of the Node that this repository pins for a platform, where it is installed.
 * @param {NodeJS.Platform} platform
 * @param {string} architecture
 */
export function pinnedNode(platform, architecture) {
  const program = platform === 'win32' ? 'node.exe' : 'node';
  return join(root, pinnedPackage(platform, architecture), 'bin', program);
}

/**
 * The Node to run everything with: the pinned one, else the running one if it is new enough.
 * @param {{ pinned: string, running: string, version: string, exists?: (path: string) => boolean }} choice
 */
export function chooseNode({ pinned, running, version, exists = existsSync }) {
  if (exists(pinned)) return pinned;
  if (Number.parseInt(version, 10) >= 24) return running;
  throw new SetupError(
    `This platform has no pinned Node, and the Node that runs here is ${version}. Install Node.js 24 or newer (https://nodejs.org) and try again.`,
  );
}

/** The Node to run everything with, here. */
export function node() {
  return chooseNode({
    pinned: pinnedNode(process.platform, process.arch),
    running: process.execPath,
    version: process.versions.node,
  });
}

/**
 * The script of a tool that a package brings, to be run with {@link node}.
 * @param {string} packageName
 * @param {string} [name] The tool, if the package brings several.
 */
export function tool(packageName, name = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/**
 * Runs the main function of a command: its result is the exit status, and a foreseen error is its message alone.
 * @param {() => Promise<number>} main
 */
export async function command(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 2;
  }
}
