import { describe, expect, test } from 'vitest';

import { ntlmContext } from '../../../../../electron/backend/directory/sasl/ntlm-context.ts';
import type { NtlmOptions } from '../../../../../electron/backend/directory/sasl/ntlm-context.ts';
import { ntlmFlag } from '../../../../../electron/backend/directory/sasl/ntlm-messages.ts';
import {
  SecurityError,
  SignInNotPossibleError,
} from '../../../../../electron/backend/directory/sasl/security-context.ts';
import { NtlmServer, withoutTimestamp } from '../../../../support/ntlm-server.ts';
import type { NtlmServerOptions, NtlmVerdict } from '../../../../support/ntlm-server.ts';

const account = { domain: 'CORP', name: 'svc-read', password: 'Read-0nly.ß' };
const options: NtlmOptions = {
  ...account,
  sealed: true,
  channelBinding: null,
  serverTime: null,
  targetName: 'ldap/dc1.corp.example',
};
const insideTls = { sealed: false, channelBinding: Buffer.alloc(16, 7) };
const ways = [
  ['in SPNEGO', {}],
  ['bare', { framing: 'bare' }],
  ['inside TLS, in SPNEGO', insideTls],
  ['inside TLS, bare', { ...insideTls, framing: 'bare' }],
] as const;

describe.each(ways)('A sign-in %s', (_way, change) => {
  test.each([
    ['of today', {}],
    ['of 2003', { withoutTimestamp: true }],
    ['that signs no list of mechanisms', { mechListMic: 'none' }],
  ] as const)('is accepted by a server %s', (_style, style) => {
    const { verdict, context } = signIn({ ...options, ...change }, style);
    expect(verdict).toMatchObject({ state: 'accepted', reason: '' });
    expect(context.mechanism).toBe('GSS-SPNEGO');
  });

  test('with a wrong password is refused', () => {
    const { verdict } = signIn({ ...options, ...change, password: 'wrong' }, {});
    expect(verdict).toEqual({ state: 'refused', token: null, reason: 'wrong NTLMv2 response' });
  });

  test('is refused if an attacker took the time out of the challenge, which once turned the MIC off', () => {
    const { verdict, server } = signIn({ ...options, ...change }, {}, withoutTimestamp);
    expect(verdict.reason).toBe('wrong MIC');
    expect(server.seen?.hasMic).toBe(true);
  });
});

test.each([
  ['spnego', 'of today', {}],
  ['bare', 'of today', {}],
  ['spnego', 'of 2003', { withoutTimestamp: true }],
  ['bare', 'of 2003', { withoutTimestamp: true }],
] as const)('What follows a sign-in is sealed both ways (%s, a server %s)', (framing, _style, style) => {
  const { context, server } = signIn({ ...options, framing }, style);
  const question = context.protection?.wrap(Buffer.from('question')) ?? Buffer.alloc(0);
  expect(question.includes('question')).toBe(false);
  expect(server.protection.unwrap(question).toString()).toBe('question');
  const answer = server.protection.wrap(Buffer.from('answer'));
  expect(context.protection?.unwrap(answer).toString()).toBe('answer');
});

test('What follows a sign-in inside TLS is left to TLS', () => {
  expect(signIn({ ...options, ...insideTls }, {}).context.protection).toBeNull();
});

describe('The answer to a challenge', () => {
  test('says who signs in, to what, and through which TLS connection, under a MIC', () => {
    const { server } = signIn({ ...options, ...insideTls, workstation: 'LAPTOP' }, {});
    const { pairs, lmResponse, ...seen } = server.seen ?? { pairs: new Map() };
    expect(seen).toEqual({
      domain: 'CORP',
      name: 'svc-read',
      workstation: 'LAPTOP',
      flags: 0xa2888205,
      hasMic: true,
      time: 134_117_568_000_000_000n,
    });
    expect(lmResponse).toEqual(Buffer.alloc(24));
    expect(pairs.get(9)?.toString('utf16le')).toBe('ldap/dc1.corp.example');
    expect(pairs.get(10)).toEqual(insideTls.channelBinding);
  });

  test('of 2003 has an LMv2 response and the time of the server, and is bound as any other', () => {
    const { server } = signIn(
      { ...options, serverTime: new Date('2003-06-01T00:00:00Z') },
      { withoutTimestamp: true },
    );
    expect(server.seen).toMatchObject({ hasMic: true, time: 126_988_992_000_000_000n, flags: 0xe2888235 });
    expect(server.seen?.lmResponse).not.toEqual(Buffer.alloc(24));
    const bound = [...(server.seen?.pairs ?? [])].slice(4);
    expect(bound.map(([kind, value]) => [kind, value.toString('hex')])).toEqual([
      [6, '02000000'],
      [10, '00000000000000000000000000000000'],
      [9, Buffer.from('ldap/dc1.corp.example', 'utf16le').toString('hex')],
    ]);
  });

  test('of 2003 has the time of this computer if the server tells none', () => {
    const now = () => new Date('2004-06-01T00:00:00Z');
    const { server } = signIn({ ...options, now }, { withoutTimestamp: true });
    expect(server.seen?.time).toBe(127_305_216_000_000_000n);
  });

  test('with another channel binding is refused by a server that demands the right one', () => {
    const demand = { channelBinding: Buffer.alloc(16, 7) };
    const other = { ...options, ...insideTls, channelBinding: Buffer.alloc(16, 8) };
    expect(signIn({ ...options, ...insideTls }, demand).verdict.state).toBe('accepted');
    expect(signIn(other, demand).verdict.reason).toBe('wrong channel binding');
  });

  test.each([false, true])(
    'cannot be robbed of the sealing on the way, whether the challenge has no time: %s',
    (ofOldServer) => {
      const rob = (message: Buffer) => {
        const robbed = Buffer.from(message);
        robbed.writeUInt32LE((robbed.readUInt32LE(60) & ~ntlmFlag.keyExchange) >>> 0, 60);
        return robbed;
      };
      const context = ntlmContext({ ...options, framing: 'bare' });
      const server = new NtlmServer({ ...account, withoutTimestamp: ofOldServer });
      const challenge = tokenOf(server.step(context.step(null)));
      expect(server.step(rob(context.step(challenge))).reason).toBe('wrong MIC');
    },
  );

  test('takes a principal name as it is', () => {
    const principal = { domain: '', name: 'svc-read@corp.example' };
    const { verdict } = signIn({ ...options, ...principal }, principal);
    expect(verdict.state).toBe('accepted');
  });
});

