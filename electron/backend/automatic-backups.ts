import type { Store } from './store/store.ts';

export interface AutomaticBackupsOptions {
  readonly store: Pick<Store, 'keepBackup'>;
  readonly now: () => Date;
  /** Told of a backup that could not be made: nobody waits for it. */
  readonly onUnexpected: (error: unknown) => void;
}

/** Keeps backups while the work goes on, one at a time. */
export class AutomaticBackups {
  readonly #options: AutomaticBackupsOptions;
  readonly #closing = new AbortController();
  /** Settles when the last backup is made; never rejects. */
  #last: Promise<void> = Promise.resolve();

  constructor(options: AutomaticBackupsOptions) {
    this.#options = options;
  }

  /** Makes one after those that are under way. It never fails: `onUnexpected` hears why there is none. */
  keep(): void {
    this.#last = this.#last.then(() => this.#make());
  }

  /** Settles when those that were asked for are made; gives up what is not made after `patience` milliseconds. */
  async close(patience = 10_000): Promise<void> {
    const limit = setTimeout(() => this.#closing.abort(), patience);
    await this.#last;
    clearTimeout(limit);
  }

  async #make(): Promise<void> {
    const { store, now, onUnexpected } = this.#options;
    const { signal } = this.#closing;
    try {
      if (!signal.aborted) await store.keepBackup(now(), signal);
    } catch (error) {
      if (!signal.aborted) onUnexpected(error);
    }
  }
}
