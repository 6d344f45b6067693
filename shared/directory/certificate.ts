/** A certificate as a person compares it. Times are ISO 8601 in UTC. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and addresses that it is made out for. */
  readonly names: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  /** Kind and size, such as `RSA 2048 bits` or `EC P-256`. */
  readonly key: string;
  /** As X.509 names it, such as `sha256WithRSAEncryption`. */
  readonly signatureAlgorithm: string;
  /** Fingerprints, `AA:BB:...`. Windows shows the second one as "thumbprint". */
  readonly sha256: string;
  readonly sha1: string;
  readonly selfSigned: boolean;
  /** What is weak about it by today's measure, a sentence each. */
  readonly weaknesses: readonly string[];
  /** The certificate itself. */
  readonly pem: string;
}

/** A certification authority that the assessor imported: whom it vouches for is trusted. */
export interface ImportedAuthority {
  readonly certificate: CertificateFacts;
  readonly fileName: string;
  readonly importedAt: string;
  readonly importedBy: string;
}

/** The one certificate that the assessor trusts for a host, after comparing its fingerprint. */
export interface PinnedCertificate {
  /** Name or address as it is connected to, in lower case. */
  readonly host: string;
  readonly certificate: CertificateFacts;
  readonly pinnedAt: string;
  readonly pinnedBy: string;
}

/** What is trusted beside the authorities of the computer. */
export interface TrustedCertificates {
  readonly authorities: readonly ImportedAuthority[];
  readonly pins: readonly PinnedCertificate[];
}

/** Why a server's certificate was refused. Nothing but the handshake was sent. */
export interface CertificateRefusal {
  readonly host: string;
  readonly port: number;
  /** What is wrong, following "because". */
  readonly reason: string;
  readonly presented: CertificateFacts;
  /** The certificate pinned for this host, if another one was presented: a hard stop. */
  readonly pinned: CertificateFacts | null;
}
