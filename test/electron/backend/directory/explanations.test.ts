import { describe, expect, test } from 'vitest';

import {
  explainNetworkError,
  explainResult,
  explainTlsError,
} from '../../../../electron/backend/directory/explain.ts';
import {
  networkExplanations,
  resultExplanations,
  securityExplanations,
  signInExplanations,
} from '../../../../electron/backend/directory/explanations.ts';
import { toFailure } from '../../../../shared/errors.ts';
import type { ErrorCode, Failure } from '../../../../shared/errors.ts';

const server = 'dc1.example.com:389';
const passwordHint =
  'It does not say why. Check name and password before you try again: repeated attempts can lock the account.';

describe('A result', () => {
  const rows: readonly (readonly [number, ErrorCode, string])[] = [
    [
      1,
      'directory-refused',
      'could not carry out the request; mostly it says so when nobody is signed in on the connection. Connect again.',
    ],
    [
      2,
      'directory-refused',
      'does not understand a request of Hopcheck. Check that it is an Active Directory domain controller.',
    ],
    [
      3,
      'directory-refused',
      'stopped at its time limit, so that something is missing. Try again when it is less busy, or choose another domain controller.',
    ],
    [
      4,
      'directory-refused',
      'stopped at its size limit, so that something is missing. Choose another domain controller, or use an LDIF export.',
    ],
    [
      7,
      'sign-in-not-offered',
      'does not offer this kind of sign-in. Choose "Automatic (encrypted)", which uses what is offered, or use an LDIF export.',
    ],
    [
      8,
      'directory-refused',
      'demands a sign-in that is protected by signing or encryption. Choose "Automatic (encrypted)", "Windows sign-in, encrypted (NTLM)" or LDAPS.',
    ],
    [
      10,
      'directory-refused',
      'does not hold this part of the directory and refers to another server. Choose a domain controller of the forest that has Exchange.',
    ],
    [
      11,
      'directory-refused',
      'stopped at a limit that its administrator has set, so that something is missing. Choose another domain controller, or use an LDIF export.',
    ],
    [
      12,
      'directory-refused',
      'does not read in pages, or does not let this account do so. Check that it is an Active Directory domain controller.',
    ],
    [13, 'directory-refused', 'demands a connection that is encrypted by TLS. Choose LDAPS or StartTLS.'],
    [
      14,
      'sign-in-not-offered',
      'asks for a further step of the sign-in that Hopcheck does not know. Choose LDAPS, or use an LDIF export.',
    ],
    [
      32,
      'directory-refused',
      'has no such object, or this account may not see it. Ask for the role Exchange View-Only Administrator on the organisation.',
    ],
    [
      34,
      'directory-refused',
      'does not take the name of the place to search. Choose another domain controller; if it answers alike, report this as an error of Hopcheck.',
    ],
    [
      48,
      'sign-in-not-offered',
      'does not accept this kind of sign-in for this account. Choose "Automatic (encrypted)" or another account, or use an LDIF export.',
    ],
    [
      50,
      'directory-refused',
      'does not let this account read there. Ask for the role Exchange View-Only Administrator on the organisation.',
    ],
    [51, 'directory-refused', 'is too busy. Try again later, or choose another domain controller.'],
    [
      52,
      'directory-refused',
      'is not available just now; it may be starting or stopping. Try again later, or choose another domain controller.',
    ],
    [
      53,
      'directory-refused',
      'is not willing to do this, at least not on this connection. Choose "Automatic (encrypted)" or another domain controller, or use an LDIF export.',
    ],
    [
      80,
      'directory-refused',
      'met an error of its own. Try again later, or choose another domain controller.',
    ],
    [
      87,
      'directory-refused',
      'does not take the filter of a search. Choose another domain controller; if it answers alike, report this as an error of Hopcheck.',
    ],
  ];

  test.each(rows)('%i: %s', (resultCode, code, text) => {
    expect(explained(resultCode)).toEqual({
      code,
      message: `${server} ${text}`,
      detail: `LDAP result ${resultCode}`,
    });
  });

  test('of every kind that Hopcheck knows is among these', () => {
    expect(rows.map(([resultCode]) => String(resultCode))).toEqual(Object.keys(resultExplanations));
  });

  test.each([-1, 5, 90, 123])('that nobody knows (%i) has a next step', (resultCode) => {
    expect(explained(resultCode, 'no idea')).toEqual({
      code: 'directory-refused',
      message: `${server} answered with result ${resultCode}, which Hopcheck does not know. Choose another domain controller, or use an LDIF export.`,
      detail: `LDAP result ${resultCode}: no idea`,
    });
  });

  test('never leads the assessor away from encryption', () => {
    const texts = [resultExplanations, securityExplanations, networkExplanations].flatMap((table) =>
      Object.values(table).map(({ text }) => text),
    );
    for (const text of [...texts, ...Object.values(signInExplanations)])
      expect(text).not.toMatch(/without encryption|clear text|unencrypted/i);
  });
});

