import type { DirectoryEntry } from './entry.ts';

export type SearchScope = 'base' | 'one' | 'sub';

export interface SearchRequest {
  /** Distinguished name to search at or below. */
  readonly base: string;
  readonly scope: SearchScope;
  /** RFC 4515 filter. */
  readonly filter: string;
  /** Explicit attribute names: never `*`, never a password attribute. */
  readonly attributes: readonly string[];
}

/** A part of a result. The last page of a search carries its result code (RFC 4511, 0 = success). */
export interface SearchPage {
  readonly entries: readonly DirectoryEntry[];
  /** Continuation references: parts of the tree that this server does not hold. Hopcheck never follows them. */
  readonly references: readonly string[];
  readonly resultCode: number;
  /** The server's own words on a result code other than 0. */
  readonly diagnostic: string;
  /** Password attributes that came although nobody asked: dropped unread, named here by object. */
  readonly droppedPasswords: readonly string[];
  /** Objects of which a multi-valued attribute came only in part (`;range=`). */
  readonly cutValues: readonly string[];
}

/** How a domain controller was reached. `practice` is clear text on this machine's own loopback, for the training aid only. */
export type Channel = 'ldaps' | 'practice';

export interface DomainControllerDescription {
  readonly kind: 'domain-controller' | 'practice';
  readonly host: string;
  readonly port: number;
  readonly channel: Channel;
  /** The account as typed. */
  readonly account: string;
  /** dnsHostName of the rootDSE: who answered. */
  readonly dnsHostName: string;
  /** domainControllerFunctionality as an edition name, such as `Windows Server 2003`. */
  readonly windowsLevel: string;
  /** The server's clock minus ours, in milliseconds; null if it told none. */
  readonly clockDifferenceMilliseconds: number | null;
  /** SHA-256 fingerprint of the server's certificate (`AA:BB:...`), null without TLS. */
  readonly certificateFingerprint: string | null;
}

export interface LdifFileDescription {
  readonly kind: 'ldif';
  readonly fileName: string;
  /** Octets. */
  readonly size: number;
  /** Lower-case hexadecimal SHA-256 of the octets read. */
  readonly sha256: string;
}

/** Where an assessment's evidence came from. */
export type SourceDescription = DomainControllerDescription | LdifFileDescription;

/** The one way in which the walk reads: a live domain controller, or an LDIF file in memory. */
export interface DirectorySource {
  readonly description: SourceDescription;
  /** Distinguished name of `CN=Microsoft Exchange,CN=Services,<configuration>`. */
  readonly exchangeContainer: string;
  /** Why the source itself holds less than the whole, such as a file that was cut short; null if it is whole. */
  readonly cutShort: string | null;
  /** What the assessor should check although nothing shows that anything is missing; null if there is nothing. */
  readonly warning: string | null;
  /**
   * Yields pages as they arrive. A server that refuses to go on ends the iteration with a result code other than 0,
   * what came before is kept. Throws AppError (`connection-lost`, `cancelled`, ...) if the connection fails.
   */
  search(request: SearchRequest, signal: AbortSignal): AsyncIterable<SearchPage>;
  close(): Promise<void>;
}
