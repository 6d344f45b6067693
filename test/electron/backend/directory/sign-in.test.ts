import { X509Certificate } from 'node:crypto';

import { afterEach, describe, expect, test } from 'vitest';

import { parseAttempt } from '../../../../electron/backend/directory/attempt.ts';
import type { DomainControllerOptions } from '../../../../electron/backend/directory/attempt.ts';
import type { Reached } from '../../../../electron/backend/directory/reach.ts';
import type { RootDse } from '../../../../electron/backend/directory/root-dse.ts';
import { signIn } from '../../../../electron/backend/directory/sign-in.ts';
import { certificateFacts } from '../../../../electron/backend/directory/tls/certificate-facts.ts';
import type { VerifiedCertificate } from '../../../../electron/backend/directory/tls/secure-socket.ts';
import { WireRecorder } from '../../../../electron/backend/directory/wire-recorder.ts';
import { bindAnswer, tokenOf } from '../../../support/sasl-bind.ts';
import { connectionOptions } from '../../../support/connection-options.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { NtlmServer } from '../../../support/ntlm-server.ts';
import { connectToServer } from '../../../support/searched-connection.ts';
import type { SearchedConnection } from '../../../support/searched-connection.ts';
import { serverCertificate } from '../../../support/trusted-certificates.ts';

const account = { domain: 'CORP', name: 'reader', password: 'Read-0nly.1' };
const said: RootDse = {
  configurationNamingContext: 'CN=Configuration,DC=corp,DC=example',
  dnsHostName: 'dc1.corp.example',
  domain: 'corp.example',
  site: null,
  windowsLevel: 'Windows Server 2016 or later',
  readOnly: false,
  signInMechanisms: ['GSS-SPNEGO'],
  serverTime: null,
  clockDifferenceMilliseconds: null,
};
const withoutNtlm: RootDse = { ...said, signInMechanisms: ['EXTERNAL'] };

let opened: SearchedConnection | null = null;
afterEach(() => opened?.close());

describe('Windows sign-in names the server that it means', () => {
  test.each<[string, string, Partial<Reached>, string, string]>([
    ['by the name typed', 'dc1.corp.example', {}, 'forged.example', 'ldap/dc1.corp.example'],
    ['by the name typed', 'dc1', tls(), 'dc1.corp.example', 'ldap/dc1'],
    ['not by what is said in clear', '192.0.2.10', {}, 'forged.example', ''],
    ['by what is said inside TLS', '192.0.2.10', tls(), 'dc1.corp.example', 'ldap/dc1.corp.example'],
    ['not if it does not say', '2001:db8::1', tls(), '', ''],
  ])('%s: %s', async (_how, host, reached, dnsHostName, name) => {
    const { pairs } = await signInTo({ host, signIn: 'ntlm' }, reached, { ...said, dnsHostName });
    expect(pairs?.get(9)?.toString('utf16le')).toBe(name);
  });
});

describe('Automatic inside TLS', () => {
  test.each([
    ['does not offer Windows sign-in', withoutNtlm, ['bind CORP\\reader']],
    ['offers it, and then does not', said, ['sasl-bind', 'bind CORP\\reader']],
  ])('sends name and password to a server that %s', async (_case, rootDse, log) => {
    expect(await signInTo({}, tls(), rootDse)).toMatchObject({ signIn: 'simple', log });
  });

  test.each([
    ['does not offer Windows sign-in', withoutNtlm, 'EXTERNAL', []],
    ['offers it, and then does not', said, 'GSS-SPNEGO', ['sasl-bind']],
  ])('does not send them where the channel is weak: %s', async (_case, rootDse, mechanisms, log) => {
    expect(await signInTo({}, tls('It is weak.', 'So is that.'), rootDse)).toEqual({
      failure: {
        code: 'sign-in-not-offered',
        message:
          'dc1:636 does not offer Windows sign-in (NTLM), and the encryption of the connection is weak, so Automatic does not send the password. If you accept that, choose LDAPS or StartTLS and the sign-in "Name and password"; otherwise another domain controller, or an LDIF export.',
        detail: `It is weak. So is that. supportedSASLMechanisms: ${mechanisms}`,
      },
      log,
    });
  });

  test.each([
    [
      'a distinguished name, which leaves no other way',
      { account: 'CN=Reader,DC=corp' },
      'CN=Reader,DC=corp',
    ],
    ['an account whose password is to be sent by choice', { signIn: 'simple' }, 'CORP\\reader'],
  ] as const)(
    'or not, %s is signed in simply even where the channel is weak',
    async (_case, choice, name) => {
      const outcome = await signInTo(choice, tls('It is weak.'), said);
      expect(outcome).toMatchObject({ signIn: 'simple', log: [`bind ${name}`] });
    },
  );
});

test.each([
  [' CORP \\ reader ', 'CORP\\reader'],
  [' reader@corp.example ', 'reader@corp.example'],
  [' CN=Reader,DC=corp ', 'CN=Reader,DC=corp'],
])('Name and password are sent for %j as for Windows sign-in: %s', async (typed, name) => {
  const { log } = await signInTo({ account: typed, signIn: 'simple' }, tls(), said);
  expect(log).toEqual([`bind ${name}`]);
});

/** Signs in to a server that takes NTLM where that is chosen, and otherwise answers that it does not offer it. Tells what was asked. */
async function signInTo(
  options: Partial<DomainControllerOptions>,
  reached: Partial<Reached>,
  rootDse: RootDse,
) {
  const ntlm = new NtlmServer(account);
  const log: string[] = [];
  opened = await connectToServer(
    () => [],
    ({ request, raw, socket }) => {
      if (request.kind === 'bind') log.push(`bind ${request.name}`);
      if (request.kind !== 'sasl-bind') return false;
      log.push('sasl-bind');
      const { state, token } = ntlm.step(tokenOf(raw));
      const offered = options.signIn === 'ntlm';
      const resultCode = offered ? { continue: 14, accepted: 0, refused: 49 }[state] : 7;
      return (
        socket.write(bindAnswer(request.messageId, { resultCode, diagnostic: '' }, offered ? token : null)) ||
        true
      );
    },
  );
  const attempt = parseAttempt(
    connectionOptions({ port: null, channel: 'ldaps', account: 'CORP\\reader', ...options }),
  );
  const whole: Reached = {
    connection: opened.connection,
    channel: 'sealed',
    port: 636,
    server: 'dc1:636',
    notes: new WireRecorder().connection(),
    certificate: null,
    ldapsFailure: null,
    ...reached,
  };
  const signing = signIn({ ...attempt, password: account.password }, whole, rootDse);
  const outcome = await signing.then(
    (signedIn) => ({ signIn: signedIn.signIn, pairs: ntlm.seen?.pairs }),
    async () => ({ failure: await failureOf(signing) }),
  );
  return { log, ...outcome } as { log: string[] } & Partial<{ pairs: ReadonlyMap<number, Buffer> }>;
}

function tls(...weaknesses: readonly string[]): Partial<Reached> {
  const parsed = new X509Certificate(serverCertificate);
  const certificate: VerifiedCertificate = {
    facts: certificateFacts(parsed, new Date()),
    trust: 'pin',
    raw: parsed.raw,
    tls: 'TLSv1.3, TLS_AES_256_GCM_SHA384',
    weaknesses,
  };
  return { channel: 'ldaps', certificate };
}
