import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openLdapMissing } from '../../../../build/directory-servers.mjs';
import { reportConnection } from '../../../../electron/backend/assessment/connection-report.ts';
import { walk } from '../../../../electron/backend/assessment/walk.ts';
import { openDomainController } from '../../../../electron/backend/directory/domain-controller.ts';
import type { OpenDomainController } from '../../../../electron/backend/directory/domain-controller.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import { connectionOptions } from '../../../support/connection-options.ts';
import { attributesByName } from '../../../support/practice-organization.ts';
import { slapdAccounts, slapdPassword, startSlapd } from '../../../support/slapd.ts';
import type { SlapdBed } from '../../../support/slapd.ts';

const signal = new AbortController().signal;
const missing = openLdapMissing();
const skipped = missing !== null && process.env['CI'] !== 'true';

describe.skipIf(skipped)(`With a real OpenLDAP${skipped ? `: skipped, ${missing}` : ''}`, () => {
  let bed: SlapdBed;
  beforeAll(async () => {
    bed = await startSlapd();
  });
  afterAll(() => bed?.stop());

  async function signedIn<T>(account: string, use: (source: OpenDomainController) => Promise<T>): Promise<T> {
    const source = await openDomainController(
      connectionOptions({
        host: 'localhost',
        port: bed.port,
        channel: 'ldaps',
        account,
        password: slapdPassword,
        trust: { authorities: [bed.authority], pinned: null },
      }),
    );
    try {
      return await use(source);
    } finally {
      await source.close();
    }
  }

  function walked(account: string) {
    return signedIn(account, async (source) => {
      const entries: DirectoryEntry[] = [];
      const result = await walk(source, {
        signal,
        onEntries: (more) => entries.push(...more),
        onProgress: () => undefined,
      });
      return { ...result, entries };
    });
  }

  test('a walk that its size limit stopped is as whole in parts as in one search', async () => {
    const whole = await walked(slapdAccounts.reader);
    const parts = await walked(slapdAccounts.limited);
    expect(whole).toMatchObject({ incompleteReason: null, problems: [] });
    expect(parts).toMatchObject({
      incompleteReason: null,
      problems: [{ code: 'read-in-parts' }],
      counts: { ...whole.counts, pages: expect.any(Number) },
    });
    expect(parts.entries).toHaveLength(whole.entries.length);
    expect(attributesByName(parts.entries)).toEqual(attributesByName(whole.entries));
  });

  test('a connection report is the same under a size limit, and names the right to ask for to a stranger', async () => {
    const full = await signedIn(slapdAccounts.limited, (source) => reportConnection(source, signal));
    expect(full).toMatchObject({
      organization: 'Northwind Harbor',
      administrativeGroups: { count: 3, more: false },
      servers: { count: 15, more: false },
      virtualServers: { count: 20, more: false },
      advice: null,
    });
    const stranger = await signedIn(slapdAccounts.stranger, (source) => reportConnection(source, signal));
    expect(stranger).toMatchObject({
      organization: null,
      advice: expect.stringContaining('Exchange View-Only Administrator on the organisation'),
    });
  });
});
