import { legacyTlsOffered } from './legacy-tls.ts';

const otherWay = 'choose the encrypted Windows sign-in without TLS, which works with every Windows version';

interface Failure {
  /** A part of the error code of Node, OpenSSL or BoringSSL. */
  readonly code: RegExp;
  /** What happened, following the name of the server. */
  readonly text: string;
  /** The same after TLS 1.0 was accepted, where that could have helped. */
  readonly afterLegacy?: string;
}

const failures: readonly Failure[] = [
  {
    code: /ECONNRESET|EPIPE|UNEXPECTED_EOF/,
    text: `closed the connection before encryption began. Usually it has no certificate for TLS: have one installed, or ${otherWay}.`,
  },
  {
    code: /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/,
    text: 'speaks only versions of TLS older than 1.2, as Windows Server 2003 does.',
    afterLegacy: 'speaks no version of TLS that Hopcheck can use, not even TLS 1.0.',
  },
  {
    code: /WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST/,
    text: 'does not speak TLS on this port. LDAPS usually has port 636.',
  },
  {
    code: /HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|NO_SHARED_CIPHER/,
    text: 'and Hopcheck have no secure cipher in common.',
    afterLegacy: 'and Hopcheck have no cipher in common, not even with those of TLS 1.0.',
  },
  {
    code: /KEY_USAGE_BIT_INCORRECT|DH_KEY_TOO_SMALL|DH_PARAM_SIZE|BAD_DH_P_LENGTH/,
    text: `has a certificate or a key that TLS cannot use safely. Have it renewed, or ${otherWay}.`,
  },
];

/**
 * What a failed handshake means and what to do next, following the name of the server. `systemCode` is the error's code, `legacy`
 * whether TLS 1.0 was accepted already.
 */
export function handshakeFailure(systemCode: string, legacy: boolean): string {
  const known = failures.find(({ code }) => code.test(systemCode));
  if (known === undefined)
    return 'could not be reached by TLS. Check host and port, or choose another domain controller.';
  if (known.afterLegacy === undefined) return known.text;
  if (legacy) return `${known.afterLegacy} Instead, ${otherWay}, or use an LDIF export.`;
  const accept = legacyTlsOffered() ? 'turn on "Accept TLS 1.0" for this connection, which is weak' : null;
  return `${known.text} Instead, ${[otherWay, accept, 'choose a newer domain controller of the forest'].filter((step) => step !== null).join('; or ')}.`;
}
