import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { CertificateFacts } from '../../shared/directory/certificate.ts';
import {
  certificateLines,
  differences,
  fingerprintGroups,
  type CertificateLine,
} from '../model/certificate-lines.ts';
import { formatCount } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import { CopyButton } from './copy-button.tsx';
import { Verbatim } from './name.tsx';

/** Names shown of a certificate: one made out for more is no help in comparing. */
const shownNames = 20;

/** A certificate as a person compares it, fact by fact. */
export function CertificateFactsList({ certificate }: { readonly certificate: CertificateFacts }) {
  const [now] = useState(Date.now);
  return (
    <dl className="facts certificate-facts">
      {certificateLines(certificate, now).map((line) => (
        <Line key={line.label} line={line} />
      ))}
      {certificate.weaknesses.length === 0 ? null : (
        <>
          <dt>Weaknesses</dt>
          <dd>
            <Weaknesses of={certificate.weaknesses} />
          </dd>
        </>
      )}
    </dl>
  );
}

function Line({ line }: { readonly line: CertificateLine }) {
  return (
    <>
      <dt>{line.label}</dt>
      <dd>
        <LineValue line={line} />
      </dd>
    </>
  );
}

interface CertificateComparisonProps {
  readonly pinned: CertificateFacts;
  readonly presented: CertificateFacts;
}

/** Two certificates side by side, the lines that differ marked. */
export function CertificateComparison({ pinned, presented }: CertificateComparisonProps) {
  const [now] = useState(Date.now);
  const before = certificateLines(pinned, now);
  const after = certificateLines(presented, now);
  const differs = differences(before, after);
  return (
    <table className="small-table certificate-comparison">
      <caption className="visually-hidden">The trusted certificate and the one presented now</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Fact</span>
          </th>
          <th scope="col">Trusted for this host</th>
          <th scope="col">Presented now</th>
        </tr>
      </thead>
      <tbody>
        {before.map((line, index) => (
          <tr key={line.label} data-differs={differs[index]}>
            <th scope="row">
              <span className="certificate-text">{line.label}</span>
              {differs[index] === true ? <span className="chip chip-danger">DIFFERS</span> : null}
            </th>
            <td>
              <LineValue line={line} />
            </td>
            <td>
              <LineValue line={after[index] ?? line} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">Weaknesses</th>
          <td>
            <Weaknesses of={pinned.weaknesses} />
          </td>
          <td>
            <Weaknesses of={presented.weaknesses} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function LineValue({ line }: { readonly line: CertificateLine }) {
  const [first = ''] = line.values;
  if (line.isFingerprint) return <Fingerprint of={first} what={line.label} />;
  if (line.values.length !== 1) return <Names of={line.values} />;
  return (
    <>
      <bdi className="certificate-text">{visibleText(first)}</bdi>
      {line.flaw === null ? null : <Flaw of={line.flaw} />}
    </>
  );
}

function Names({ of: names }: { readonly of: readonly string[] }) {
  if (names.length === 0) return <span className="soft">None</span>;
  return (
    <ul className="certificate-names">
      {names.slice(0, shownNames).map((name, index) => (
        <li key={index}>
          <Verbatim of={name} />
        </li>
      ))}
      {names.length <= shownNames ? null : (
        <li className="soft">and {formatCount(names.length - shownNames)} more</li>
      )}
    </ul>
  );
}

function Flaw({ of: flaw }: { readonly of: string }) {
  const isHarm = flaw !== 'self-signed';
  return <span className={isHarm ? 'chip chip-danger' : 'chip chip-incomplete'}>{flaw.toUpperCase()}</span>;
}

interface FingerprintProps {
  readonly of: string;
  /** Completes the name of the button that copies it. */
  readonly what: string;
}

/** A fingerprint in groups that the eye can hold, to be compared and copied. */
export function Fingerprint({ of: fingerprint, what }: FingerprintProps) {
  return (
    <span className="fingerprint">
      <span className="fingerprint-groups verbatim">
        {fingerprintGroups(fingerprint).map((group, index) => (
          <span key={index}>{visibleText(group)} </span>
        ))}
      </span>
      <CopyButton text={fingerprint} what={what} />
    </span>
  );
}

/** What is weak, a sentence each; or that nothing is. */
export function Weaknesses({ of: weaknesses }: { readonly of: readonly string[] }) {
  if (weaknesses.length === 0) return <span className="soft">None found</span>;
  return (
    <ul className="weaknesses">
      {weaknesses.map((weakness) => (
        <li key={weakness}>
          <TriangleAlert aria-hidden="true" />
          <span>{visibleText(weakness)}</span>
        </li>
      ))}
    </ul>
  );
}
