import { afterEach, describe, expect, test } from 'vitest';

import type { Environment } from '../../../../../electron/backend/directory/discovery/environment.ts';
import { findDomainControllers } from '../../../../../electron/backend/directory/discovery/find-domain-controllers.ts';
import type { DiscoveryOptions } from '../../../../../electron/backend/directory/discovery/find-domain-controllers.ts';
import type { Discovery } from '../../../../../shared/directory/discovery.ts';
import { startDnsServer } from '../../../../support/dns-server.ts';
import type { DnsFailure, DnsRecord, DnsServer, DnsTable } from '../../../../support/dns-server.ts';

const all = '_ldap._tcp.dc._msdcs.corp.example';
const primary = '_ldap._tcp.pdc._msdcs.corp.example';
const unconnected: Environment = {
  computerName: 'laptop',
  variables: {},
  resolverFile: null,
  kerberosFile: null,
};

const servers: DnsServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describe('The domain controllers of a domain', () => {
  test('come in the order of priority, then of weight, each once with all that names it', async () => {
    const discovery = await find({
      [all]: [
        service(10, 100, 'dc4.corp.example'),
        service(0, 50, 'DC2.corp.example'),
        service(0, 50, 'dc1.corp.example.'),
        service(0, 100, 'dc3.corp.example'),
        service(20, 0, 'dc3.CORP.example'),
      ],
      [primary]: [service(0, 100, 'dc2.corp.example')],
    });
    expect(discovery).toEqual({
      domain: 'corp.example',
      candidates: [
        { host: 'dc3.corp.example', port: 389, origins: ['dns'] },
        { host: 'dc1.corp.example', port: 389, origins: ['dns'] },
        { host: 'dc2.corp.example', port: 389, origins: ['dns', 'pdc'] },
        { host: 'dc4.corp.example', port: 389, origins: ['dns'] },
      ],
      problems: [],
    });
  });

  test('may listen on another port', async () => {
    const { candidates } = await find({
      [all]: [{ type: 'SRV', priority: 0, weight: 0, port: 3890, target: 'dc1.corp.example' }],
      [primary]: [],
    });
    expect(candidates).toEqual([{ host: 'dc1.corp.example', port: 3890, origins: ['dns'] }]);
  });

  test('include the one that signed the user in, if it is the user’s own domain', async () => {
    const table = { [all]: [service(0, 100, 'dc1.corp.example')], [primary]: [] };
    const variables = { USERDNSDOMAIN: 'CORP.EXAMPLE', LOGONSERVER: '\\\\DC9' };
    const environment = { ...unconnected, variables };
    const own = [
      { host: 'dc1.corp.example', port: 389, origins: ['dns'] },
      { host: 'dc9.corp.example', port: 389, origins: ['logon-server'] },
    ];
    expect((await find(table, { domain: null, environment })).candidates).toEqual(own);
    expect((await find(table, { domain: 'Corp.Example', environment })).candidates).toEqual(own);
    expect((await find(table, { domain: 'other.example', environment })).candidates).toEqual([]);
  });

  test('are looked up nowhere if no domain is known, and the assessor is told what to enter', async () => {
    const server = await serve({});
    expect(await findBy(server, { domain: null })).toEqual({
      domain: null,
      candidates: [],
      problems: [
        'This computer knows of no domain that it belongs to. Enter the full name of the domain (corp.example.com), or the name or the address of a domain controller.',
      ],
    });
    expect(server.asked).toEqual([]);
  });

  test('of an international domain are asked for in ASCII', async () => {
    const server = await serve({});
    await findBy(server, { domain: ' Überseehafen.example. ' });
    expect(server.asked.toSorted()).toEqual([
      'SRV _ldap._tcp.dc._msdcs.xn--berseehafen-shb.example',
      'SRV _ldap._tcp.pdc._msdcs.xn--berseehafen-shb.example',
    ]);
  });

  test('are listed up to a hundred', async () => {
    const { candidates, problems } = await find({
      [all]: Array.from({ length: 130 }, (_, number) => service(number, 0, `dc${number}.corp.example`)),
      [primary]: [service(0, 0, 'dc129.corp.example')],
    });
    expect(candidates).toHaveLength(101);
    expect(candidates.at(-2)).toEqual({ host: 'dc99.corp.example', port: 389, origins: ['dns'] });
    expect(candidates.at(-1)).toEqual({ host: 'dc129.corp.example', port: 389, origins: ['pdc'] });
    expect(problems).toEqual([
      'DNS names 130 domain controllers of corp.example; only the first 100 are listed. Enter the name of another one if you need it.',
    ]);
  });

  test('are left out if they are no computers', async () => {
    expect(
      await find({
        [all]: [
          service(0, 0, '.'),
          service(0, 0, '<b>dc</b>'),
          service(0, 0, 'dc1.corp.example'),
          { type: 'SRV', priority: 0, weight: 0, port: 0, target: 'dc2.corp.example' },
        ],
        [primary]: [],
      }),
    ).toMatchObject({
      candidates: [{ host: 'dc1.corp.example', port: 389, origins: ['dns'] }],
      problems: [
        expect.stringContaining('does not tell which domain controller of corp.example holds the role'),
        '3 of the domain controllers that DNS names for corp.example have no name of a computer; they are left out.',
      ],
    });
  });
});

