// `npm test`: sets up what is missing, runs every suite, and says by name what could not run.
import { browserPackages, hasDisplay, installedBrowser } from './browser.mjs';
import { hasProgram, installPackages, isDebianAsRoot } from './debian.mjs';
import { missingServerPackages, openLdapMissing, sambaMissing } from './directory-servers.mjs';
import { findElectron } from './electron-runtime.mjs';
import { ownDisks, ownDisksMissing } from './own-disks.mjs';
import { command, node, run, say, tool } from './process.mjs';
import { ensureSetup } from './setup.mjs';
import { closing, exitStatus, failures, lastLines, table } from './test-report.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} args What Node runs.
 * @property {string | null} [missing] Why it cannot run here, or null if it can.
 * @property {boolean} [mayBeMissing] Whether it may be left out even where everything is expected to run.
 * @property {boolean} [display] Whether it shows windows.
 * @property {boolean} [disks] Whether it mounts disks.
 */

const isLinux = process.platform === 'linux';

await command(async () => {
  await ensureSetup();
  await ensurePrograms();
  /** @type {import('./test-report.mjs').Result[]} */
  const results = [];
  for (const step of await steps()) results.push(await runStep(step));
  const told = [failures(results), table(results), closing(results)].filter((part) => part !== '');
  console.log(`\n${told.join('\n\n')}`);
  return exitStatus(results);
});

/** What the suites need besides npm's packages, and the Debian packages that bring it. */
async function ensurePrograms() {
  const needed = [
    ...((await installedBrowser()) === null ? browserPackages : []),
    ...(isLinux && !hasProgram('Xvfb') ? ['xvfb', 'xauth'] : []),
    ...missingServerPackages(),
    ...(isLinux && !hasProgram('ldapsearch') ? ['ldap-utils'] : []),
  ];
  if (needed.length === 0) return;
  if (!isDebianAsRoot())
    say(
      `some suites need these programs, by their Debian names: ${needed.join(' ')}. Install them for a full run.`,
    );
  else await installPackages(needed);
}

/** @returns {Promise<readonly Step[]>} */
async function steps() {
  const noBrowser = (await installedBrowser()) === null ? 'no Chromium, Chrome or Edge is installed' : null;
  const noElectron = findElectron() === null ? 'no Electron runtime is on this computer' : null;
  const noDisplay =
    (await hasDisplay()) || hasProgram('Xvfb') ? null : 'there is no display (install xvfb and xauth)';
  const vitest = [tool('vitest'), 'run', '--config', 'build/vitest.config.ts'];
  const playwright = [
    tool('@playwright/test', 'playwright'),
    'test',
    '--config',
    'build/playwright.config.ts',
  ];
  return [
    { name: 'types', args: [tool('typescript', 'tsc'), '-b'] },
    { name: 'lint', args: [tool('oxlint'), '--deny-warnings'] },
    { name: 'format', args: [tool('prettier'), '--check', '--log-level', 'warn', '.'] },
    { name: 'unit and integration', args: [...vitest, '--project=unit'] },
    { name: 'killed at any moment', args: [...vitest, '--project=crash'] },
    {
      name: 'on full and read-only disks',
      args: [...vitest, '--project=disk'],
      missing: ownDisksMissing(),
      mayBeMissing: !isLinux,
      disks: true,
    },
    // Servers that are not everywhere have steps of their own, so that what did not run is named.
    {
      name: 'against a real OpenLDAP',
      args: [...vitest, '--project=openldap'],
      missing: openLdapMissing(),
      mayBeMissing: !isLinux,
    },
    {
      name: 'against a real Samba AD',
      args: [...vitest, '--project=samba'],
      missing: sambaMissing(),
      mayBeMissing: !isLinux,
    },
    { name: 'end to end, browser window', args: [...playwright, '--project=loopback'], missing: noBrowser },
    {
      name: 'end to end, Electron',
      args: [...playwright, '--project=electron'],
      missing: noElectron ?? noDisplay,
      mayBeMissing: true,
      display: true,
    },
    { name: 'package configuration', args: ['build/check-package-config.mjs'] },
  ];
}

/** @param {Step} step @returns {Promise<import('./test-report.mjs').Result>} */
async function runStep({ name, args, missing = null, mayBeMissing = false, display = false, disks = false }) {
  if (missing !== null) {
    const outcome = process.env['CI'] === 'true' && !mayBeMissing ? 'failed' : 'skipped';
    console.log(`\n--- ${name}: not run, ${missing}`);
    return { name, outcome, seconds: 0, remark: `not run: ${missing}` };
  }
  console.log(`\n--- ${name}`);
  const start = performance.now();
  const [program, before] = await programFor({ display, disks });
  const printed = lastLines();
  // The tools colour what they print if it goes to a terminal, which behind us they cannot see.
  const env = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const status = await run(program, [...before, ...args], { onOutput: printed.take, env });
  return {
    name,
    outcome: status === 0 ? 'passed' : 'failed',
    seconds: (performance.now() - start) / 1000,
    remark: '',
    lastLines: printed.lines(),
  };
}

/** What runs a step, with its first arguments. @param {{ display: boolean, disks: boolean }} needs @returns {Promise<readonly [string, readonly string[]]>} */
async function programFor({ display, disks }) {
  if (disks) return [ownDisks[0], [...ownDisks[1], node()]];
  if (display && !(await hasDisplay())) return ['xvfb-run', ['-a', '-s', '-screen 0 1280x860x24', node()]];
  return [node(), []];
}
