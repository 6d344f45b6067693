import type { KeyObject, X509Certificate } from 'node:crypto';

import type { CertificateFacts } from '../../../../shared/directory/certificate.ts';
import { hashWeakness, isSelfSigned, keyWeaknesses, publicKeyOf } from './certificate-strength.ts';

const curveNames: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

const kindNames: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  'rsa-pss': 'RSA-PSS',
  dsa: 'DSA',
  ec: 'EC',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
};

/** Characters of a name; longer ones are cut. */
const nameLength = 500;

/** What a person needs to compare a certificate, and what is weak about it at the given time. */
export function certificateFacts(certificate: X509Certificate, now = new Date()): CertificateFacts {
  return {
    subject: subjectOf(certificate),
    issuer: oneLine(certificate.issuer),
    names: certificateNames(certificate),
    validFrom: isoTime(certificate.validFromDate),
    validTo: isoTime(certificate.validToDate),
    key: describeKey(publicKeyOf(certificate)),
    signatureAlgorithm: certificate.signatureAlgorithm ?? certificate.signatureAlgorithmOid,
    sha256: certificate.fingerprint256,
    sha1: certificate.fingerprint,
    selfSigned: isSelfSigned(certificate),
    weaknesses: [
      ...validityWeaknesses(certificate, now),
      ...keyWeaknesses(certificate),
      ...hashWeaknesses(certificate),
    ],
    pem: certificate.toString(),
  };
}

/** Whom a certificate is for, on one line of bounded length. */
export function subjectOf({ subject }: X509Certificate): string {
  return oneLine(subject);
}

/** The day of a time, `2026-01-31`. */
export function dayOf(time: Date | string): string {
  return typeof time === 'string' ? time.slice(0, 10) : isoTime(time).slice(0, 10);
}

/** As the check of the name takes them: the common names count only where no DNS name is given. */
function certificateNames({ subjectAltName, subject }: X509Certificate): readonly string[] {
  // Kind and value of each, in quotation marks where it holds a comma or a quotation mark.
  const listed = [...(subjectAltName ?? '').matchAll(/([^:,]+):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/gy)];
  const ofKind = (wanted: string) =>
    listed.flatMap(([, kind, value = '']) =>
      kind === wanted && value !== '' ? [value.slice(0, nameLength)] : [],
    );
  const dnsNames = ofKind('DNS');
  const commonNames = dnsNames.length > 0 ? [] : [...(subject ?? '').matchAll(/^CN=(.+)$/gm)];
  return [
    ...dnsNames,
    ...commonNames.map(([, name = '']) => name.slice(0, nameLength)),
    ...ofKind('IP Address'),
  ];
}

function validityWeaknesses({ validFromDate, validToDate }: X509Certificate, now: Date): readonly string[] {
  if (validToDate < now) return [`Its validity ended on ${dayOf(validToDate)}.`];
  if (validFromDate > now) return [`Its validity does not begin before ${dayOf(validFromDate)}.`];
  return [];
}

function hashWeaknesses(certificate: X509Certificate): readonly string[] {
  const weakness = hashWeakness(certificate);
  return weakness === null ? [] : [`It ${weakness}`];
}

function describeKey(key: KeyObject | null): string {
  const kind = key?.asymmetricKeyType;
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
  const size =
    modulusLength === undefined ? (curveNames[namedCurve ?? ''] ?? namedCurve) : `${modulusLength} bits`;
  const name = kind === undefined ? 'unknown' : (kindNames[kind] ?? kind);
  return size === undefined ? name : `${name} ${size}`;
}

function oneLine(name: string | undefined): string {
  const line = (name ?? '').trim().replaceAll('\n', ', ');
  if (line === '') return '(none)';
  return line.length > nameLength ? `${line.slice(0, nameLength)}…` : line;
}

/** A certificate may carry a time that is none. */
function isoTime(time: Date): string {
  return Number.isNaN(time.getTime()) ? 'unknown' : time.toISOString();
}
