import type { CertificateRefusal, TrustedCertificates } from '../../shared/directory/certificate.ts';
import type { WireLog } from '../../shared/directory/wire-log.ts';
import { AppError } from '../../shared/errors.ts';
import { authorityFileBytes } from '../../shared/limits.ts';
import { invoke } from '../backend.ts';
import { formatBytes } from '../model/format.ts';
import { assessorName } from './application.ts';
import { dropCertificateFailure } from './connecting.ts';
import { readBase64 } from './read-file.ts';

/** How many authorities of a file are new, and how many were imported before. */
export interface Imported {
  readonly imported: number;
  readonly known: number;
}

/** What is trusted beside the authorities of the computer. */
export function trustedCertificates(): Promise<TrustedCertificates> {
  return invoke('trust.list', {});
}

/** Imports the authorities of a file in the name of the assessor. Throws the AppError that says what is wrong with the file. */
export async function importAuthorities(file: File): Promise<Imported> {
  if (file.size > authorityFileBytes)
    throw new AppError(
      'authority-unreadable',
      `The file is too large for certificates: ${formatBytes(file.size)}, where ${formatBytes(authorityFileBytes)} hold hundreds of them. Choose the file that the administrator exported the authority to.`,
    );
  if (file.size === 0)
    throw new AppError(
      'authority-unreadable',
      'The file is empty. Have the certificate of the authority exported again.',
    );
  const base64 = await readBase64(file);
  const imported = await invoke('trust.importAuthorities', {
    assessor: assessorName(),
    fileName: file.name,
    base64,
  });
  if (imported.imported > 0) dropCertificateFailure();
  return imported;
}

/** Trusts an imported authority no longer. */
export async function removeAuthority(sha256: string): Promise<void> {
  await invoke('trust.removeAuthority', { sha256 });
  dropCertificateFailure();
}

/** Trusts the certificate that was refused for its host, in the name of the assessor. */
export async function pinCertificate({ host, presented }: CertificateRefusal): Promise<void> {
  await invoke('trust.pin', { assessor: assessorName(), host, pem: presented.pem });
}

/** Trusts the certificate pinned for a host no longer. */
export async function unpinCertificate(host: string): Promise<void> {
  await invoke('trust.unpin', { host });
  dropCertificateFailure();
}

/** What was sent to read an assessment, or by the last attempt to connect; null if there is no such list. */
export function wireLog(assessmentId: string | null): Promise<WireLog | null> {
  return assessmentId === null
    ? invoke('connection.lastLog', {})
    : invoke('assessment.wireLog', { assessmentId });
}
