import { X509Certificate } from 'node:crypto';

import { AppError } from '../../../../shared/errors.ts';
import { authorityFileBytes } from '../../../../shared/limits.ts';
import { subjectOf } from './certificate-facts.ts';
import { isSelfSigned } from './certificate-strength.ts';
import { encodedObjects } from './encoded-objects.ts';
import { certificatesOfPkcs7 } from './pkcs7.ts';
import { UnreadableFileError } from './unreadable-file.ts';

/** Nobody has more authorities of his own. */
const mostCertificates = 100;

/**
 * The authorities in a file: PEM with one or several certificates, DER, or PKCS #7 (P7B) in either form. Each once; certificates of
 * servers beside them, as a whole chain has them, are left out. Throws AppError `authority-unreadable` for anything else: a file
 * that is damaged, cut, too large, without any authority, or with a private key in it.
 */
export function readAuthorities(octets: Uint8Array, fileName: string): readonly X509Certificate[] {
  try {
    const found = certificatesIn(octets).map((certificate) => new X509Certificate(certificate));
    const authorities = found.filter((certificate) => certificate.ca || isSelfSigned(certificate));
    if (authorities.length === 0) throw noAuthority(found[0]);
    return [...new Map(authorities.map((authority) => [authority.fingerprint256, authority])).values()];
  } catch (error) {
    throw unreadable(fileName, error);
  }
}

function certificatesIn(octets: Uint8Array): readonly Buffer[] {
  if (octets.length > authorityFileBytes)
    throw new UnreadableFileError(`is larger than ${authorityFileBytes / 1024} KiB.`);
  const certificates: Buffer[] = [];
  for (const object of encodedObjects(octets)) {
    if (object.kind === 'pkcs7') certificates.push(...certificatesOfPkcs7(object.octets));
    else certificates.push(object.octets);
    if (certificates.length > mostCertificates)
      throw new UnreadableFileError(`holds more than ${mostCertificates} certificates.`);
  }
  return certificates;
}

function noAuthority(found: X509Certificate | undefined): UnreadableFileError {
  return new UnreadableFileError(
    found === undefined
      ? 'holds no certificate.'
      : `holds the certificate of ${subjectOf(found)}, which is no authority. To trust a server by its own certificate, connect to it and compare the fingerprint.`,
  );
}

/** Errors of the parsers are a damaged file too, whatever they are about. */
function unreadable(fileName: string, error: unknown): AppError {
  const known = error instanceof UnreadableFileError;
  const detail = error instanceof Error ? error.message : String(error);
  return new AppError(
    'authority-unreadable',
    `The file "${fileName}" ${known ? error.message : 'is damaged or no file of certificates.'} Choose the certificate of an authority, as PEM, DER or P7B.`,
    ...(known ? [] : [detail]),
  );
}
