import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A disk of its own that can be filled to the last octet. */
export interface SmallDisk {
  readonly folder: string;
  /** Writes to it until there is no room, and then gives `spare` octets back. */
  fill(spare?: number): void;
  /** Takes away what {@link fill} wrote. */
  free(): void;
  remount(mode: 'ro' | 'rw'): void;
}

const block = 4_096;

/** Mounts one in memory for the running test; `size` such as `4m`. It needs the right to mount, and fails without it. */
export function smallDisk(size: string): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'hopcheck-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true });
  });
  const filler = join(folder, 'filler');
  const spareFiller = join(folder, 'spare');
  const free = (): void => {
    for (const file of [filler, spareFiller]) rmSync(file, { force: true });
  };
  return {
    folder,
    fill: (spare = 0) => {
      write(spareFiller, spare);
      write(filler, Number.POSITIVE_INFINITY);
      rmSync(spareFiller);
    },
    free,
    remount: (mode) => void execFileSync('mount', ['-o', `remount,${mode}`, folder], { stdio: 'pipe' }),
  };
}

/** Writes that many octets, or as many as there is room for. */
function write(file: string, octets: number): void {
  const descriptor = openSync(file, 'w');
  try {
    for (let written = 0; written < octets; written += block) writeSync(descriptor, Buffer.alloc(block));
    fsyncSync(descriptor);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(descriptor);
  }
}
