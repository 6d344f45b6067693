import { createSecureContext } from 'node:tls';
import type { SecureVersion } from 'node:tls';

/** The first of the lists of ciphers that the TLS engine at hand takes together with the version; null if it takes none. */
export function acceptedCiphers(lists: readonly string[], minVersion: SecureVersion): string | null {
  return lists.find((ciphers) => accepts(ciphers, minVersion)) ?? null;
}

function accepts(ciphers: string, minVersion: SecureVersion): boolean {
  try {
    // Without authorities, as nothing will be connected by it.
    createSecureContext({ ciphers, minVersion, ca: [] });
    return true;
  } catch {
    return false;
  }
}
