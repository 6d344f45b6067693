import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The built command line. */
export const program = join(import.meta.dirname, '../../dist/electron/cli.js');

/** What a run of the command line came to. */
export interface Run {
  readonly status: number | null;
  readonly output: string;
  readonly messages: string;
}

export interface RunOptions {
  /** Where it runs, and keeps its data in a folder `data`. */
  readonly folder: string;
  /** What stands on standard input. */
  readonly input?: string;
  /** Is given the running process. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs the built command line on a data folder of its own, with nothing on standard input unless told otherwise. */
export async function runCommandLine(
  args: readonly string[],
  { folder, input = '', onStart }: RunOptions,
): Promise<Run> {
  const all = [program, ...args, '--data', join(folder, 'data')];
  const child = spawn(process.execPath, all, { cwd: folder });
  onStart?.(child);
  child.stdin.end(input);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [output, messages] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await closed, output, messages };
}
