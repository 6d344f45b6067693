import { once } from 'node:events';
import { connect } from 'node:net';

import { FilterParser } from 'ldapts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openDomainController } from '../../../../electron/backend/directory/domain-controller.ts';
import { explainResult } from '../../../../electron/backend/directory/explain.ts';
import { LdapConnection } from '../../../../electron/backend/directory/ldap-connection.ts';
import type { LdapResult } from '../../../../electron/backend/directory/ldap-response.ts';
import { collect } from '../../../support/collect.ts';
import { practiceContainer } from '../../../support/practice-organization.ts';
import { sambaNote, sambaOptions, skipsSamba, startSamba } from '../../../support/samba.ts';
import type { SambaBed } from '../../../support/samba.ts';

const signal = new AbortController().signal;

describe.skipIf(skipsSamba)(`What a real Samba domain controller answers is explained${sambaNote}`, () => {
  let bed: SambaBed;

  beforeAll(async () => {
    bed = await startSamba();
  });
  afterAll(() => bed?.stop());

  /** How a search for everything below the base ends for the reader. */
  async function endOfSearch(base: string): Promise<LdapResult> {
    const source = await openDomainController(sambaOptions(bed));
    try {
      const request = { base, scope: 'sub', filter: '(objectClass=*)', attributes: ['cn'] } as const;
      const last = (await collect(source.search(request, signal))).at(-1);
      return { resultCode: last?.resultCode ?? 0, diagnostic: last?.diagnostic ?? '', referrals: [] };
    } finally {
      await source.close();
    }
  }

  test.each([
    [
      'a place that does not exist',
      `CN=Nowhere,${practiceContainer}`,
      32,
      'dc1 has no such object, or this account may not see it. Ask for the role Exchange View-Only Administrator on the organisation.',
    ],
    [
      'a place whose name is none',
      'nowhere',
      34,
      'dc1 does not take the name of the place to search. Choose another domain controller; if it answers alike, report this as an error of Hopcheck.',
    ],
  ])('when asked for %s', async (_, base, resultCode, message) => {
    const result = await endOfSearch(base);
    expect(result.resultCode).toBe(resultCode);
    expect(explainResult('dc1', result)).toMatchObject({ code: 'directory-refused', message });
  });

  test('when nobody is signed in', async () => {
    const socket = connect(389, bed.host);
    await once(socket, 'connect');
    const connection = new LdapConnection(socket, 'dc1');
    const filter = FilterParser.parseString('(objectClass=*)');
    const search = { base: practiceContainer, scope: 'sub', filter, attributes: ['cn'] } as const;
    const { result } = await connection.search(search, signal);
    await connection.close();
    expect(result.resultCode).toBe(1);
    expect(explainResult('dc1', result)).toMatchObject({
      code: 'directory-refused',
      message:
        'dc1 could not carry out the request; mostly it says so when nobody is signed in on the connection. Connect again.',
    });
  });
});
