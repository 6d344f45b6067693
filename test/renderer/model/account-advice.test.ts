import { describe, expect, test } from 'vitest';
import { accountAdvice } from '../../../renderer/model/account-advice.ts';
import type { Connection } from '../../../renderer/store.ts';

const typed: Connection = {
  domain: 'corp.example',
  dnsServer: '',
  host: 'dc1.corp.example',
  channel: 'automatic',
  port: '',
  signIn: 'automatic',
  account: '',
};
const distinguishedName = 'CN=Ann,CN=Users,DC=corp,DC=example';
const suggestionFor = (account: string, domain = 'corp.example') =>
  accountAdvice({ ...typed, account, domain })?.suggestion;

describe('advice on an account', () => {
  test.each(['', '  ', 'CORP\\ann', 'corp.example\\ann', 'ann@corp.example'])(
    'is silent on %j',
    (account) => {
      expect(accountAdvice({ ...typed, account })).toBeNull();
    },
  );

  test('offers the domain for a bare name, where one is known', () => {
    expect(accountAdvice({ ...typed, account: 'ann' })).toEqual({
      text: 'The domain is missing. Write it as DOMAIN\\name or name@domain.',
      isError: true,
      suggestion: 'ann@corp.example',
    });
    expect(suggestionFor('ann@')).toBe('ann@corp.example');
    expect(suggestionFor('ann', ' ')).toBeNull();
  });

  test('offers a backslash for a slash', () => {
    expect(suggestionFor('CORP/ann')).toBe('CORP\\ann');
  });

  test.each(['@corp.example', '\\ann', 'CORP\\', 'CORP\\ann\\x', 'a/b/c', 'CN=ann,oops'])(
    'makes nothing up for %j',
    (account) => {
      expect(accountAdvice({ ...typed, account })).toMatchObject({ isError: true, suggestion: null });
    },
  );
});

describe('a distinguished name', () => {
  const errorWith = (choice: Partial<Connection>) =>
    accountAdvice({ ...typed, account: distinguishedName, ...choice })?.isError;

  test('is refused where only Windows sign-in can follow', () => {
    expect([
      errorWith({ channel: 'sealed' }),
      errorWith({ channel: 'ldaps', signIn: 'ntlm' }),
      errorWith({ channel: 'start-tls', signIn: 'ntlm' }),
    ]).toEqual([true, true, true]);
  });

  test('is good for name and password, whatever was chosen for TLS before', () => {
    expect([
      errorWith({ channel: 'ldaps' }),
      errorWith({ channel: 'start-tls', signIn: 'simple' }),
      errorWith({ channel: 'clear-text', signIn: 'ntlm' }),
    ]).toEqual([undefined, undefined, undefined]);
  });

  test('leaves Automatic one way only, and that is said', () => {
    expect(accountAdvice({ ...typed, account: distinguishedName })).toMatchObject({
      text: expect.stringContaining('LDAPS only'),
      isError: false,
    });
  });
});
