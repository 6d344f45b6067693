import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { LdapResult } from './ldap-response.ts';

interface Explanation {
  readonly code: ErrorCode;
  /** What happened and what to do next, following the name of the server. */
  readonly text: string;
}

/** Result codes of RFC 4511 that end an attempt to sign in or to read, other than 49. */
const resultExplanations: Readonly<Record<number, Explanation>> = {
  1: refused('answered that nobody is signed in on this connection. Connect again.'),
  2: refused(
    'does not understand a request of Hopcheck. Check that it is an Active Directory domain controller.',
  ),
  3: refused(
    'stopped at its time limit. Try again when it is less busy, or choose another domain controller.',
  ),
  4: refused('stopped at its size limit. Choose another domain controller, or import an LDIF file.'),
  7: refused(
    'does not offer sign-in with a name and a password. Choose another domain controller, or import an LDIF file.',
  ),
  8: refused(
    'demands a more strongly protected sign-in. Choose another domain controller, or import an LDIF file.',
  ),
  10: refused(
    'does not hold this part of the directory and refers to another server. Choose a domain controller of the forest that has Exchange.',
  ),
  11: refused(
    'stopped at a limit that its administrator has set. Choose another domain controller, or import an LDIF file.',
  ),
  12: refused('does not read in pages. Check that it is an Active Directory domain controller.'),
  13: refused('demands an encrypted connection. Connect by LDAPS.'),
  32: refused(
    'has no such object, or this account may not see it. Ask for the role Exchange View-Only Administrator on the organisation.',
  ),
  34: refused('does not take the name of the place to search. Report this as an error of Hopcheck.'),
  50: refused(
    'does not let this account read there. Ask for the role Exchange View-Only Administrator on the organisation.',
  ),
  51: refused('is too busy. Try again later, or choose another domain controller.'),
  52: refused(
    'is not available just now; it may be starting or stopping. Try again later, or choose another domain controller.',
  ),
  53: refused('is not willing to do this. Choose another domain controller, or import an LDIF file.'),
};

/** What Active Directory adds to a failed sign-in as `data <hexadecimal Win32 error>`. */
const signInExplanations: Readonly<Record<string, string>> = {
  '51f':
    'The domain controller cannot reach one of the account’s own domain. Choose a domain controller of that domain.',
  '525': 'There is no account of this name. Write it as DOMAIN\\name or name@domain.',
  '52e':
    'The name or the password is wrong. Write the name as DOMAIN\\name or name@domain, and check the password before you try again: repeated attempts can lock the account.',
  '52f':
    'A restriction of the account forbids this kind of sign-in, such as membership in Protected Users. Use another account.',
  '530': 'The account may not sign in at this hour. Try within its logon hours, or use another account.',
  '531': 'The account may sign in on named computers only. Use another account.',
  '532': 'The password has expired. Change it, then connect again.',
  '533': 'The account is disabled. Have it enabled, or use another account.',
  '568': 'The account is a member of too many groups to sign in. Use another account.',
  '569':
    'The account does not have the right to sign in to this domain controller over the network. Use another account.',
  '701': 'The account has expired. Have it extended, or use another account.',
  '773': 'The password must be changed before the first sign-in. Change it, then connect again.',
  '775':
    'The account is locked. Wait until the lock ends or have it unlocked; further attempts only lengthen it.',
};

/** Errors of the operating system while connecting or connected. */
const networkExplanations: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: unknownHost(
    'is not known to the name service. Check the spelling, use the full name (dc1.example.com), or the address.',
  ),
  EAI_AGAIN: unknownHost(
    'could not be looked up: the name service does not answer. Check the network connection, or use the address.',
  ),
  ECONNREFUSED: {
    code: 'connection-refused',
    text: 'refuses connections on this port: nothing listens there. Check host and port; LDAPS needs a certificate on the domain controller.',
  },
  ETIMEDOUT: {
    code: 'connection-timeout',
    text: 'does not answer. Check the host, and whether a firewall lets the port through.',
  },
  EHOSTUNREACH: {
    code: 'connection-timeout',
    text: 'cannot be reached: there is no route to it. Check the network connection or the VPN.',
  },
  ENETUNREACH: {
    code: 'connection-timeout',
    text: 'cannot be reached: there is no route to its network. Check the network connection or the VPN.',
  },
  EHOSTDOWN: {
    code: 'connection-timeout',
    text: 'cannot be reached: it seems to be switched off. Choose another domain controller.',
  },
  EACCES: {
    code: 'connection-refused',
    text: 'cannot be reached: this computer does not permit the connection. Check its firewall.',
  },
};

