import { expect, test } from 'vitest';

import { noCounts } from '../../../../electron/backend/assessment/walk-record.ts';
import { walk } from '../../../../electron/backend/assessment/walk.ts';
import { openExchange } from '../../../../electron/backend/directory/domain-controller.ts';
import { servePractice } from '../../../../electron/backend/practice/practice-server.ts';
import { connectionOptions } from '../../../support/connection-options.ts';
import { startDelayingProxy } from '../../../support/delaying-proxy.ts';
import { largeOrganization } from '../../../support/large-organization.ts';

test.each([
  [10, 1],
  [300, 2],
  [1_000, 5],
])(
  'A walk of %i servers takes %i round trips, one for each page, beside those of connecting',
  async (servers, pages) => {
    const practice = await servePractice(largeOrganization(servers));
    const proxy = await startDelayingProxy({ host: '127.0.0.1', port: practice.port }, 2);
    const { account, password } = practice;
    const source = await openExchange(connectionOptions({ port: proxy.port, account, password }));
    const before = proxy.roundTrips();
    const options = {
      signal: new AbortController().signal,
      onEntries: () => undefined,
      onProgress: () => undefined,
    };
    const { counts } = await walk(source, options);
    expect({ counts, connecting: before, walking: proxy.roundTrips() - before }).toEqual({
      counts: {
        ...noCounts,
        administrativeGroups: Math.ceil(servers / 100),
        servers,
        virtualServers: servers,
        entries: expect.any(Number),
        pages,
      },
      // The root DSE, the sign-in and the look at Exchange.
      connecting: 3,
      walking: pages,
    });
    await source.close();
    await proxy.close();
    await practice.close();
  },
);
