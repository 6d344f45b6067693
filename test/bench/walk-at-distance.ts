// How long a walk takes over a line with a long round trip, beside ldapsearch with the same filter and attributes on the same line.
import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

import { walk } from '../../electron/backend/assessment/walk.ts';
import { openExchange } from '../../electron/backend/directory/domain-controller.ts';
import { servePractice } from '../../electron/backend/practice/practice-server.ts';
import { walkAttributes, walkFilter } from '../../shared/exchange/attributes.ts';
import { connectionOptions } from '../support/connection-options.ts';
import { startDelayingProxy } from '../support/delaying-proxy.ts';
import { largeOrganization } from '../support/large-organization.ts';

const roundTripTime = 100;
const servers = 1_000;
const rounds = 5;

const run = promisify(execFile);
const practice = await servePractice(largeOrganization(servers));
const { account, password } = practice;
const line = { host: '127.0.0.1', port: practice.port };

const sides: Readonly<Record<string, (port: number) => Promise<number>>> = {
  Hopcheck: async (port) => {
    const source = await openExchange(connectionOptions({ port, account, password }));
    const options = {
      signal: new AbortController().signal,
      onEntries: () => undefined,
      onProgress: () => undefined,
    };
    const { counts } = await walk(source, options);
    await source.close();
    return counts.entries;
  },
  ldapsearch: async (port) => {
    const base = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=harbor,DC=example';
    const connection = ['-x', '-LLL', '-H', `ldap://127.0.0.1:${port}`, '-D', account, '-w', password];
    const search = ['-E', 'pr=1000/noprompt', '-b', base, walkFilter, ...walkAttributes];
    const { stdout } = await run('ldapsearch', [...connection, ...search], { maxBuffer: 1024 ** 3 });
    return stdout.match(/^dn:/gm)?.length ?? 0;
  },
};

console.log(`${servers} servers, ${roundTripTime} ms round-trip time, median of ${rounds} (milliseconds)`);
for (const [side, read] of Object.entries(sides)) {
  const times: number[] = [];
  let entries = 0;
  let roundTrips = 0;
  for (let round = 0; round < rounds; round += 1) {
    const proxy = await startDelayingProxy(line, roundTripTime);
    const begin = performance.now();
    entries = await read(proxy.port);
    times.push(performance.now() - begin);
    roundTrips = proxy.roundTrips();
    await proxy.close();
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
  console.log(`${side.padEnd(12)} ${Math.round(median)}  (${entries} entries, ${roundTrips} round trips)`);
}
await practice.close();
