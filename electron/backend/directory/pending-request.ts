import type { RawEntry } from '../../../shared/directory/entry.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { LdapResponse, LdapResult } from './ldap-response.ts';

/** Mebibytes of the largest answer accepted: a page of a thousand objects of Exchange has a few. */
const largestAnswerMebibytes = 64;
const mebibyte = 1024 * 1024;
/** Entries and references that one request may bring. Active Directory sends a thousand, whatever is asked for. */
const mostParts = 100_000;
/** Attributes and their values that one request may bring; each needs far more memory than its octets. */
const mostValues = 1_000_000;

/** All that came for one request. */
export interface LdapAnswer {
  readonly entries: readonly RawEntry[];
  readonly references: readonly string[];
  readonly result: LdapResult;
  /** Cookie of the next page; empty if there is none, null if the server says nothing of pages. */
  readonly cookie: Buffer | null;
  /** The server's token of a SASL sign-in; null if it sent none. */
  readonly serverCredentials: Buffer | null;
  /** Octets of its messages. */
  readonly octets: number;
}

/** What becomes of a message: the request goes on, has ended, or cannot go on, for the reason given. */
type Taken = 'more' | 'ended' | { readonly refused: string };

/** A request on its way: takes its messages, within bounds, until its result is there. */
export class PendingRequest {
  readonly messageId: number;
  readonly #awaited: number;
  readonly #resolve: (answer: LdapAnswer) => void;
  readonly reject: (error: AppError) => void;
  readonly #entries: RawEntry[] = [];
  readonly #references: string[] = [];
  #octets = 0;
  #values = 0;

  /** `awaited` is the tag of the operation that ends it. */
  constructor(
    messageId: number,
    awaited: number,
    resolve: (answer: LdapAnswer) => void,
    reject: (error: AppError) => void,
  ) {
    this.messageId = messageId;
    this.#awaited = awaited;
    this.#resolve = resolve;
    this.reject = reject;
  }

  take(response: LdapResponse, octets: number): Taken {
    const excess = this.#excess(response, octets);
    if (excess !== null) return { refused: excess };
    if (response.kind === 'entry') {
      this.#entries.push(response.entry);
      return 'more';
    }
    if (response.kind === 'reference') {
      addTo(this.#references, response.addresses);
      return 'more';
    }
    if (response.kind !== 'result' || response.operation !== this.#awaited)
      return { refused: 'The answer does not fit the request.' };
    addTo(this.#references, response.result.referrals);
    const { result, cookie, serverCredentials } = response;
    this.#resolve({
      entries: this.#entries,
      references: this.#references,
      result,
      cookie,
      serverCredentials,
      octets: this.#octets,
    });
    return 'ended';
  }

  /** Counts a message in before it is kept; says which bound is passed, null if none. */
  #excess(response: LdapResponse, octets: number): string | null {
    this.#octets += octets;
    if (this.#octets > largestAnswerMebibytes * mebibyte)
      return `One answer has more than ${largestAnswerMebibytes} MiB.`;
    if (this.#entries.length + this.#references.length + partsOf(response) > mostParts)
      return `One answer has more than ${mostParts} objects and references.`;
    this.#values += response.kind === 'entry' ? valuesOf(response.entry) : 0;
    return this.#values > mostValues ? `One answer has more than ${mostValues} values.` : null;
  }
}

/** Entries and references in a message. */
function partsOf(response: LdapResponse): number {
  switch (response.kind) {
    case 'entry':
      return 1;
    case 'reference':
      return response.addresses.length;
    case 'result':
      return response.result.referrals.length;
    case 'other':
      return 0;
  }
}

function valuesOf({ attributes }: RawEntry): number {
  let count = attributes.size;
  for (const values of attributes.values()) count += values.length;
  return count;
}

/** One by one: a list given as the arguments of one call may be too long for the stack. */
function addTo(list: string[], additions: readonly string[]): void {
  for (const addition of additions) list.push(addition);
}