describe('A DNS server that does not answer as it should', () => {
  const dc1 = [service(0, 100, 'dc1.corp.example')];
  const next =
    'Enter the address of a DNS server that knows the domain, usually that of one of its domain controllers.';
  const unknown = `knows no domain controllers of corp.example. Check the full name of the domain (corp.example.com). ${next}`;

  test.each<[string, DnsTable, readonly string[]]>([
    ['does not know the domain', {}, [unknown]],
    ['has no records of that kind', { [all]: [], [primary]: [] }, [unknown]],
    ['keeps silent', both('silent'), [`does not answer. Check the network connection. ${next}`]],
    ['refuses', both('refused'), [`refuses to answer this computer. ${next}`]],
    [
      'fails',
      both('server-failure'),
      [`could not find the answer: it met an error of its own. Try again later. ${next}`],
    ],
    ['talks garbage', both('garbage'), [`sent an answer that makes no sense (EBADRESP). ${next}`]],
    [
      'fails in two ways',
      { [all]: 'silent' },
      [
        `does not answer. Check the network connection. ${next}`,
        'does not tell which domain controller of corp.example holds the role of the PDC emulator. Any other will do.',
      ],
    ],
  ])('is told about if it %s', async (_case, table, problems) => {
    const server = await serve(table);
    const timeout = Object.values(table).includes('silent') ? 100 : 10_000;
    expect(await findBy(server, { timeout })).toEqual({
      domain: 'corp.example',
      candidates: [],
      problems: problems.map((problem) => `The DNS server ${server.address} ${problem}`),
    });
  });

  test('is told about if there is none', async () => {
    const server = await startDnsServer({});
    await server.close();
    expect((await findBy(server)).problems).toEqual([
      `The DNS server ${server.address} cannot be reached: nothing answers DNS there. Check the network connection. ${next}`,
    ]);
  });

  test('does not keep what it did answer from being listed', async () => {
    expect(await find({ [all]: dc1 })).toMatchObject({
      candidates: [{ host: 'dc1.corp.example', port: 389, origins: ['dns'] }],
      problems: [expect.stringContaining('the role of the PDC emulator. Any other will do.')],
    });
    expect(await find({ [all]: 'refused', [primary]: dc1 })).toMatchObject({
      candidates: [{ host: 'dc1.corp.example', port: 389, origins: ['pdc'] }],
      problems: [expect.stringContaining('refuses to answer')],
    });
  });

  function both(failure: DnsFailure): DnsTable {
    return { [all]: failure, [primary]: failure };
  }
});

describe('Finding domain controllers', () => {
  test('ends at once when it is cancelled', async () => {
    const server = await serve({ [all]: 'silent', [primary]: 'silent' });
    const controller = new AbortController();
    const finding = findBy(server, { signal: controller.signal, timeout: 60_000 });
    controller.abort();
    await expect(finding).rejects.toMatchObject({ code: 'cancelled' });
  });

  test.each(['', '192.0.2.1', 'DC=corp,DC=example', 'corp.example/x', 'corp example', 'a'.repeat(231)])(
    'refuses "%s" as a domain',
    async (domain) => {
      await expect(find({}, { domain })).rejects.toMatchObject({
        code: 'host-invalid',
        message:
          'This is not the name of a domain. Letters, digits, hyphens and dots make a name: corp.example.com.',
      });
    },
  );
});

async function serve(table: DnsTable): Promise<DnsServer> {
  const server = await startDnsServer(table);
  servers.push(server);
  return server;
}

async function find(table: DnsTable, options: Partial<DiscoveryOptions> = {}): Promise<Discovery> {
  return findBy(await serve(table), options);
}

function findBy({ address }: DnsServer, options: Partial<DiscoveryOptions> = {}): Promise<Discovery> {
  return findDomainControllers({
    domain: 'corp.example',
    dnsServer: address,
    environment: unconnected,
    ...options,
  });
}

function service(priority: number, weight: number, target: string): DnsRecord {
  return { type: 'SRV', priority, weight, port: 389, target };
}