/** Failures of the TLS handshake, by a part of Node's or OpenSSL's error code. */
const tlsExplanations: readonly (readonly [RegExp, string])[] = [
  [
    /ECONNRESET|EPIPE/,
    'closed the connection before encryption began. Usually it has no certificate for LDAPS: have one installed, or import an LDIF file.',
  ],
  [
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/,
    'speaks only versions of TLS older than 1.2, as Windows Server 2003 does. Hopcheck does not use them: choose a newer domain controller of the forest, or import an LDIF file.',
  ],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST/,
    'does not speak TLS on this port. LDAPS usually has port 636.',
  ],
  [
    /HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|NO_SHARED_CIPHER/,
    'and Hopcheck have no secure cipher in common. Choose a newer domain controller of the forest, or import an LDIF file.',
  ],
];

/** The AppError for a result other than 0, by its code and, for a refused sign-in, by Active Directory's sub-code. */
export function explainResult(server: string, result: LdapResult): AppError {
  const detail = `LDAP result ${result.resultCode}${result.diagnostic === '' ? '' : `: ${result.diagnostic}`}`;
  if (result.resultCode === 49)
    return new AppError('sign-in-failed', explainSignIn(server, result.diagnostic), detail);
  const known = resultExplanations[result.resultCode];
  const text =
    known?.text ??
    `answered with result ${result.resultCode}, which Hopcheck does not know. Choose another domain controller, or import an LDIF file.`;
  return new AppError(known?.code ?? 'directory-refused', `${server} ${text}`, detail);
}

function explainSignIn(server: string, diagnostic: string): string {
  const subCode = /\bdata ([0-9a-f]+)/i.exec(diagnostic)?.[1]?.toLowerCase() ?? '';
  if (diagnostic.startsWith('80090346')) {
    return `${server} did not sign the account in. It demands that a sign-in is bound to the encrypted channel, which Hopcheck cannot do: import an LDIF file.`;
  }
  const reason = Object.hasOwn(signInExplanations, subCode)
    ? signInExplanations[subCode]
    : 'Check name and password before you try again: repeated attempts can lock the account.';
  return `${server} did not sign the account in. ${reason}`;
}

/** The AppError for an error of the socket, before or after it was connected. */
export function explainNetworkError(server: string, error: unknown): AppError {
  const systemCode = codeOf(error);
  const known = Object.hasOwn(networkExplanations, systemCode) ? networkExplanations[systemCode] : undefined;
  if (known === undefined) return lostConnection(server, detailOf(error));
  return new AppError(known.code, `${server} ${known.text}`, detailOf(error));
}

/** The AppError for an error of the TLS handshake; a name or trust problem of the certificate is not one of them. */
export function explainTlsError(server: string, error: unknown): AppError {
  const systemCode = codeOf(error);
  if (Object.hasOwn(networkExplanations, systemCode)) return explainNetworkError(server, error);
  const text =
    tlsExplanations.find(([pattern]) => pattern.test(systemCode))?.[1] ??
    'could not be reached by TLS. Check host and port, or choose another domain controller.';
  return new AppError('tls-failed', `${server} ${text}`, detailOf(error));
}

export function lostConnection(server: string, detail?: string): AppError {
  return new AppError(
    'connection-lost',
    `The connection to ${server} was lost. Hopcheck does not connect again by itself: start again.`,
    detail,
  );
}

export function silentServer(server: string, milliseconds: number): AppError {
  return new AppError(
    'connection-timeout',
    `${server} has not answered for ${milliseconds / 1000} seconds. Try again later, or choose another domain controller.`,
  );
}

export function protocolError(server: string, detail: string): AppError {
  return new AppError(
    'protocol-error',
    `${server} sent something that is not LDAP as Active Directory speaks it. Check host and port, or choose another domain controller.`,
    detail,
  );
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}

function refused(text: string): Explanation {
  return { code: 'directory-refused', text };
}

function unknownHost(text: string): Explanation {
  return { code: 'host-unknown', text };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  return code === '' || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
