import type { KeyObject, X509Certificate } from 'node:crypto';

import type { CertificateFacts } from '../../../../shared/directory/certificate.ts';
import { weakSignatureHash } from './signature-hash.ts';

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

/** NIST SP 800-57 part 1: less than 112 bits of strength are not enough any more. */
const leastRsaBits = 2048;
const leastCurveBits = 224;

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

/** Whether nobody vouches for the certificate but itself. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject !== certificate.issuer) return false;
  const key = publicKeyOf(certificate);
  return key !== null && certificate.verify(key);
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

function keyWeaknesses(certificate: X509Certificate): readonly string[] {
  const key = publicKeyOf(certificate);
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
  if (key === null) return ['Hopcheck does not know this kind of key and cannot judge it.'];
  if (key.asymmetricKeyType === 'dsa') return ['Its key is of the kind DSA, which is no longer accepted.'];
  if (modulusLength !== undefined && modulusLength < leastRsaBits) {
    return [
      `Its RSA key of ${modulusLength} bits is too short; ${leastRsaBits} bits are the least that is secure today.`,
    ];
  }
  const curveBits = Number(/\d{3}/.exec(namedCurve ?? '')?.[0] ?? leastCurveBits);
  if (curveBits < leastCurveBits)
    return [`Its key on the curve ${namedCurve} is too short; P-256 is usual today.`];
  return [];
}

function hashWeaknesses(certificate: X509Certificate): readonly string[] {
  const hash = weakSignatureHash(certificate);
  if (hash === null) return [];
  return [`It is signed with ${hash}, for which forgeries are known; SHA-256 is usual today.`];
}

function describeKey(key: KeyObject | null): string {
  const kind = key?.asymmetricKeyType;
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
  const size =
    modulusLength === undefined ? (curveNames[namedCurve ?? ''] ?? namedCurve) : `${modulusLength} bits`;
  const name = kind === undefined ? 'unknown' : (kindNames[kind] ?? kind);
  return size === undefined ? name : `${name} ${size}`;
}

/** Null for a kind of key that the engine does not know. */
function publicKeyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey;
  } catch {
    return null;
  }
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
