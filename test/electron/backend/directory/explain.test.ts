import { describe, expect, test } from 'vitest';

import {
  cancelled,
  closedAtSignIn,
  explainNetworkError,
  explainResult,
  explainTlsError,
  integrityLost,
  safeSignInNotOffered,
  lostConnection,
  protocolError,
  refusedStartTls,
  silentServer,
} from '../../../../electron/backend/directory/explain.ts';
import { AppError, toFailure } from '../../../../shared/errors.ts';
import type { Failure } from '../../../../shared/errors.ts';

const server = 'dc1.example.com:389';
const passwordHint =
  'It does not say why. Check name and password before you try again: repeated attempts can lock the account.';

describe('An error of the network', () => {
  test.each(['ECONNRESET', 'EPIPE', 'constructor'])('%s is a lost connection', (systemCode) => {
    expect(toFailure(explainNetworkError(server, systemError(systemCode)))).toEqual(
      toFailure(lostConnection(server, `${systemCode}: read failed`)),
    );
  });

  test('of a host with several addresses tells what became of each', () => {
    const refusals = ['::1', '127.0.0.1'].map((address) =>
      systemError('ECONNREFUSED', `connect ECONNREFUSED ${address}:389`),
    );
    const error = Object.assign(new AggregateError(refusals), { code: 'ECONNREFUSED' });
    expect(toFailure(explainNetworkError(server, error))).toMatchObject({
      code: 'connection-refused',
      detail: 'connect ECONNREFUSED ::1:389; connect ECONNREFUSED 127.0.0.1:389',
    });
  });

  test('that was explained already stays as it is', () => {
    const error = new AppError('host-unknown', 'The DNS server 192.0.2.1 does not answer.');
    expect(explainNetworkError(server, error)).toBe(error);
    expect(explainTlsError(server, error)).toBe(error);
  });

  test('that is none at all is told as it is', () => {
    expect(explainNetworkError(server, 'odd').detail).toBe('odd');
  });
});

describe('An error while TLS begins', () => {
  test.each([
    ['ECONNRESET', 'closed the connection before encryption began.'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'speaks only versions of TLS older than 1.2'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'speaks only versions of TLS older than 1.2'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'and Hopcheck have no secure cipher in common'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS on this port'],
    ['ERR_SSL_SOMETHING_ELSE', 'could not be reached by TLS'],
  ])('%s', (systemCode, words) => {
    expect(toFailure(explainTlsError(server, systemError(systemCode)))).toEqual({
      code: 'tls-failed',
      message: expect.stringContaining(`${server} ${words}`),
      detail: `${systemCode}: read failed`,
    });
  });
});

describe('The end of a session', () => {
  test.each<[string, AppError, Failure]>([
    [
      'by a lost connection',
      lostConnection(server, 'why'),
      {
        code: 'connection-lost',
        message: `The connection to ${server} was lost. Hopcheck does not connect again by itself: start again.`,
        detail: 'why',
      },
    ],
    [
      'by a server that hangs up at the sign-in',
      closedAtSignIn(server),
      {
        code: 'connection-lost',
        message: `${server} closed the connection at the sign-in and gave no reason. It may forbid this kind of sign-in: choose another kind of connection that is encrypted or another domain controller, or use an LDIF export.`,
      },
    ],
    [
      'by a server without StartTLS',
      refusedStartTls(server, { resultCode: 52, diagnostic: 'Error initializing SSL/TLS', referrals: [] }),
      {
        code: 'tls-failed',
        message: `${server} does not agree to StartTLS; usually it has no certificate. Choose "Automatic (encrypted)", have a certificate installed, or use an LDIF export.`,
        detail: 'LDAP result 52: Error initializing SSL/TLS',
      },
    ],
    [
      'by an altered message',
      integrityLost(server, 'signature of message 7'),
      {
        code: 'integrity-lost',
        message: `What came from ${server} was altered on the way or is out of step; nothing of this session counts. Connect again; if it happens again, something on the way changes what is sent: choose LDAPS or another network, or use an LDIF export.`,
        detail: 'signature of message 7',
      },
    ],
    [
      'by a server that offers too little',
      safeSignInNotOffered(server, 'no 128 bit'),
      {
        code: 'sign-in-not-offered',
        message: `${server} does not offer a Windows sign-in (NTLM) that is safe: it is too old, or a policy forbids it. Choose LDAPS or StartTLS with name and password, another domain controller, or an LDIF export. If it should offer it, something on the way may have changed its answer.`,
        detail: 'no 128 bit',
      },
    ],
    [
      'by silence',
      silentServer(server, 2_500),
      {
        code: 'connection-timeout',
        message: `${server} has not answered for 2.5 seconds. Try again later, or choose another domain controller.`,
      },
    ],
    [
      'by what is no LDAP',
      protocolError(server, 'why'),
      {
        code: 'protocol-error',
        message: `${server} sent something that is not LDAP as Active Directory speaks it. Check host and port, or choose another domain controller.`,
        detail: 'why',
      },
    ],
    ['by the assessor', cancelled(), { code: 'cancelled', message: 'Cancelled.' }],
  ])('%s', (_case, error, failure) => {
    expect(toFailure(error)).toEqual(failure);
  });
});

describe('What a server says of a failure', () => {
  test('is kept to two thousand characters', () => {
    const endless = `data 52e ${'\u{1f600}'.repeat(100_000)}`;
    for (const error of [
      explainResult(server, { resultCode: 49, diagnostic: endless, referrals: [] }),
      explainResult(server, { resultCode: 1, diagnostic: endless, referrals: [] }),
      lostConnection(server, endless),
      closedAtSignIn(server, endless),
      integrityLost(server, endless),
      protocolError(server, endless),
      explainNetworkError(server, new Error(endless)),
      explainTlsError(server, new Error(endless)),
    ]) {
      expect(error.message.length).toBeLessThan(500);
      expect(error.detail).toHaveLength(2_000);
      expect(error.detail?.isWellFormed()).toBe(true);
    }
  });

  test('is looked through no further', () => {
    expect(explained(49, `${'x'.repeat(2_000)} data 52e`).message).toContain(passwordHint);
  });
});

function explained(resultCode: number, diagnostic = ''): Failure {
  return toFailure(explainResult(server, { resultCode, diagnostic, referrals: [] }));
}

function systemError(code: string, message = 'read failed'): Error {
  return Object.assign(new Error(message), { code });
}
