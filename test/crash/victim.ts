import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ActionKind, Line, Task } from './action.ts';

/** When a process is to die: so many milliseconds after it said for the nth time that it begins this. */
export interface Moment {
  readonly of: ActionKind | 'opening';
  readonly count: number;
  readonly milliseconds: number;
}

/** A line, and when it was heard, in milliseconds. */
export interface Heard {
  readonly line: Line;
  readonly at: number;
}

/** How long the moment may be in coming, on a busy computer as well. */
const patienceMilliseconds = 120_000;

/** A process that is started early, waits for its task, and is killed in the midst of it. */
export class Victim {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #ended: Promise<unknown>;

  constructor() {
    this.#process = spawn(process.execPath, [join(import.meta.dirname, 'doomed.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process.stdin.on('error', () => undefined);
    this.#ended = once(this.#process, 'close');
  }

  /** Lets it work until the moment comes, or its end. Returns everything that it said, but not a line that it did not finish. */
  async die(task: Task, { of, count, milliseconds }: Moment): Promise<readonly Heard[]> {
    const heard: Heard[] = [];
    let remaining = count;
    createInterface({ input: this.#process.stdout }).on('line', (text) => {
      const line = parsed(text);
      if (line === null) return;
      heard.push({ line, at: performance.now() });
      const begun = line.said === 'begun' ? line.action.kind : line.said;
      if (begun !== of) return;
      remaining -= 1;
      if (remaining === 0) setTimeout(() => this.kill(), milliseconds);
    });
    const deadline = setTimeout(() => this.kill(), patienceMilliseconds);
    this.#process.stdin.write(`${JSON.stringify(task)}\n`);
    await this.#ended;
    clearTimeout(deadline);
    if (remaining > 0 && heard.every(({ line }) => line.said !== 'failed'))
      throw new Error(`The moment did not come: ${JSON.stringify(heard.at(-1)?.line)}`);
    return heard;
  }

  /** At once, with no chance to say or to tidy anything. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }
}

/** Null for a line that was cut short by death. */
function parsed(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
