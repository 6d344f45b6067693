// `npm start`: sets up what is missing and opens the application, in Electron if its runtime can be had, else in a browser window.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser, hasDisplay } from './browser.mjs';
import { obtainElectron } from './electron-runtime.mjs';
import { command, node, root, run, say, SetupError } from './process.mjs';
import { ensureSetup } from './setup.mjs';

const usage = `Usage: npm start -- [--data DIR] [--no-window] [--host=electron|loopback]

  --data DIR    keep the assessments in DIR instead of this account's folder for application data
  --no-window   open no window: print an address to open in a browser on this computer
  --host        electron: Electron's window; loopback: a window of Chromium, Chrome or Edge (default: what is there, in this order)`;

/** Where the user stands: npm itself changes the folder. A relative HOPCHECK_DATA is meant from here, as for the command line. */
const callersFolder = process.env['INIT_CWD'] ?? process.cwd();

/** @typedef {{ data: string | undefined, noWindow: boolean, host: 'electron' | 'loopback' | undefined, help: boolean }} CommandLine */

await command(async () => {
  const commandLine = readCommandLine(process.argv.slice(2), callersFolder);
  if (commandLine.help) {
    console.log(usage);
    return 0;
  }
  await ensureSetup();
  const electron = await electronFor(commandLine);
  return electron === null ? startLoopback(commandLine) : startElectron(electron, commandLine);
});

/**
 * @param {readonly string[]} args
 * @param {string} folder That relative paths are meant from.
 * @returns {CommandLine}
 */
function readCommandLine(args, folder) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        'no-window': { type: 'boolean', default: false },
        host: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const { data, host } = values;
    if (data?.trim() === '') throw new Error('--data needs the path of a folder.');
    if (host !== undefined && host !== 'electron' && host !== 'loopback')
      throw new Error(`Unknown host "${host}".`);
    return {
      data: data === undefined ? undefined : resolve(folder, data),
      noWindow: values['no-window'],
      host,
      help: values.help,
    };
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** The Electron program to use, or null for the loopback host. @param {CommandLine} commandLine */
async function electronFor({ host, noWindow }) {
  if (host === 'loopback' || noWindow || (host === undefined && !(await hasDisplay()))) return null;
  const electron = await obtainElectron();
  if (electron === null && host === 'electron') {
    throw new SetupError(
      'There is no Electron runtime. Unpack one and name its folder in ELECTRON_OVERRIDE_DIST_PATH, or start without --host=electron.',
    );
  }
  return electron;
}

/** @param {string} electron @param {CommandLine} commandLine */
async function startElectron(electron, { data }) {
  say('opening the window.');
  const status = await run(electron, [root, ...dataArguments(data), ...sandboxArguments()], {
    env: { ELECTRON_RUN_AS_NODE: undefined },
    cwd: callersFolder,
  });
  if (status !== 0)
    say('Electron ended with an error. "npm start -- --host=loopback" uses a browser window instead.');
  return status;
}

/** @param {CommandLine} commandLine */
async function startLoopback({ data, noWindow }) {
  if (!noWindow && (await hasDisplay())) {
    await ensureBrowser();
    say('opening the window.');
  }
  return run(
    node(),
    [
      join(root, 'dist', 'electron', 'loopback.js'),
      ...dataArguments(data),
      ...(noWindow ? ['--no-window'] : []),
    ],
    { cwd: callersFolder },
  );
}

/** @param {string | undefined} data */
function dataArguments(data) {
  return data === undefined ? [] : [`--data=${data}`];
}

/** Chromium refuses to run as root with its sandbox; the application then says so in its title. */
function sandboxArguments() {
  return process.getuid?.() === 0 ? ['--no-sandbox', '--allow-no-sandbox'] : [];
}
