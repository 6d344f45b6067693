import { useState, type ReactNode } from 'react';
import type {
  ImportedAuthority,
  PinnedCertificate,
  TrustedCertificates,
} from '../../shared/directory/certificate.ts';
import { formatInstant, formatUtc } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import { CertificateFactsList, Fingerprint, Weaknesses } from './certificate-facts-list.tsx';

/** Something that is to be trusted no longer. */
export type Removal =
  | { readonly kind: 'pin'; readonly pin: PinnedCertificate }
  | { readonly kind: 'authority'; readonly authority: ImportedAuthority };

/** Ids of the headings, where reading goes on once something below them is removed. */
export const trustedHeadings = { pin: 'trusted-hosts', authority: 'trusted-authorities' } as const;

interface TrustedCertificatesListProps {
  readonly trusted: TrustedCertificates;
  readonly onRemove: (removal: Removal) => void;
}

/** Pins and authorities with what tells one from the other, or why an empty list may be all that is needed. */
export function TrustedCertificatesList({
  trusted: { pins, authorities },
  onRemove,
}: TrustedCertificatesListProps) {
  return (
    <>
      <section aria-labelledby={trustedHeadings.pin}>
        <h3 id={trustedHeadings.pin} tabIndex={-1}>
          Certificates trusted for one host
        </h3>
        {pins.length === 0 ? (
          <p className="soft">
            None. A domain controller needs no entry here if this computer, or an imported authority, vouches
            for it.
          </p>
        ) : null}
        <ul className="trusted-list">
          {pins.map((pin) => (
            <li key={pin.host}>
              <Entry
                title={pin.host}
                note={`Trusted on ${formatInstant(pin.pinnedAt)} by ${visibleText(pin.pinnedBy)}`}
                certificate={pin.certificate}
                onRemove={() => onRemove({ kind: 'pin', pin })}
              >
                <dt>Issued to</dt>
                <dd>
                  <bdi>{visibleText(pin.certificate.subject)}</bdi>
                </dd>
                <dt>SHA-256</dt>
                <dd>
                  <Fingerprint of={pin.certificate.sha256} what={`SHA-256 of ${visibleText(pin.host)}`} />
                </dd>
              </Entry>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby={trustedHeadings.authority}>
        <h3 id={trustedHeadings.authority} tabIndex={-1}>
          Imported authorities
        </h3>
        {authorities.length === 0 ? (
          <p className="soft">
            None. The authorities in this computer’s own store are trusted already: on a computer of the
            domain, its enterprise authority is usually among them. Elsewhere, ask the administrator for its
            certificate.
          </p>
        ) : null}
        <ul className="trusted-list">
          {authorities.map((authority) => (
            <li key={authority.certificate.sha256}>
              <AuthorityEntry
                authority={authority}
                onRemove={() => onRemove({ kind: 'authority', authority })}
              />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface AuthorityEntryProps {
  readonly authority: ImportedAuthority;
  readonly onRemove: () => void;
}

function AuthorityEntry({ authority, onRemove }: AuthorityEntryProps) {
  const { certificate, fileName, importedAt, importedBy } = authority;
  const [now] = useState(Date.now);
  return (
    <Entry
      title={certificate.subject}
      note={`Imported on ${formatInstant(importedAt)} by ${visibleText(importedBy)} from ${visibleText(fileName)}`}
      certificate={certificate}
      onRemove={onRemove}
    >
      <dt>Valid</dt>
      <dd>
        {formatUtc(certificate.validFrom)} to {formatUtc(certificate.validTo)}
        {now > Date.parse(certificate.validTo) ? <span className="chip chip-danger">EXPIRED</span> : null}
      </dd>
    </Entry>
  );
}

interface EntryProps {
  readonly title: string;
  readonly note: string;
  readonly certificate: PinnedCertificate['certificate'];
  readonly onRemove: () => void;
  /** The facts shown at once, as terms and descriptions. */
  readonly children: ReactNode;
}

/** One certificate in a list: what tells it from the others at once, everything else on request. */
function Entry({ title, note, certificate, onRemove, children }: EntryProps) {
  return (
    <>
      <div className="trusted-head">
        <h4>
          <bdi>{visibleText(title)}</bdi>
        </h4>
        <button
          type="button"
          className="button button-small"
          aria-label={`Remove ${visibleText(title)}`}
          onClick={onRemove}
        >
          Remove
        </button>
      </div>
      <dl className="facts">
        {children}
        {certificate.weaknesses.length === 0 ? null : (
          <>
            <dt>Weaknesses</dt>
            <dd>
              <Weaknesses of={certificate.weaknesses} />
            </dd>
          </>
        )}
      </dl>
      <p className="soft">{note}</p>
      <details className="fold">
        <summary>All of the certificate</summary>
        <CertificateFactsList certificate={certificate} />
      </details>
    </>
  );
}
