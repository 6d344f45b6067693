// `npm run package [-- --linux | --win]`: installers for Linux and Windows, with the Electron runtime of each.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { command, node, root, run, say, SetupError, tool } from './process.mjs';
import { packagedRuntime } from './packaged-runtime.mjs';
import { ensureBuild, ensureDependencies } from './setup.mjs';

/** @typedef {'linux' | 'win'} Target */

await command(async () => {
  const targets = chosenTargets(process.argv.slice(2));
  await ensureDependencies();
  // From scratch: what an earlier build left behind must not be shipped.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await ensureBuild();
  const statuses = [];
  for (const target of targets) statuses.push(await packageFor(target));
  return statuses.some((status) => status !== 0) ? 1 : 0;
});

/** @param {readonly string[]} args @returns {readonly Target[]} */
function chosenTargets(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { linux: { type: 'boolean' }, win: { type: 'boolean' } },
    });
    const chosen = /** @type {const} */ (['linux', 'win']).filter((target) => values[target]);
    if (chosen.length > 0) return chosen;
    // Linux packages cannot be made on Windows.
    return process.platform === 'win32' ? ['win'] : ['linux', 'win'];
  } catch (error) {
    throw new SetupError(
      `${error instanceof Error ? error.message : error} Usage: npm run package [-- --linux | --win]`,
    );
  }
}

/** @param {Target} target */
async function packageFor(target) {
  const name = { linux: 'Linux', win: 'Windows' }[target];
  const runtime = await packagedRuntime(target === 'win' ? 'win32' : 'linux');
  if (runtime.path === null) {
    say(`${name} package: NOT BUILT. ${runtime.reason}`);
    return 1;
  }
  say(`${name} package: building with ${runtime.path} ...`);
  const status = await run(node(), [
    tool('electron-builder'),
    `--${target}`,
    '--x64',
    '--config=build/electron-builder.yml',
    `--config.electronDist=${runtime.path}`,
    '--publish=never',
  ]);
  say(
    status === 0
      ? `${name} package: built, in release/.`
      : `${name} package: NOT BUILT. electron-builder says why above.`,
  );
  return status;
}