describe('A refused sign-in', () => {
  const rows: readonly (readonly [string, string])[] = [
    [
      '57',
      'It found the sign-in altered on its way, or made for another clock. Compare the clocks of both computers; if they agree, choose LDAPS or another domain controller.',
    ],
    ['525', 'There is no account of this name. Write it as DOMAIN\\name or name@domain.'],
    [
      '530',
      'The account may not sign in at this hour. Connect within its logon hours, or use another account.',
    ],
    ['531', 'The account may sign in on named computers only. Use another account.'],
    ['532', 'The password has expired. Change it, then connect again.'],
    ['533', 'The account is disabled. Have it enabled, or use another account.'],
    ['568', 'The account is a member of too many groups to sign in. Use another account.'],
    [
      '569',
      'The account does not have the right to sign in to this domain controller over the network. Use another account.',
    ],
    ['701', 'The account has expired. Have it extended, or use another account.'],
    ['773', 'The password must be changed before the first sign-in. Change it, then connect again.'],
    [
      '775',
      'The account is locked. Wait until the lock ends or have it unlocked; further attempts do not help.',
    ],
    [
      '791',
      'A policy of the domain forbids NTLM. Choose LDAPS with a simple sign-in, or use an LDIF export.',
    ],
    [
      '51f',
      'The domain controller cannot reach one of the account’s own domain. Choose a domain controller of that domain.',
    ],
    [
      '52e',
      'The name or the password is wrong. Write the name as DOMAIN\\name or name@domain, and check the password before you try again: repeated attempts can lock the account.',
    ],
    [
      '52f',
      'A restriction of the account forbids this kind of sign-in, such as membership in Protected Users. Use another account.',
    ],
    [
      '78f',
      'The trust between the domains does not let this account sign in here. Use an account of this domain.',
    ],
  ];

  test.each(rows)('data %s: %s', (subCode, reason) => {
    for (const beginning of ['80090308', '8009030C']) {
      const diagnostic = `${beginning}: LdapErr: DSID-0C090334, comment: AcceptSecurityContext error, data ${subCode}, vece`;
      expect(explained(49, diagnostic)).toEqual({
        code: 'sign-in-failed',
        message: `${server} did not sign the account in. ${reason}`,
        detail: `LDAP result 49: ${diagnostic}`,
      });
    }
  });

  test('of every kind that Hopcheck knows is among these', () => {
    expect(rows.map(([subCode]) => subCode).toSorted()).toEqual(Object.keys(signInExplanations).toSorted());
  });

  test.each([
    ['data 52E', signInExplanations['52e']],
    ['data 0', passwordHint],
    ['data constructor', passwordHint],
    ['metadata 52e', passwordHint],
    ['', passwordHint],
  ])('with "%s" is read with care', (diagnostic, reason) => {
    expect(explained(49, diagnostic).message).toBe(`${server} did not sign the account in. ${reason}`);
  });

  test.each<[string, ErrorCode, string]>([
    [
      '80090302',
      'sign-in-not-offered',
      'does not accept the signing and encryption that the sign-in asks for. Choose LDAPS or another domain controller, or use an LDIF export.',
    ],
    [
      '80090346',
      'sign-in-failed',
      'did not sign the account in. It demands that the sign-in is bound to the encrypted channel. Choose LDAPS with Windows sign-in (NTLM), and connect to the domain controller itself: something in between that ends TLS, such as a load balancer, breaks the binding.',
    ],
  ])('by Windows’ security layer (%s) is explained whatever the result', (beginning, code, text) => {
    const diagnostic = `${beginning}: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data ${beginning}, v4563`;
    for (const resultCode of [1, 8, 49]) {
      expect(explained(resultCode, diagnostic)).toEqual({
        code,
        message: `${server} ${text}`,
        detail: `LDAP result ${resultCode}: ${diagnostic}`,
      });
    }
  });
});

