import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { authorityFileBytes } from '../shared/limits.ts';
import type { Backend } from './backend/backend.ts';
import { invoke } from './cli-backend.ts';
import type { ConnectionChoice } from './cli-connection-options.ts';
import { visible } from './cli-visible.ts';

/** What both ways to trust somebody need: where it is kept, who says so, and where to tell it. */
export interface TrustOptions {
  readonly backend: Backend;
  readonly assessor: string;
  readonly messages: { write(text: string): unknown };
}

/**
 * Trusts the authorities of a file (PEM, DER or PKCS #7) from now on, and says so. Throws AppError `file-unreadable` and
 * `authority-unreadable`; then none is trusted.
 */
export async function trustAuthorities(
  path: string,
  { backend, assessor, messages }: TrustOptions,
): Promise<void> {
  const base64 = (await readAuthorityFile(path)).toString('base64');
  const fileName = basename(path);
  const file = { assessor, fileName, base64 };
  const { imported, known } = await invoke(backend, 'trust.importAuthorities', file);
  const authorities = (count: number) => (count === 1 ? '1 authority' : `${count} authorities`);
  const news =
    imported === 0
      ? ''
      : `Trusted from now on, for every host, as ${assessor} says: ${authorities(imported)} of ${fileName}.`;
  const old = known === 0 ? '' : `Trusted already: ${authorities(known)} of ${fileName}.`;
  messages.write(`${visible([news, old].filter((part) => part !== '').join(' '))}\n`);
}

/**
 * Makes an attempt to connect. If it fails because the certificate is not trusted, and that certificate has the fingerprint that
 * the assessor named, it is trusted for the host from now on and the attempt is made once more. Throws what the attempt throws;
 * for a certificate with another fingerprint an AppError `certificate-untrusted` that shows both.
 */
export async function trustingCertificate<T>(
  { certificate, target: { host } }: ConnectionChoice,
  { backend, assessor, messages }: TrustOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const presented = untrustedCertificate(error);
    if (certificate === null || presented === null) throw error;
    if (presented.presented.sha256 !== certificate) throw otherFingerprint(host, certificate, presented);
    await invoke(backend, 'trust.pin', { assessor, host, pem: presented.presented.pem });
    const news = `Trusted from now on, for ${host}, as ${assessor} says: the certificate ${certificate}.`;
    messages.write(`${visible(news)}\n`);
    return attempt();
  }
}

type Refusal = NonNullable<AppError['certificate']>;

function untrustedCertificate(error: unknown): Refusal | null {
  // A certificate that took the place of a trusted one is a hard stop, whatever its fingerprint.
  if (!(error instanceof AppError) || error.code !== 'certificate-untrusted') return null;
  return error.certificate ?? null;
}

function otherFingerprint(host: string, named: string, refusal: Refusal): AppError {
  return new AppError(
    'certificate-untrusted',
    `${host} presented another certificate than the one that --trust-certificate names, so it is not trusted, and no password was sent. Find out why before you go on.\nNamed      ${named}\nPresented  ${refusal.presented.sha256}`,
    undefined,
    refusal,
  );
}

async function readAuthorityFile(path: string): Promise<Buffer> {
  try {
    const status = await stat(path);
    // A pipe or a device could wait for ever.
    if (!status.isFile()) throw unreadable(path, 'It is not a file.');
    if (status.size > authorityFileBytes)
      throw unreadable(
        path,
        `It is larger than ${authorityFileBytes / 1024} KiB, as no file of authorities is.`,
      );
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error && 'code' in error)) throw error;
    const reason = error.code === 'ENOENT' ? 'There is no such file.' : `The system reports: ${error.code}.`;
    throw unreadable(path, reason);
  }
}

function unreadable(path: string, reason: string): AppError {
  return new AppError(
    'file-unreadable',
    `The file of authorities "${path}" cannot be read. ${reason} Check the path.`,
  );
}
