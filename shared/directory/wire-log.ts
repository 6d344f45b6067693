/** What Hopcheck does on the wire; it does nothing else. */
export type WireOperation = 'connect' | 'start-tls' | 'tls' | 'bind' | 'search' | 'unbind';

/** One thing that was sent. Never a credential, never a value. */
export interface WireEntry {
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Until it was answered, in milliseconds; null if no answer came or none belongs to it. */
  readonly milliseconds: number | null;
  /** Which connection of the attempt, from 1: Automatic may need two. */
  readonly connection: number;
  readonly operation: WireOperation;
  /** In words: the address connected to, the kind of sign-in, the version of TLS. */
  readonly detail: string;
  /** Null but for a search. */
  readonly search: WireSearch | null;
  /** Octets of LDAP, before encryption. */
  readonly octetsSent: number;
  readonly octetsReceived: number;
  /** LDAP result code (RFC 4511); null if no answer came or none belongs to it. */
  readonly result: number | null;
}

export interface WireSearch {
  readonly base: string;
  readonly scope: 'base' | 'one' | 'sub';
  readonly filter: string;
  readonly attributes: readonly string[];
  /** Counted from 1. */
  readonly page: number;
  readonly entries: number;
  readonly references: number;
}

/** All that one attempt to reach a domain controller sent, in order. */
export interface WireLog {
  readonly entries: readonly WireEntry[];
  /** How many more there were than a log keeps. */
  readonly dropped: number;
}
