import type { CertificateFacts } from '../../shared/directory/certificate.ts';
import { formatUtc } from './format.ts';

/** One fact of a certificate as it is shown and compared. */
export interface CertificateLine {
  readonly label: string;
  /** One or more texts, as the certificate has them. */
  readonly values: readonly string[];
  /** What is wrong with it at once: `expired`, `not valid yet`. Null if nothing is. */
  readonly flaw: string | null;
  /** True for a fingerprint, which is compared octet by octet. */
  readonly isFingerprint: boolean;
}

/** Octets that stand together in a fingerprint: as many as a person keeps in mind. */
const groupedOctets = 4;

/** The facts of a certificate in the order in which they are looked at, judged at a time in milliseconds since 1970. */
export function certificateLines(facts: CertificateFacts, now: number): readonly CertificateLine[] {
  return [
    line('Issued to', facts.subject),
    line('Issued by', facts.issuer, facts.selfSigned ? 'self-signed' : null),
    { ...line('Names'), values: facts.names },
    line(
      'Valid from',
      formatUtc(facts.validFrom),
      now < Date.parse(facts.validFrom) ? 'not valid yet' : null,
    ),
    line('Valid until', formatUtc(facts.validTo), now > Date.parse(facts.validTo) ? 'expired' : null),
    line('Key', facts.key),
    line('Signature', facts.signatureAlgorithm),
    { ...line('SHA-256', facts.sha256), isFingerprint: true },
    { ...line('SHA-1 (thumbprint)', thumbprint(facts.sha1)), isFingerprint: true },
  ];
}

/** Whether two certificates differ in each of their lines, which stand in the same order. */
export function differences(
  some: readonly CertificateLine[],
  others: readonly CertificateLine[],
): readonly boolean[] {
  return some.map(({ values }, index) => values.join('\n') !== others[index]?.values.join('\n'));
}

/** A fingerprint (`AA:BB:...` or `aa bb ...`) in groups of four octets. */
export function fingerprintGroups(fingerprint: string): readonly string[] {
  const length = groupedOctets * 3;
  const count = Math.ceil(fingerprint.length / length);
  return Array.from({ length: count }, (_, at) =>
    fingerprint.slice(at * length, (at + 1) * length).replace(/[: ]$/, ''),
  );
}

/** A SHA-1 fingerprint as the certificate dialog of Windows writes it: in lower case, with spaces. */
function thumbprint(sha1: string): string {
  return sha1.toLowerCase().replaceAll(':', ' ');
}

function line(label: string, value = '', flaw: string | null = null): CertificateLine {
  return { label, values: [value], flaw, isFingerprint: false };
}