describe('A server is refused', () => {
  const { sign, seal, keyExchange, bits128, ntlm, unicode } = ntlmFlag;
  const { extendedSessionSecurity, targetInformation } = ntlmFlag;

  test.each(Object.entries({ sign, seal, keyExchange, bits128 }))(
    'that leaves out %s of a sealed session',
    (_name, flag) => {
      expect(() => signIn(options, { withheldFlags: flag })).toThrow(SignInNotPossibleError);
      expect(signIn({ ...options, ...insideTls }, { withheldFlags: flag }).verdict.state).toBe('accepted');
    },
  );

  test.each(Object.entries({ ntlm, unicode, extendedSessionSecurity, targetInformation }))(
    'that leaves out %s of any sign-in',
    (_name, flag) => {
      expect(() => signIn({ ...options, ...insideTls }, { withheldFlags: flag })).toThrow(
        SignInNotPossibleError,
      );
    },
  );

  test.each([
    ['rejects', 'a1073005a0030a0102'],
    ['chose Kerberos', 'a10f300da10b06092a864886f712010202'],
  ])('that %s instead of asking', (_case, token) => {
    const context = ntlmContext(options);
    context.step(null);
    expect(() => context.step(Buffer.from(token, 'hex'))).toThrow(SignInNotPossibleError);
  });

  test('that signs another list of mechanisms', () => {
    expect(() => signIn(options, { mechListMic: 'wrong' })).toThrow(
      new SecurityError('The negotiation of the sign-in was altered on the way.'),
    );
  });

  test.each([
    ['sealed', options],
    ['inside TLS', { ...options, ...insideTls }],
  ])('that consents before it has seen anything, %s', (_way, given) => {
    const context = ntlmContext(given);
    context.step(null);
    expect(() => context.finish(null)).toThrow(SecurityError);
  });

  test('that asks twice', () => {
    const context = ntlmContext(options);
    const challenge = tokenOf(new NtlmServer(account).step(context.step(null)));
    context.step(challenge);
    expect(() => context.step(challenge)).toThrow(SecurityError);
    expect(() => context.finish(null)).toThrow(SecurityError);
  });

  test('that asks again after a challenge that could not be answered', () => {
    const context = ntlmContext(options);
    const challenge = tokenOf(new NtlmServer(account).step(context.step(null)));
    expect(() => context.step(Buffer.from('rubbish'))).toThrow(SecurityError);
    expect(() => context.step(challenge)).toThrow(SecurityError);
  });

  test.each([
    ['rejects', 'a1073005a0030a0102'],
    ['wants more', 'a1073005a0030a0101'],
    ['wants a signature once more', 'a1073005a0030a0103'],
    ['has another token', 'a1083006a20404020000'],
    ['chose Kerberos', 'a10f300da10b06092a864886f712010202'],
    ['is not to be read', '00'],
  ])('whose consent %s', (_case, consent) => {
    const context = ntlmContext(options);
    context.step(tokenOf(new NtlmServer(account).step(context.step(null))));
    expect(() => context.finish(Buffer.from(consent, 'hex'))).toThrow(SecurityError);
    expect(() => context.protection).toThrow(SecurityError);
  });

  test('whose consent says anything where nothing is to be said', () => {
    const context = ntlmContext({ ...options, framing: 'bare' });
    context.step(tokenOf(new NtlmServer(account).step(context.step(null))));
    expect(() => context.finish(Buffer.from('a1073005a0030a0100', 'hex'))).toThrow(SecurityError);
  });
});

test('There is no protection before the sign-in has come to its end', () => {
  const context = ntlmContext(options);
  expect(() => context.protection).toThrow(SecurityError);
});

test.each([
  ['a name that is too long', { name: 'x'.repeat(40_000) }],
  ['a time before 1601', { serverTime: new Date(-20_000_000_000_000) }],
  ['a time far away', { serverTime: new Date(8_640_000_000_000_000) }],
  ['no time', { serverTime: new Date(Number.NaN) }],
])('With %s the sign-in fails as any other', (_case, change) => {
  expect(() => signIn({ ...options, ...change }, { withoutTimestamp: true })).toThrow(SecurityError);
});

function signIn(
  given: NtlmOptions,
  style: Partial<NtlmServerOptions>,
  alter: (challenge: Buffer) => Buffer = (challenge) => challenge,
): {
  readonly context: ReturnType<typeof ntlmContext>;
  readonly server: NtlmServer;
  readonly verdict: NtlmVerdict;
} {
  const context = ntlmContext(given);
  const server = new NtlmServer({ ...account, ...style });
  const challenge = alter(tokenOf(server.step(context.step(null))));
  const verdict = server.step(context.step(challenge));
  if (verdict.state === 'accepted') context.finish(verdict.token);
  return { context, server, verdict };
}

function tokenOf({ token }: NtlmVerdict): Buffer {
  if (token === null) throw new Error('The server has nothing to say.');
  return token;
}
