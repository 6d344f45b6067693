import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { walk } from '../../../../electron/backend/assessment/walk.ts';
import { openExchange } from '../../../../electron/backend/directory/domain-controller.ts';
import { servePractice } from '../../../../electron/backend/practice/practice-server.ts';
import type { PracticeServer } from '../../../../electron/backend/practice/practice-server.ts';
import type { RawEntry } from '../../../../shared/directory/entry.ts';
import { toFailure } from '../../../../shared/errors.ts';
import { readLdif } from '../../../../shared/ldif/ldif-reader.ts';
import { connectionOptions } from '../../../support/connection-options.ts';
import { startCuttingProxy } from '../../../support/cutting-proxy.ts';
import type { CuttingProxy } from '../../../support/cutting-proxy.ts';

const organization = new URL('../../../../build/practice-organization.ldif', import.meta.url);
const server = 'CN=HQ-MBX01,';

let practice: PracticeServer;
let proxy: CuttingProxy;

beforeAll(async () => {
  practice = await servePractice(await smallOrganization());
  proxy = await startCuttingProxy(practice.port);
});
afterAll(async () => {
  await proxy.close();
  await practice.close();
});

describe('A connection that is cut', () => {
  test.each(['farewell', 'reset'] as const)(
    'at any octet of a whole walk (by %s) never gives a complete result and leaves nothing open',
    { timeout: 120_000 },
    async (how) => {
      proxy.cutAfter(Infinity, how);
      const whole = await walkOnce();
      const octets = proxy.carried();
      expect({ whole, enough: octets > 1_000 }).toEqual({ whole: 'complete', enough: true });
      const outcomes = new Map<string, number>();
      for (let cut = 0; cut < octets; cut += 1) {
        proxy.cutAfter(cut, how);
        const outcome = await walkOnce();
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        await proxy.idle();
      }
      expect([...outcomes.keys()].toSorted()).toEqual(['connection-lost', 'incomplete']);
      // The server's ends close a moment later.
      await expect.poll(openSockets).toEqual([]);
    },
  );
});

/** The outcome of an attempt: `complete`, `incomplete`, or the code of its failure. */
async function walkOnce(): Promise<string> {
  const { account, password } = practice;
  const { signal } = new AbortController();
  try {
    const source = await openExchange(
      connectionOptions({ port: proxy.port, account, password, pageEntries: 3 }),
    );
    try {
      const options = { signal, onEntries: () => undefined, onProgress: () => undefined };
      const { incompleteReason } = await walk(source, options);
      return incompleteReason === null ? 'complete' : 'incomplete';
    } finally {
      await source.close();
    }
  } catch (error) {
    return toFailure(error).code;
  }
}

function openSockets(): readonly string[] {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap');
}

/** One server with what is above and below it. */
async function smallOrganization(): Promise<readonly RawEntry[]> {
  const entries: RawEntry[] = [];
  for await (const record of readLdif([await readFile(organization)]))
    if (record.kind === 'entry') entries.push(record.entry);
  const found = entries.find(({ distinguishedName }) => distinguishedName.startsWith(server));
  if (found === undefined) throw new Error(`The practice organisation has no ${server}.`);
  const kept = found.distinguishedName;
  return entries.filter(
    ({ distinguishedName }) => distinguishedName.endsWith(kept) || kept.endsWith(distinguishedName),
  );
}
