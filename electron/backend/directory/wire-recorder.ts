import type { WireEntry, WireLog, WireOperation, WireSearch } from '../../../shared/directory/wire-log.ts';

/** Entries that one log keeps: a walk of a hundred thousand objects needs some hundred. */
const mostEntries = 20_000;

export interface Sending {
  readonly operation: WireOperation;
  /** In words; never a credential. */
  readonly detail: string;
  readonly octetsSent?: number;
  readonly search?: Pick<WireSearch, 'base' | 'scope' | 'filter' | 'attributes' | 'page'>;
}

export interface Answer {
  readonly octetsReceived?: number;
  readonly result?: number;
  readonly entries?: number;
  readonly references?: number;
  /** Replaces the detail by what became known. */
  readonly detail?: string;
}

/** Notes what one connection sends. */
export interface WireNotes {
  /** Notes what is about to be sent; the function that is returned notes the answer. One that is never called says that none came. */
  send(sending: Sending): (answer: Answer) => void;
}

/** Writes down what one attempt to reach a domain controller sends, over all its connections. */
export class WireRecorder {
  readonly #entries: WireEntry[] = [];
  #connections = 0;
  #dropped = 0;

  /** The notes of one more connection. */
  connection(): WireNotes {
    this.#connections += 1;
    const connection = this.#connections;
    return { send: (sending) => this.#send(connection, sending) };
  }

  /** All that was noted until now. */
  log(): WireLog {
    return { entries: [...this.#entries], dropped: this.#dropped };
  }

  #send(
    connection: number,
    { operation, detail, octetsSent = 0, search }: Sending,
  ): (answer: Answer) => void {
    if (this.#entries.length >= mostEntries) {
      this.#dropped += 1;
      return () => undefined;
    }
    const begin = performance.now();
    const sent: WireEntry = {
      at: new Date().toISOString(),
      milliseconds: null,
      connection,
      operation,
      detail,
      search: search === undefined ? null : { ...search, entries: 0, references: 0 },
      octetsSent,
      octetsReceived: 0,
      result: null,
    };
    const at = this.#entries.push(sent) - 1;
    return (answer) => {
      this.#entries[at] = {
        ...sent,
        milliseconds: Math.round(performance.now() - begin),
        detail: answer.detail ?? detail,
        octetsReceived: answer.octetsReceived ?? 0,
        result: answer.result ?? null,
        search: withCounts(sent.search, answer),
      };
    };
  }
}

function withCounts(search: WireSearch | null, { entries = 0, references = 0 }: Answer): WireSearch | null {
  return search === null ? null : { ...search, entries, references };
}
