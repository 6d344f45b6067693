import type { ErrorCode } from '../../../shared/errors.ts';

/** What a failure means to the assessor. */
export interface Explanation {
  readonly code: ErrorCode;
  /** What happened and what to do next, following the name of the server. */
  readonly text: string;
}

/** Choices of the Connect screen, by the words that stand there. */
const automatic = '"Automatic (encrypted)"';
const sealed = '"Windows sign-in, encrypted (NTLM)"';
/** What remains when nothing else helps. */
const otherWays = 'Choose another domain controller, or use an LDIF export';
const rightToAskFor = 'Ask for the role Exchange View-Only Administrator on the organisation';

/**
 * Result codes that end an attempt to sign in or to read (RFC 4511 appendix A), other than 49; 87 is Windows' own, for a filter.
 * None of them is a reason to go on without encryption.
 */
export const resultExplanations: Readonly<Record<number, Explanation>> = {
  1: refused(
    'could not carry out the request; mostly it says so when nobody is signed in on the connection. Connect again.',
  ),
  2: refused(
    'does not understand a request of Hopcheck. Check that it is an Active Directory domain controller.',
  ),
  3: refused(
    'stopped at its time limit, so that something is missing. Try again when it is less busy, or choose another domain controller.',
  ),
  4: refused(`stopped at its size limit, so that something is missing. ${otherWays}.`),
  7: {
    code: 'sign-in-not-offered',
    text: `does not offer this kind of sign-in. Choose ${automatic}, which uses what is offered, or use an LDIF export.`,
  },
  8: refused(
    `demands a sign-in that is protected by signing or encryption. Choose ${automatic}, ${sealed} or LDAPS.`,
  ),
  10: refused(
    'does not hold this part of the directory and refers to another server. Choose a domain controller of the forest that has Exchange.',
  ),
  11: refused(
    `stopped at a limit that its administrator has set, so that something is missing. ${otherWays}.`,
  ),
  12: refused(
    'does not read in pages, or does not let this account do so. Check that it is an Active Directory domain controller.',
  ),
  13: refused('demands a connection that is encrypted by TLS. Choose LDAPS or StartTLS.'),
  14: {
    code: 'sign-in-not-offered',
    text: 'asks for a further step of the sign-in that Hopcheck does not know. Choose LDAPS, or use an LDIF export.',
  },
  32: refused(`has no such object, or this account may not see it. ${rightToAskFor}.`),
  34: refused(
    'does not take the name of the place to search. Choose another domain controller; if it answers alike, report this as an error of Hopcheck.',
  ),
  48: {
    code: 'sign-in-not-offered',
    text: `does not accept this kind of sign-in for this account. Choose ${automatic} or another account, or use an LDIF export.`,
  },
  50: refused(`does not let this account read there. ${rightToAskFor}.`),
  51: refused('is too busy. Try again later, or choose another domain controller.'),
  52: refused(
    'is not available just now; it may be starting or stopping. Try again later, or choose another domain controller.',
  ),
  53: refused(
    `is not willing to do this, at least not on this connection. Choose ${automatic} or another domain controller, or use an LDIF export.`,
  ),
  80: refused('met an error of its own. Try again later, or choose another domain controller.'),
  87: refused(
    'does not take the filter of a search. Choose another domain controller; if it answers alike, report this as an error of Hopcheck.',
  ),
};

/**
 * What Active Directory adds to a refused sign-in as `data <hexadecimal Win32 error>` (MS-ERREF section 2.2); what to do never
 * is to try once more and see, as a few attempts lock the account.
 */
