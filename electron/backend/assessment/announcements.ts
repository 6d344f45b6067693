/** Lets values through at most once per interval; of those in between the newest follows when the interval is over. */
export class Announcements<T> {
  readonly #interval: number;
  readonly #announce: (value: T) => void;
  #waiting: { readonly value: T } | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** `interval` in milliseconds. */
  constructor(interval: number, announce: (value: T) => void) {
    this.#interval = interval;
    this.#announce = announce;
  }

  push(value: T): void {
    if (this.#timer === null) this.now(value);
    else this.#waiting = { value };
  }

  /** Lets a value through at once; one that waits is outdated by it. */
  now(value: T): void {
    this.end();
    this.#timer = setTimeout(() => this.#next(), this.#interval);
    this.#announce(value);
  }

  /** Lets nothing more through. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = null;
  }

  #next(): void {
    this.#timer = null;
    if (this.#waiting !== null) this.now(this.#waiting.value);
  }
}
