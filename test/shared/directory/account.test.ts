import { describe, expect, test } from 'vitest';

import { parseAccount } from '../../../shared/directory/account.ts';
import type { Account } from '../../../shared/directory/account.ts';

const forms = 'Write it as DOMAIN\\name or name@domain.';

describe('An account', () => {
  test.each<[string, Account]>([
    ['CORP\\svc-read', { kind: 'domain-name', domain: 'CORP', name: 'svc-read' }],
    [' corp.example \\ svc read ', { kind: 'domain-name', domain: 'corp.example', name: 'svc read' }],
    ['CORP\\Jürgen', { kind: 'domain-name', domain: 'CORP', name: 'Jürgen' }],
    ['svc-read@corp.example\n', { kind: 'principal-name', name: 'svc-read@corp.example' }],
    ['a@b@corp.example', { kind: 'principal-name', name: 'a@b@corp.example' }],
    ['CN=Reader,DC=corp', { kind: 'distinguished-name', name: 'CN=Reader,DC=corp' }],
  ])('%j is understood', (text, account) => {
    expect(parseAccount(text)).toEqual(account);
  });

  test.each([
    ['reader', 'The domain is missing.'],
    ['\\reader', 'The domain is missing before the backslash.'],
    ['CORP\\', 'The name is missing behind the backslash.'],
    ['CORP\\a\\b', 'There is more than one backslash in it.'],
    ['CORP\\a@b', 'It mixes DOMAIN\\name with name@domain.'],
    ['CORP/reader', 'There is a slash in it where a backslash belongs.'],
    ['@corp', 'The name is missing before the @.'],
    ['reader@', 'The domain is missing behind the @.'],
    ['CN=Reader,oops', 'It looks like a distinguished name, but is none.'],
    [
      '.\\reader',
      'The dot stands for an account of the computer itself, which a domain controller has none of.',
    ],
    [
      ' . \\reader',
      'The dot stands for an account of the computer itself, which a domain controller has none of.',
    ],
    ['CORP\\rea\u0000der', 'There is a character in it that cannot be seen.'],
    ['rea\tder@corp', 'There is a character in it that cannot be seen.'],
    ['CORP\\rea\u0085der', 'There is a character in it that cannot be seen.'],
    ['\u202eCORP\\reader', 'There is a character in it that cannot be seen.'],
    ['CORP\\read\u200eer', 'There is a character in it that cannot be seen.'],
    ['CN=Rea\nder,DC=corp', 'There is a character in it that cannot be seen.'],
    ['reader\u2028@corp', 'There is a character in it that cannot be seen.'],
  ])('%j is unclear', (text, why) => {
    expect(parseAccount(text)).toEqual({ kind: 'unclear', why: `${why} ${forms}` });
  });
});
