import type { ConnectionReport } from '../../../shared/directory/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { reportConnection, type TestedSource } from './connection-report.ts';

/** Tries connections, one at a time: each signs in once, looks, and leaves. */
export class ConnectionTests {
  #running: AbortController | null = null;
  /** Settles when the last test has ended; never rejects. */
  #finished: Promise<unknown> = Promise.resolve();

  /** Opens a source, reports what is to be seen there, and closes it. Throws what opening throws; `cancelled` after {@link cancel}. */
  async run(open: (signal: AbortSignal) => Promise<TestedSource>): Promise<ConnectionReport> {
    if (this.#running?.signal.aborted) await this.#finished;
    if (this.#running !== null)
      throw new AppError(
        'assessment-busy',
        'A test is already running. Wait for it to end, or cancel it first.',
      );
    const running = new AbortController();
    this.#running = running;
    const test = this.#test(open, running.signal);
    this.#finished = test.catch(() => undefined);
    return test;
  }

  /** Stops what is running; settles at once. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Settles when nothing is running any more. */
  async settled(): Promise<void> {
    await this.#finished;
  }

  async #test(
    open: (signal: AbortSignal) => Promise<TestedSource>,
    signal: AbortSignal,
  ): Promise<ConnectionReport> {
    try {
      const source = await open(signal);
      try {
        return await reportConnection(source, signal);
      } finally {
        await source.close();
      }
    } finally {
      this.#running = null;
    }
  }
}