describe('An error of the network', () => {
  const rows: readonly (readonly [string, ErrorCode, string])[] = [
    [
      'ENOTFOUND',
      'host-unknown',
      'is not known to the name service. Check the spelling, use the full name (dc1.example.com) or the address, or enter a DNS server of the domain.',
    ],
    [
      'EAI_AGAIN',
      'host-unknown',
      'could not be looked up: the name service does not answer. Check the network connection, use the address, or enter a DNS server of the domain.',
    ],
    [
      'ECONNREFUSED',
      'connection-refused',
      'refuses connections on this port: nothing listens there. Check host and port: a domain controller answers LDAP on port 389, and LDAPS on port 636 once it has a certificate.',
    ],
    [
      'ETIMEDOUT',
      'connection-timeout',
      'does not answer. Check the host, and whether a firewall lets the port through.',
    ],
    [
      'EHOSTUNREACH',
      'connection-timeout',
      'cannot be reached: there is no route to it. Check the network connection or the VPN.',
    ],
    [
      'ENETUNREACH',
      'connection-timeout',
      'cannot be reached: there is no route to its network. Check the network connection or the VPN.',
    ],
    [
      'ENETDOWN',
      'connection-timeout',
      'cannot be reached: the network is down. Check the network connection.',
    ],
    [
      'EHOSTDOWN',
      'connection-timeout',
      'cannot be reached: it seems to be switched off. Choose another domain controller.',
    ],
    [
      'EADDRNOTAVAIL',
      'connection-timeout',
      'cannot be reached: this computer has no address of that kind. Use another address of the domain controller.',
    ],
    [
      'EAFNOSUPPORT',
      'connection-timeout',
      'cannot be reached: this computer has no address of that kind. Use another address of the domain controller.',
    ],
    [
      'EACCES',
      'connection-refused',
      'cannot be reached: this computer does not permit the connection. Check its firewall.',
    ],
    [
      'EPERM',
      'connection-refused',
      'cannot be reached: this computer does not permit the connection. Check its firewall.',
    ],
  ];

  test.each(rows)('%s: %s', (systemCode, code, text) => {
    const expected = { code, message: `${server} ${text}`, detail: `${systemCode}: read failed` };
    expect(toFailure(explainNetworkError(server, systemError(systemCode)))).toEqual(expected);
    expect(toFailure(explainTlsError(server, systemError(systemCode)))).toEqual(expected);
  });

  test('of every kind that Hopcheck knows is among these', () => {
    expect(rows.map(([systemCode]) => systemCode)).toEqual(Object.keys(networkExplanations));
  });
});

function explained(resultCode: number, diagnostic = ''): Failure {
  return toFailure(explainResult(server, { resultCode, diagnostic, referrals: [] }));
}

function systemError(code: string, message = 'read failed'): Error {
  return Object.assign(new Error(message), { code });
}
