/** Where a domain controller was found. */
export type CandidateOrigin = 'dns' | 'pdc' | 'logon-server';

/** A computer that is said to be a domain controller. */
export interface DomainControllerCandidate {
  readonly host: string;
  /** LDAP port, 389 unless DNS says otherwise. */
  readonly port: number;
  readonly origins: readonly CandidateOrigin[];
}

/** The domain controllers of a domain, in the order of DNS. */
export interface Discovery {
  /** The domain that was looked up; null if none was named and the computer knows of none. */
  readonly domain: string | null;
  readonly candidates: readonly DomainControllerCandidate[];
  /** What could not be looked up, a sentence each. */
  readonly problems: readonly string[];
}

/** What a domain controller tells everybody, without sign-in. */
export interface ProbeReport {
  readonly dnsHostName: string;
  /** DNS name of its domain; null if it does not tell. */
  readonly domain: string | null;
  /** Null if it does not tell. */
  readonly site: string | null;
  /** Edition name, such as `Windows Server 2003`. */
  readonly windowsLevel: string;
  /** A read-only domain controller may lag behind. */
  readonly readOnly: boolean;
  /** Its clock minus ours, in milliseconds; null if it told none. */
  readonly clockDifferenceMilliseconds: number | null;
  /** Of one round trip, in milliseconds. */
  readonly latencyMilliseconds: number;
  /** Whether it offers Windows sign-in that encrypts (GSS-SPNEGO). */
  readonly sealedSignIn: boolean;
  /** Whether it takes StartTLS, as tried. */
  readonly startTls: boolean;
  /** Whether something answers on the port of LDAPS. */
  readonly ldaps: boolean;
}
