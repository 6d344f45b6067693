import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Runs second-process.ts and gives its output to `onOutput` as it grows. It is killed at the end of the test at the latest. */
export function beside(args: readonly string[], onOutput: (output: string) => void = () => undefined) {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('second-process.ts', import.meta.url)), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'close');
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    onOutput(output);
  });
  return {
    /** Ends it as a pulled plug would, and returns all that it said. */
    kill: async (): Promise<string> => {
      child.kill('SIGKILL');
      await ended;
      return output;
    },
    /** All that it said until it ended by itself. */
    end: async (): Promise<string> => {
      await ended;
      return output;
    },
  };
}

/** Resolves once the process has said something that passes. */
export async function besideUntil(args: readonly string[], passes: (output: string) => boolean) {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const running = beside(args, (output) => {
    if (passes(output)) resolve(undefined);
  });
  void running.end().then((output) => reject(new Error(`It ended early and said: ${output}`)));
  await promise;
  return running;
}
