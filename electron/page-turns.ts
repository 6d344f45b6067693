import { setTimeout } from 'node:timers/promises';
import type { Failure } from '../shared/errors.ts';
import { partingRequests } from '../shared/parting-requests.ts';
import type { EventStreams } from './event-streams.ts';

/** The answer to a page that may not work any more. */
export const superseded: Failure = {
  code: 'window-superseded',
  message:
    'Hopcheck was opened in another window, so nothing was changed from this one. Go on there, or choose “Use it here”.',
};

/**
 * Lets one page work at a time, the one that came last: two would overwrite each other and show what is not so any more. Pages
 * are known by an identity that each load makes for itself.
 */
export class PageTurns {
  readonly #streams: Pick<EventStreams, 'supersede' | 'isSuperseded'>;
  readonly #grace: number;
  #newest: string | null = null;
  /** What came before the newest and may not have saved everything yet. */
  readonly #leaving = new Set<string>();
  /** Settles when none of them is left; until then the newest waits, so that it reads all that they save. */
  #handover: Promise<unknown> = Promise.resolve();

  /** `grace` is how long a page may take to save what was typed in it before the one after it begins, in milliseconds. */
  constructor(streams: Pick<EventStreams, 'supersede' | 'isSuperseded'>, grace: number) {
    this.#streams = streams;
    this.#grace = grace;
  }

  /** A page that was never seen takes the turn over; the one that had it is told. */
  arrive(page: string): void {
    const before = this.#newest;
    if (page === before || this.#streams.isSuperseded(page)) return;
    this.#newest = page;
    if (before !== null) this.#handover = Promise.all([this.#handover, this.#leave(before)]);
  }

  /** Whether a request of this page may reach the backend; settles when it may, or when it is known that it never will. */
  async admits(page: string, channel: string): Promise<boolean> {
    this.arrive(page);
    if (this.#leaving.has(page) && partingRequests.has(channel)) return true;
    if (page === this.#newest) await this.#handover;
    return page === this.#newest;
  }

  async #leave(page: string): Promise<void> {
    this.#leaving.add(page);
    const patience = new AbortController();
    await Promise.race([
      this.#streams.supersede(page),
      setTimeout(this.#grace, null, { ref: false, signal: patience.signal }).catch(() => null),
    ]);
    patience.abort();
    this.#leaving.delete(page);
  }
}
