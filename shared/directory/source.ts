import type { DirectoryEntry } from './entry.ts';
import type { WireLog } from './wire-log.ts';

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

/**
 * How a domain controller was reached: TLS from the start or after StartTLS; `sealed` by Windows' own sign-in (NTLM), which
 * encrypts on the usual port; `clear-text` without any encryption, by explicit consent only. `practice` is clear text on this
 * machine's own loopback, for the training aid.
 */
export type Channel = 'ldaps' | 'start-tls' | 'sealed' | 'clear-text' | 'practice';

export interface DomainControllerDescription {
  readonly kind: 'domain-controller' | 'practice';
  readonly host: string;
  readonly port: number;
  readonly channel: Channel;
  readonly signIn: 'ntlm' | 'simple';
  /** The account as typed. */
  readonly account: string;
  /** dnsHostName of the rootDSE: who answered. */
  readonly dnsHostName: string;
  /** Active Directory site of the domain controller; null if it does not tell. */
  readonly site: string | null;
  /** domainControllerFunctionality as an edition name, such as `Windows Server 2003`. */
  readonly windowsLevel: string;
  /** The server's clock minus ours, in milliseconds; null if it told none. */
  readonly clockDifferenceMilliseconds: number | null;
  /** SHA-256 fingerprint of the server's certificate (`AA:BB:...`), null without TLS. */
  readonly certificateFingerprint: string | null;
  /** Whether an authority vouches for the certificate, or the assessor, who pinned it; null without TLS. */
  readonly certificateTrust: 'authority' | 'pin' | null;
  /** Version and cipher of TLS, null without. */
  readonly tls: string | null;
  /** What is weak about the certificate or the version of TLS, a sentence each. */
  readonly weaknesses: readonly string[];
  /** Why Automatic could not use LDAPS; null if it could, or was not chosen. */
  readonly ldapsPassedOver: string | null;
  /** True if the assessor accepted that the password crosses the network readable. */
  readonly clearTextConsent: boolean;
}

export interface LdifFileDescription {
  readonly kind: 'ldif';
  readonly fileName: string;
  /** Octets. */
  readonly size: number;
  /** Lower-case hexadecimal SHA-256 of the octets read. */
  readonly sha256: string;
  /** When the file was last changed, ISO 8601 in UTC; null if it was not told. */
  readonly modifiedAt: string | null;
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
  /** What was sent until now; only a source that is reached over a wire has it. */
  wireLog?(): WireLog;
  close(): Promise<void>;
}
