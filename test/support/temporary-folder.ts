import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Waits for the end of its input, then removes the folder; a server that is just ending may still write there. */
const keeper = `
  read -r _
  for attempt in $(seq 100); do
    rm -rf "$1" 2>/dev/null && exit
    sleep 0.1
  done`;

/** A new folder with that beginning of its name. It is removed at the end of this process at the latest, even of a killed one. */
export async function temporaryFolder(prefix: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  // Detached, so that an interrupt from the terminal does not end the keeper too.
  const child = spawn('/bin/sh', ['-c', keeper, 'keeper', path], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const exited = once(child, 'exit');
  return {
    path,
    remove: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
