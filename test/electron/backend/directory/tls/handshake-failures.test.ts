import { describe, expect, test } from 'vitest';

import { handshakeFailure } from '../../../../../electron/backend/directory/tls/handshake-failures.ts';
import { legacyTlsOffered } from '../../../../../electron/backend/directory/tls/legacy-tls.ts';

const otherWay = 'choose the encrypted Windows sign-in without TLS, which works with every Windows version';

describe('A handshake that failed', () => {
  test('Node offers legacy TLS', () => {
    expect(legacyTlsOffered()).toBe(true);
  });

  test.each([
    [
      'ERR_SSL_UNSUPPORTED_PROTOCOL',
      'speaks only versions of TLS older than 1.2, as Windows Server 2003 does.',
      'speaks no version of TLS that Hopcheck can use, not even TLS 1.0.',
    ],
    [
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'speaks only versions of TLS older than 1.2, as Windows Server 2003 does.',
      'speaks no version of TLS that Hopcheck can use, not even TLS 1.0.',
    ],
    [
      'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
      'and Hopcheck have no secure cipher in common.',
      'and Hopcheck have no cipher in common, not even with those of TLS 1.0.',
    ],
  ])('%s may be helped by TLS 1.0, unless that was tried', (code, text, afterLegacy) => {
    expect([handshakeFailure(code, false), handshakeFailure(code, true)]).toEqual([
      `${text} Instead, ${otherWay}; or turn on "Accept TLS 1.0" for this connection, which is weak; or choose a newer domain controller of the forest.`,
      `${afterLegacy} Instead, ${otherWay}, or use an LDIF export.`,
    ]);
  });

  test.each([
    [
      'ECONNRESET',
      `closed the connection before encryption began. Usually it has no certificate for TLS: have one installed, or ${otherWay}.`,
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS on this port. LDAPS usually has port 636.'],
    [
      'ERR_SSL_KEY_USAGE_BIT_INCORRECT',
      `has a certificate or a key that TLS cannot use safely. Have it renewed, or ${otherWay}.`,
    ],
    [
      'ERR_SSL_ANYTHING',
      'could not be reached by TLS. Check host and port, or choose another domain controller.',
    ],
  ])('%s is explained', (code, text) => {
    expect([handshakeFailure(code, false), handshakeFailure(code, true)]).toEqual([text, text]);
  });
});
