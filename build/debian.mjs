// What the commands need from the operating system: installed by themselves on Debian as root, named exactly elsewhere.
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './process.mjs';

const servicePolicy = '/usr/sbin/policy-rc.d';

/** Whether packages can be installed here without asking: Debian itself, as root. */
export function isDebianAsRoot() {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/os-release') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

/**
 * Installs Debian packages, without starting any service that they bring. Answers whether that worked.
 * @param {readonly string[]} packages
 */
export async function installPackages(packages) {
  say(`installing Debian packages: ${packages.join(' ')} ...`);
  const release = forbidServices();
  try {
    /** @type {import('./process.mjs').RunOptions} */
    const options = { output: 'messages', env: { DEBIAN_FRONTEND: 'noninteractive' } };
    const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
    const updated = await run('apt-get', ['update', ...quiet], options);
    const installed = await run(
      'apt-get',
      ['install', '-y', ...quiet, '--no-install-recommends', ...packages],
      options,
    );
    if (installed !== 0)
      say(`apt-get could not install them${updated === 0 ? '' : ' (nor read the package lists)'}.`);
    return installed === 0;
  } finally {
    release();
  }
}

/** Debian's own way to keep a package from starting its service: slapd must not be left running. */
function forbidServices() {
  if (existsSync(servicePolicy)) return () => {};
  writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n');
  chmodSync(servicePolicy, 0o755);
  return () => rmSync(servicePolicy, { force: true });
}

/**
 * Whether a program can be found, also where only root's path leads.
 * @param {string} name
 */
export function hasProgram(name) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [...folders, '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, name)));
}
