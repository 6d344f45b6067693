import { describe, expect, test } from 'vitest';
import { typeConnection } from '../../../renderer/actions/connecting.ts';
import { findDomainControllers, offerOwnDomain, stopFinding } from '../../../renderer/actions/finding.ts';
import { useStore, type Probe } from '../../../renderer/store.ts';
import { scriptedBridge, settled } from './scripted-bridge.ts';

const candidates = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ host: `dc${index}`, port: 389, origins: ['dns'] }));
const discovery = (count: number) => ({
  domain: 'corp.example',
  candidates: candidates(count),
  problems: [],
});
const silent = { code: 'connection-timeout', message: 'It keeps silent.' } as const;

function probes(): Readonly<Record<string, Probe['kind']>> {
  const { finding } = useStore.getState();
  if (finding.kind !== 'found') throw new Error(`It is ${finding.kind}.`);
  return Object.fromEntries(Object.entries(finding.probes).map(([host, { kind }]) => [host, kind]));
}

describe('the domain of the computer', () => {
  test('is offered once, and never in the place of what was typed', async () => {
    const requests = scriptedBridge();
    const offered = offerOwnDomain();
    expect(requests.map(({ channel, args }) => [channel, args])).toEqual([
      ['discovery.find', { domain: null, dnsServer: null }],
    ]);
    typeConnection({ domain: 'typed.example' });
    await requests[0]?.succeed(discovery(0));
    await offered;
    expect(useStore.getState().connection.domain).toBe('typed.example');
    typeConnection({ domain: '' });
    await offerOwnDomain();
    expect(requests).toHaveLength(1);
  });
});

describe('finding domain controllers', () => {
  test('asks each of them, a few at a time, by the DNS server that named them', async () => {
    const requests = scriptedBridge();
    typeConnection({ domain: ' corp.example ', dnsServer: '10.0.0.1' });
    const found = findDomainControllers();
    await requests[0]?.succeed(discovery(10));
    expect(await found).toBe(true);
    expect(requests[0]?.args).toEqual({ domain: 'corp.example', dnsServer: '10.0.0.1' });
    expect(requests.slice(1).map(({ args }) => args)).toEqual(
      candidates(8).map(({ host, port }) => ({ host, port, dnsServer: '10.0.0.1' })),
    );
    await requests[1]?.succeed({});
    await requests[2]?.fail(silent);
    expect(requests).toHaveLength(11);
    expect(probes()).toMatchObject({ dc0: 'answered', dc1: 'failed', dc2: 'asking', dc9: 'asking' });
  });

  test('looks for those of the computer’s own domain where none is typed, and tells which that is', async () => {
    const requests = scriptedBridge();
    const found = findDomainControllers();
    await requests[0]?.succeed(discovery(0));
    await found;
    expect(requests[0]?.args).toEqual({ domain: null, dnsServer: null });
    expect(useStore.getState()).toMatchObject({
      connection: { domain: 'corp.example' },
      announcement: '0 domain controllers found',
    });
  });

  test('asks no more once the assessor has gone on, and takes no late answer', async () => {
    const requests = scriptedBridge();
    const found = findDomainControllers();
    await requests[0]?.succeed(discovery(10));
    await found;
    await requests[1]?.succeed({});
    stopFinding();
    for (const request of requests.slice(2)) await request.succeed({});
    await settled();
    expect(requests).toHaveLength(10);
    expect(probes()).toMatchObject({ dc0: 'answered', dc1: 'not-asked', dc9: 'not-asked' });
  });

  test('is given up by going on before the list is there', async () => {
    const requests = scriptedBridge();
    const found = findDomainControllers();
    stopFinding();
    await requests[0]?.succeed(discovery(2));
    expect(await found).toBe(false);
    expect(useStore.getState().finding).toEqual({ kind: 'none' });
    expect(requests).toHaveLength(1);
  });

  test('says why it was not possible', async () => {
    const requests = scriptedBridge();
    const found = findDomainControllers();
    await requests[0]?.fail({ code: 'host-invalid', message: 'This is no domain.' });
    expect(await found).toBe(true);
    expect(useStore.getState().finding).toEqual({
      kind: 'failed',
      failure: { code: 'host-invalid', message: 'This is no domain.' },
    });
  });
});
