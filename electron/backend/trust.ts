import { X509Certificate } from 'node:crypto';
import type { ImportedAuthority, TrustedCertificates } from '../../shared/directory/certificate.ts';
import { AppError } from '../../shared/errors.ts';
import { parseHost } from './directory/host-name.ts';
import { readAuthorities } from './directory/tls/authority-file.ts';
import { certificateFacts } from './directory/tls/certificate-facts.ts';
import type { Trust } from './directory/tls/trust.ts';
import type { AuthorityRecord, PinRecord } from './store/records.ts';
import type { Store } from './store/store.ts';

export interface TrustStoreOptions {
  readonly store: Store;
  readonly now: () => Date;
}

/**
 * Whom the assessor trusts beside the authorities of the computer, with who said so and when. Everything is on disk when a call
 * returns; calls throw AppError of the store if the data folder lets them down.
 */
export class TrustStore {
  readonly #store: Store;
  readonly #now: () => Date;

  constructor({ store, now }: TrustStoreOptions) {
    this.#store = store;
    this.#now = now;
  }

  /** Authorities by subject, pinned certificates by host. Throws AppError `authority-unreadable` as {@link trustFor} does. */
  list(): TrustedCertificates {
    const now = this.#now();
    const authorities = this.#store.authorities().map((kept) => ({
      certificate: certificateFacts(readAuthority(kept), now),
      fileName: kept.fileName,
      importedAt: kept.importedAt,
      importedBy: kept.importedBy,
    }));
    const pins = this.#store.pins().map((kept) => ({
      host: kept.host,
      certificate: certificateFacts(readPinned(kept), now),
      pinnedAt: kept.pinnedAt,
      pinnedBy: kept.pinnedBy,
    }));
    return { authorities: authorities.toSorted(bySubject), pins };
  }

  /**
   * Trusts all authorities of a file, or none if it cannot be read (AppError `authority-unreadable`). Answers with how many of
   * them are new and how many were trusted already; these stay as they were.
   */
  importAuthorities({
    assessor,
    fileName,
    octets,
  }: {
    readonly assessor: string;
    readonly fileName: string;
    readonly octets: Uint8Array;
  }): { readonly imported: number; readonly known: number } {
    const found = readAuthorities(octets, fileName);
    const importedAt = this.#now().toISOString();
    const imported = this.#store.addAuthorities(
      found.map(({ raw }) => ({ certificate: raw, fileName, importedAt, importedBy: assessor })),
    );
    return { imported, known: found.length - imported };
  }

  /** `sha256` is the fingerprint, `AA:BB:...`. Throws AppError `not-found` if it is not trusted. */
  removeAuthority(sha256: string): void {
    if (this.#store.removeAuthority(sha256)) return;
    throw new AppError(
      'not-found',
      'This authority is not among the trusted ones any more. Open the list again to see those that are.',
      sha256,
    );
  }

  /**
   * Trusts one certificate for one host, in the place of any before. Throws AppError `authority-unreadable` for anything but one
   * certificate in PEM (RFC 7468) and `host-invalid`.
   */
  pin({
    assessor,
    host,
    pem,
  }: {
    readonly assessor: string;
    readonly host: string;
    readonly pem: string;
  }): void {
    this.#store.setPin({
      host: pinnedHost(host),
      certificate: readOne(pem).raw,
      pinnedAt: this.#now().toISOString(),
      pinnedBy: assessor,
    });
  }

  /** Throws AppError `not-found` if nothing is pinned for the host, and `host-invalid`. */
  unpin(host: string): void {
    if (this.#store.removePin(pinnedHost(host))) return;
    throw new AppError(
      'not-found',
      'No certificate is pinned for this host any more. Open the list again to see those that are.',
      host,
    );
  }

  /**
   * What a connection to a host may trust beside the authorities of the computer. Throws AppError `host-invalid`, and
   * `authority-unreadable` for what this program's TLS cannot read.
   */
  trustFor(host: string): Trust {
    const kept = this.#store.pinOf(pinnedHost(host));
    return {
      authorities: this.#store.authorities().map((authority) => readAuthority(authority).toString()),
      pinned: kept === null ? null : readPinned(kept).toString(),
    };
  }
}

function readAuthority({ certificate, fileName }: AuthorityRecord): X509Certificate {
  return readKept(certificate, `imported from ${fileName}`);
}

function readPinned({ certificate, host }: PinRecord): X509Certificate {
  return readKept(certificate, `pinned for ${host}`);
}

/** The names of computers know no case (RFC 4343), so neither do pins. */
function pinnedHost(host: string): string {
  return parseHost(host).toLowerCase();
}

function readOne(pem: string): X509Certificate {
  try {
    // Checked beforehand, as X509Certificate would take the first of several and leave what is around it.
    if (!onePem.test(pem)) throw new Error('This is not one certificate in PEM.');
    return new X509Certificate(pem);
  } catch (error) {
    throw new AppError(
      'authority-unreadable',
      'This is not a certificate that can be read, so nothing was pinned. Connect to the domain controller again and trust the certificate that it shows.',
      String(error),
    );
  }
}

const onePem = /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/;

/** Window and browser come with a TLS of their own each, and one may read what the other refuses. */
function readKept(certificate: Uint8Array, whence: string): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch (error) {
    throw new AppError(
      'authority-unreadable',
      `The certificate ${whence} was kept by a Hopcheck that could read it, and this one cannot. Remove it from the trusted certificates there: if that was in the browser, start Hopcheck in the browser; if it was the window, in the window.`,
      String(error),
    );
  }
}

function bySubject(first: ImportedAuthority, second: ImportedAuthority): number {
  return first.certificate.subject.localeCompare(second.certificate.subject, 'en');
}
