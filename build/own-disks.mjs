// Disks that tests mount for themselves, in a name space of their process: none outlives it, and whoever runs them need not be root.
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const isRoot = process.getuid?.() === 0;

/** The program, with its first arguments, by which another one runs that may mount disks. */
export const ownDisks = /** @type {const} */ ([
  'unshare',
  [...(isRoot ? [] : ['--map-root-user']), '--mount'],
]);

/** Why tests cannot have disks of their own here, or null if they can. */
export function ownDisksMissing() {
  if (process.platform !== 'linux') return 'disks in memory are mounted on Linux only';
  const [program, args] = ownDisks;
  const { status } = spawnSync(program, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]);
  return status === 0 ? null : 'this account may not mount a disk, not even in a name space of its own';
}
