/** What is trusted for one host, beside the authorities of Node and of the system. */
export interface Trust {
  /** Certificates of the imported authorities, PEM. */
  readonly authorities: readonly string[];
  /** The one certificate pinned for this host, PEM; it then is the only one that is accepted. */
  readonly pinned: string | null;
}
