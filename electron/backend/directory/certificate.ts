import { X509Certificate } from 'node:crypto';
import { checkServerIdentity } from 'node:tls';
import type { TLSSocket } from 'node:tls';

import { AppError } from '../../../shared/errors.ts';

interface Reason {
  /** What is wrong, following "because". */
  readonly why: string;
  readonly next: string;
}

const addAuthority =
  'Ask its administrator for the certificate of that authority, compare the fingerprint, and add it to the trusted authorities of this computer; or import an LDIF file.';

/** OpenSSL's verification errors, as Node names them. */
const reasons: Readonly<Record<string, Reason>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    why: 'it is self-signed: nobody vouches for it but itself',
    next: 'Ask the administrator of the domain controller for this certificate, compare the fingerprint, and add it to the trusted authorities of this computer; or import an LDIF file.',
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    why: 'this computer does not know the authority that issued it',
    next: addAuthority,
  },
  UNABLE_TO_GET_ISSUER_CERT: {
    why: 'this computer does not know the authority that issued it',
    next: addAuthority,
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    why: 'this computer does not know the authority that issued it',
    next: addAuthority,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    why: 'this computer does not know the authority that issued it',
    next: addAuthority,
  },
  CERT_HAS_EXPIRED: {
    why: 'its validity has ended',
    next: 'Check the clock of this computer. If it is right, have the certificate renewed or choose another domain controller.',
  },
  CERT_NOT_YET_VALID: { why: 'its validity has not begun', next: 'Check the clock of this computer.' },
  CERT_REVOKED: {
    why: 'it was revoked',
    next: 'Choose another domain controller and tell its administrator.',
  },
  INVALID_PURPOSE: {
    why: 'it was not issued for servers',
    next: 'Have a certificate for server authentication installed.',
  },
};

/**
 * The SHA-256 fingerprint of the certificate of a socket whose handshake is done, if its chain of trust holds and it is made out
 * for the host. Otherwise throws AppError `certificate-untrusted`, which names the certificate, the reason and the next step.
 */
export function checkCertificate(
  socket: TLSSocket,
  { host, server }: { readonly host: string; readonly server: string },
): string {
  // Read once and this way: getPeerX509Certificate() takes the certificate out of the session, so that the name check sees none.
  const peer = socket.getPeerCertificate(true);
  if (!Buffer.isBuffer(peer.raw))
    throw new AppError('tls-failed', `${server} showed no certificate. Choose another domain controller.`);
  const certificate = new X509Certificate(peer.raw);
  if (!socket.authorized)
    throw untrusted(server, certificate, chainReason(String(socket.authorizationError)));
  if (checkServerIdentity(host, peer) !== undefined)
    throw untrusted(server, certificate, nameReason(host, certificate));
  return certificate.fingerprint256;
}

function chainReason(error: string): Reason {
  const known = Object.hasOwn(reasons, error) ? reasons[error] : undefined;
  return (
    known ?? {
      why: `its verification failed (${error})`,
      next: 'Choose another domain controller, or import an LDIF file.',
    }
  );
}

function nameReason(host: string, certificate: X509Certificate): Reason {
  const names = certificate.subjectAltName ?? oneLine(certificate.subject);
  return {
    why: `it is not made out for ${host} but for ${names}`,
    next: 'Connect by a name that the certificate carries.',
  };
}

function untrusted(server: string, certificate: X509Certificate, { why, next }: Reason): AppError {
  const { subject, issuer, validFrom, validTo, fingerprint256 } = certificate;
  return new AppError(
    'certificate-untrusted',
    `The certificate of ${server} is not trusted, because ${why}. Nothing was sent, least of all the password. ${next}\n` +
      `Subject: ${oneLine(subject)}\nIssuer: ${oneLine(issuer)}\nValid: ${validFrom} to ${validTo}\nSHA-256 fingerprint: ${fingerprint256}`,
  );
}

function oneLine(name: string | undefined): string {
  return (name ?? '').trim().replaceAll('\n', ', ') || '(none)';
}
