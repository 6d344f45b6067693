import { describe, expect, test } from 'vitest';

import {
  explainNetworkError,
  explainResult,
  explainTlsError,
} from '../../../../electron/backend/directory/explain.ts';
import { toFailure } from '../../../../shared/errors.ts';

const server = 'dc1.example.com:636';

describe('What a result means to the user', () => {
  test.each([
    ['525', 'There is no account of this name.'],
    ['52e', 'The name or the password is wrong.'],
    ['52E', 'The name or the password is wrong.'],
    ['52f', 'A restriction of the account forbids this kind of sign-in'],
    ['530', 'The account may not sign in at this hour.'],
    ['531', 'The account may sign in on named computers only.'],
    ['532', 'The password has expired.'],
    ['533', 'The account is disabled.'],
    ['568', 'The account is a member of too many groups'],
    ['569', 'The account does not have the right to sign in to this domain controller'],
    ['701', 'The account has expired.'],
    ['773', 'The password must be changed'],
    ['775', 'The account is locked.'],
    ['51f', 'The domain controller cannot reach one of the account’s own domain.'],
    ['constructor', 'Check name and password before you try again'],
  ])('sign-in refused with data %s', (subCode, words) => {
    const diagnostic = `80090308: LdapErr: DSID-0C090334, comment: AcceptSecurityContext error, data ${subCode}, vece`;
    expect(toFailure(explainResult(server, { resultCode: 49, diagnostic, referrals: [] }))).toEqual({
      code: 'sign-in-failed',
      message: expect.stringContaining(`${server} did not sign the account in. ${words}`),
      detail: `LDAP result 49: ${diagnostic}`,
    });
  });

  test('sign-in refused for want of channel binding', () => {
    const diagnostic =
      '80090346: LdapErr: DSID-0C09070F, comment: AcceptSecurityContext error, data 80090346, v4563';
    expect(explainResult(server, { resultCode: 49, diagnostic, referrals: [] }).message).toContain(
      'bound to the encrypted channel',
    );
  });

  test.each([1, 2, 3, 4, 7, 8, 10, 11, 12, 13, 32, 34, 50, 51, 52, 53, 123])(
    'result %i is named and has a next step',
    (resultCode) => {
      expect(toFailure(explainResult(server, { resultCode, diagnostic: '', referrals: [] }))).toEqual({
        code: 'directory-refused',
        message: expect.stringMatching(/^dc1\.example\.com:636 .+\. .+\.$/),
        detail: `LDAP result ${resultCode}`,
      });
    },
  );
});

describe('What an error of the network means to the user', () => {
  test.each([
    ['ENOTFOUND', 'host-unknown'],
    ['EAI_AGAIN', 'host-unknown'],
    ['ECONNREFUSED', 'connection-refused'],
    ['ETIMEDOUT', 'connection-timeout'],
    ['EHOSTUNREACH', 'connection-timeout'],
    ['ENETUNREACH', 'connection-timeout'],
    ['ECONNRESET', 'connection-lost'],
    ['EPIPE', 'connection-lost'],
  ])('%s', (code, expected) => {
    const error = Object.assign(new Error('read failed'), { code });
    expect(toFailure(explainNetworkError(server, error))).toEqual({
      code: expected,
      message: expect.stringContaining(server),
      detail: `${code}: read failed`,
    });
  });

  test.each([
    ['ECONNRESET', 'tls-failed', 'it has no certificate for LDAPS'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-failed', 'older than 1.2'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-failed', 'older than 1.2'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'tls-failed', 'no secure cipher in common'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed', 'does not speak TLS on this port'],
    ['ERR_SSL_SOMETHING_ELSE', 'tls-failed', 'could not be reached by TLS'],
    ['ECONNREFUSED', 'connection-refused', 'nothing listens there'],
  ])('%s while TLS begins', (code, expected, words) => {
    const error = Object.assign(new Error('x'), { code });
    expect(toFailure(explainTlsError(server, error))).toMatchObject({
      code: expected,
      message: expect.stringContaining(words),
    });
  });
});
