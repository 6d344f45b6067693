import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, LookupFunction } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import { dnsResolver, lookupBy } from '../../../../../electron/backend/directory/discovery/dns-lookup.ts';
import { toFailure } from '../../../../../shared/errors.ts';
import { startDnsServer } from '../../../../support/dns-server.ts';
import type { DnsServer, DnsTable } from '../../../../support/dns-server.ts';

const both: DnsTable = {
  'dc1.corp.example': [
    { type: 'A', address: '192.0.2.1' },
    { type: 'A', address: '192.0.2.2' },
    { type: 'AAAA', address: '2001:db8::1' },
  ],
};

let server: DnsServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

describe('Looking up a computer by a DNS server of one’s own', () => {
  test.each([
    [0, ['192.0.2.1', '192.0.2.2', '2001:db8::1'], ['A dc1.corp.example', 'AAAA dc1.corp.example']],
    [undefined, ['192.0.2.1', '192.0.2.2', '2001:db8::1'], ['A dc1.corp.example', 'AAAA dc1.corp.example']],
    [4, ['192.0.2.1', '192.0.2.2'], ['A dc1.corp.example']],
    ['IPv4' as const, ['192.0.2.1', '192.0.2.2'], ['A dc1.corp.example']],
    [6, ['2001:db8::1'], ['AAAA dc1.corp.example']],
    ['IPv6' as const, ['2001:db8::1'], ['AAAA dc1.corp.example']],
  ])('finds its addresses of the family %s', async (family, addresses, asked) => {
    server = await startDnsServer(both);
    const options = family === undefined ? { all: true } : { all: true, family };
    const found = await lookUp(lookupBy(server.address), 'dc1.corp.example', options);
    expect(found.map(({ address }) => address)).toEqual(addresses);
    expect(server.asked.toSorted()).toEqual(asked);
  });

  test('answers with the first address if one is enough', async () => {
    server = await startDnsServer(both);
    expect(await lookUp(lookupBy(server.address), 'dc1.corp.example', {})).toEqual([
      { address: '192.0.2.1', family: 4 },
    ]);
  });

  test.each<[string, DnsTable]>([
    ['does not exist', {}],
    ['cannot be asked for', { 'A dc1.corp.example': 'refused' }],
    ['is not answered', { 'A dc1.corp.example': 'silent' }],
  ])('takes one family if the other one %s', async (_case, table) => {
    server = await startDnsServer({
      'dc1.corp.example': [{ type: 'AAAA', address: '2001:db8::1' }],
      ...table,
    });
    expect(await lookUp(lookupBy(server.address), 'dc1.corp.example', { all: true })).toEqual([
      { address: '2001:db8::1', family: 6 },
    ]);
  });

  test('lets a socket reach a computer that the computer’s own DNS does not know', async () => {
    server = await startDnsServer({ 'dc1.hopcheck.invalid': [{ type: 'A', address: '127.0.0.1' }] });
    const listener = createServer((socket) => socket.end('reached')).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const socket = connect({ host: 'dc1.hopcheck.invalid', port, lookup: lookupBy(server.address) });
    const [octets] = (await once(socket, 'data')) as [Buffer];
    expect(octets.toString()).toBe('reached');
    socket.destroy();
    listener.close();
  });

  test('says in plain words that the server does not know it', async () => {
    server = await startDnsServer({});
    expect(await failureOf(lookUp(lookupBy(server.address), 'dc1.corp.example', {}))).toEqual({
      code: 'host-unknown',
      message: `The DNS server ${server.address} does not know dc1.corp.example. Check the spelling, or use the full name (dc1.example.com) or the address.`,
      detail: 'ENOTFOUND dc1.corp.example',
    });
  });

  test('says in plain words that the server refuses', async () => {
    server = await startDnsServer({ 'dc1.corp.example': 'refused' });
    expect(await failureOf(lookUp(lookupBy(server.address), 'dc1.corp.example', {}))).toEqual({
      code: 'host-unknown',
      message: `The DNS server ${server.address} refuses to answer this computer. Enter the address of a DNS server that knows the domain, usually that of one of its domain controllers.`,
      detail: 'EREFUSED dc1.corp.example',
    });
  });

  test('tells the failure of one family rather than that there are no addresses of the other', async () => {
    server = await startDnsServer({ 'A dc1.corp.example': [], 'AAAA dc1.corp.example': 'server-failure' });
    expect(await failureOf(lookUp(lookupBy(server.address), 'dc1.corp.example', {}))).toMatchObject({
      detail: 'ESERVFAIL dc1.corp.example',
    });
  });

  test.each(['before', 'while'])('ends at once if it is cancelled %s it is asked', async (moment) => {
    server = await startDnsServer({ 'dc1.corp.example': 'silent' });
    const controller = new AbortController();
    if (moment === 'before') controller.abort();
    const failure = failureOf(lookUp(lookupBy(server.address, controller.signal), 'dc1.corp.example', {}));
    controller.abort();
    expect(await failure).toEqual({ code: 'cancelled', message: 'Cancelled.' });
  });

  test('is left to the operating system if there is none', () => {
    expect(lookupBy(null)).toBeUndefined();
  });
});

describe('The field "DNS server"', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1:5353', '192.0.2.1:5353'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:5353', '[2001:db8::1]:5353'],
  ])('may be "%s"', (text, asked) => {
    expect(dnsResolver(text).getServers()).toEqual([asked]);
  });

  test.each([
    '',
    'dc1',
    'dc1.corp.example:53',
    '192.0.2.256',
    '10.1',
    '192.0.2.1:',
    '192.0.2.1:0',
    '192.0.2.1:65536',
    '192.0.2.1:53 192.0.2.2',
    '[192.0.2.1]:53',
    '[2001:db8::1',
    '2001:db8::1]:53',
    '[dc1]:53',
    '53',
  ])('must not be "%s"', (text) => {
    const refusal = expect.objectContaining({
      code: 'host-invalid',
      message:
        'This is not the address of a DNS server. Enter an address, with a port if need be: 192.0.2.1, 192.0.2.1:53 or [2001:db8::1]:53.',
    });
    expect(() => dnsResolver(text)).toThrow(refusal);
    expect(() => lookupBy(text)).toThrow(refusal);
  });

  test('may be left out: then those of the computer are asked', () => {
    expect(dnsResolver(null).getServers()).toEqual(expect.any(Array));
  });
});

function lookUp(
  lookup: LookupFunction | undefined,
  host: string,
  options: Parameters<LookupFunction>[1],
): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup?.(host, options, (error, found, family) => {
      if (error !== null) reject(error);
      else resolve(typeof found === 'string' ? [{ address: found, family: family ?? 0 }] : found);
    });
  });
}

function failureOf(attempt: Promise<unknown>) {
  return attempt.then(() => null, toFailure);
}
