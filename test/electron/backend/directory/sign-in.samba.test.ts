import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openDomainController } from '../../../../electron/backend/directory/domain-controller.ts';
import type { DomainControllerOptions } from '../../../../electron/backend/directory/domain-controller.ts';
import { failureOf } from '../../../support/failure-of.ts';
import {
  lockoutThreshold,
  sambaAccount,
  sambaOptions,
  sambaNote,
  skipsSamba,
  startSamba,
} from '../../../support/samba.ts';
import type { SambaBed } from '../../../support/samba.ts';

/** What stands behind the name of the server, by the account. */
const refusals = {
  disabled: 'The account is disabled. Have it enabled, or use another account.',
  outdated: 'The password has expired. Change it, then connect again.',
  newcomer: 'The password must be changed before the first sign-in. Change it, then connect again.',
  retired: 'The account has expired. Have it extended, or use another account.',
  nightwatch:
    'The account may not sign in at this hour. Connect within its logon hours, or use another account.',
} as const;
const wrongPassword =
  'The name or the password is wrong. Write the name as DOMAIN\\name or name@domain, and check the password before you try again: repeated attempts can lock the account.';
const locked =
  'The account is locked. Wait until the lock ends or have it unlocked; further attempts do not help.';

/** The kinds of sign-in, which a domain controller refuses in words of their own. */
const ways = {
  'NTLM, sealed': { channel: 'sealed', signIn: 'automatic' },
  'NTLM inside LDAPS': { channel: 'ldaps', signIn: 'ntlm' },
  'a simple bind inside LDAPS': { channel: 'ldaps', signIn: 'simple' },
} as const;
type Way = keyof typeof ways;

describe.skipIf(skipsSamba)(`Signing in to a real Samba domain controller${sambaNote}`, () => {
  let bed: SambaBed;

  beforeAll(async () => {
    bed = await startSamba();
  });
  afterAll(() => bed?.stop());

  function signIn(way: Way, options: Partial<DomainControllerOptions>) {
    const trust = { authorities: [bed.authority], pinned: null };
    return openDomainController(sambaOptions(bed, { ...ways[way], trust, ...options }));
  }

  function refusal(way: Way, text: string) {
    const port = ways[way].channel === 'sealed' ? 389 : 636;
    return {
      code: 'sign-in-failed',
      message: `${bed.host}:${port} did not sign the account in. ${text}`,
      detail: expect.stringMatching(/^LDAP result 49: 800903/),
    };
  }

  describe.each(Object.keys(ways) as Way[])('by %s', (way) => {
    test.each(Object.entries(refusals))('tells of the account "%s": %s', async (name, text) => {
      const account = sambaAccount(name as keyof typeof refusals);
      expect(await failureOf(signIn(way, { account }))).toEqual(refusal(way, text));
    });

    test('tells of a wrong password, and does not try it twice', async () => {
      const account = sambaAccount('stranger');
      expect(await failureOf(signIn(way, { account, password: 'wrong' }))).toEqual(
        refusal(way, wrongPassword),
      );
      // The third wrong one in a row would lock it; a right one forgives those before.
      expect(await failureOf(signIn(way, { account, password: 'wrong' }))).toEqual(
        refusal(way, wrongPassword),
      );
      const source = await signIn(way, { account });
      await source.close();
    });

    test('tells of an account that nobody has', async () => {
      expect(await failureOf(signIn(way, { account: 'HARBOR\\nobody' }))).toEqual(
        refusal(way, wrongPassword),
      );
    });
  });

  test('tells of a locked account, whatever the password', async () => {
    const account = sambaAccount('forgetful');
    for (let attempt = 0; attempt < lockoutThreshold; attempt += 1)
      await failureOf(signIn('NTLM, sealed', { account, password: 'wrong' }));
    for (const way of Object.keys(ways) as Way[])
      expect(await failureOf(signIn(way, { account }))).toEqual(refusal(way, locked));
  });

  test('asks nothing of the server if the account is a bare name: that would count as a wrong password', async () => {
    expect(await failureOf(signIn('NTLM, sealed', { account: 'reader' }))).toMatchObject({
      code: 'account-form',
    });
  });
});