export const signInExplanations: Readonly<Record<string, string>> = {
  '51f':
    'The domain controller cannot reach one of the account’s own domain. Choose a domain controller of that domain.',
  '525': 'There is no account of this name. Write it as DOMAIN\\name or name@domain.',
  '52e':
    'The name or the password is wrong. Write the name as DOMAIN\\name or name@domain, and check the password before you try again: repeated attempts can lock the account.',
  '52f':
    'A restriction of the account forbids this kind of sign-in, such as membership in Protected Users. Use another account.',
  '530': 'The account may not sign in at this hour. Connect within its logon hours, or use another account.',
  '531': 'The account may sign in on named computers only. Use another account.',
  '532': 'The password has expired. Change it, then connect again.',
  '533': 'The account is disabled. Have it enabled, or use another account.',
  '568': 'The account is a member of too many groups to sign in. Use another account.',
  '569':
    'The account does not have the right to sign in to this domain controller over the network. Use another account.',
  '57': 'It found the sign-in altered on its way, or made for another clock. Compare the clocks of both computers; if they agree, choose LDAPS or another domain controller.',
  '701': 'The account has expired. Have it extended, or use another account.',
  '773': 'The password must be changed before the first sign-in. Change it, then connect again.',
  '775': 'The account is locked. Wait until the lock ends or have it unlocked; further attempts do not help.',
  '78f':
    'The trust between the domains does not let this account sign in here. Use an account of this domain.',
  '791': 'A policy of the domain forbids NTLM. Choose LDAPS with a simple sign-in, or use an LDIF export.',
};

/** Errors of Windows' security layer that begin a diagnostic (MS-ERREF section 2.1), whatever the result code. */
export const securityExplanations: Readonly<Record<string, Explanation>> = {
  '80090302': {
    code: 'sign-in-not-offered',
    text: 'does not accept the signing and encryption that the sign-in asks for. Choose LDAPS or another domain controller, or use an LDIF export.',
  },
  '80090346': {
    code: 'sign-in-failed',
    text: 'did not sign the account in. It demands that the sign-in is bound to the encrypted channel. Choose LDAPS with Windows sign-in (NTLM), and connect to the domain controller itself: something in between that ends TLS, such as a load balancer, breaks the binding.',
  },
};

/** Errors of the operating system while connecting or connected. */
export const networkExplanations: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: unknownHost(
    'is not known to the name service. Check the spelling, use the full name (dc1.example.com) or the address, or enter a DNS server of the domain.',
  ),
  EAI_AGAIN: unknownHost(
    'could not be looked up: the name service does not answer. Check the network connection, use the address, or enter a DNS server of the domain.',
  ),
  ECONNREFUSED: {
    code: 'connection-refused',
    text: 'refuses connections on this port: nothing listens there. Check host and port: a domain controller answers LDAP on port 389, and LDAPS on port 636 once it has a certificate.',
  },
  ETIMEDOUT: unreachable('does not answer. Check the host, and whether a firewall lets the port through.'),
  EHOSTUNREACH: unreachable(
    'cannot be reached: there is no route to it. Check the network connection or the VPN.',
  ),
  ENETUNREACH: unreachable(
    'cannot be reached: there is no route to its network. Check the network connection or the VPN.',
  ),
  ENETDOWN: unreachable('cannot be reached: the network is down. Check the network connection.'),
  EHOSTDOWN: unreachable('cannot be reached: it seems to be switched off. Choose another domain controller.'),
  EADDRNOTAVAIL: unreachable(
    'cannot be reached: this computer has no address of that kind. Use another address of the domain controller.',
  ),
  EAFNOSUPPORT: unreachable(
    'cannot be reached: this computer has no address of that kind. Use another address of the domain controller.',
  ),
  EACCES: notPermitted(),
  EPERM: notPermitted(),
};

function refused(text: string): Explanation {
  return { code: 'directory-refused', text };
}

function unknownHost(text: string): Explanation {
  return { code: 'host-unknown', text };
}

function unreachable(text: string): Explanation {
  return { code: 'connection-timeout', text };
}

function notPermitted(): Explanation {
  return {
    code: 'connection-refused',
    text: 'cannot be reached: this computer does not permit the connection. Check its firewall.',
  };
}
