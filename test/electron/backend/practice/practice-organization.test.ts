import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, test } from 'vitest';

import { decodeEntry } from '../../../../shared/directory/decode-entry.ts';
import { distinguishedNameKey, parentName } from '../../../../shared/directory/distinguished-name.ts';
import { valueOf, valuesOf } from '../../../../shared/directory/entry.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import { walkAttributes } from '../../../../shared/exchange/attributes.ts';
import { decodeOutboundSecurity } from '../../../../shared/exchange/outbound-security.ts';
import { versionFamily } from '../../../../shared/exchange/server-version.ts';
import { readLdif } from '../../../../shared/ldif/ldif-reader.ts';
import { proposeForVirtualServer } from '../../../../shared/stig/decision-rule.ts';

const file = new URL('../../../../build/practice-organization.ldif', import.meta.url);
const flagAttribute = 'msExchSmtpOutboundSecurityFlag';

let entries: readonly DirectoryEntry[] = [];
let passwordHolders: readonly string[] = [];
let cutShort: string | null = 'not read';

beforeAll(async () => {
  const found: DirectoryEntry[] = [];
  const holders: string[] = [];
  for await (const record of readLdif([await readFile(file)])) {
    if (record.kind === 'end') cutShort = record.cutShort;
    else {
      const { entry, passwordDropped } = decodeEntry(record.entry, walkAttributes);
      found.push(entry);
      if (passwordDropped) holders.push(leaf(entry));
    }
  }
  entries = found;
  passwordHolders = holders;
});

describe('The practice organisation', () => {
  test('is a whole file', () => {
    expect(cutShort).toBeNull();
  });

  test('is a tree: every object stands after the one above it, and none stands twice', () => {
    const seen = new Set<string>();
    const orphans: string[] = [];
    for (const { distinguishedName } of entries) {
      if (seen.size > 0 && !seen.has(distinguishedNameKey(parentName(distinguishedName) ?? '')))
        orphans.push(distinguishedName);
      seen.add(distinguishedNameKey(distinguishedName));
    }
    expect({ orphans, distinct: seen.size }).toEqual({ orphans: [], distinct: entries.length });
  });

  test('gives every object a GUID of its own and a time of its last change', () => {
    const guids = new Set(entries.map((entry) => valueOf(entry, 'objectGUID')));
    const odd = entries.filter(
      (entry) =>
        !/^[0-9a-f]{32}$/.test(valueOf(entry, 'objectGUID') ?? '') ||
        !/^\d{14}\.0Z$/.test(valueOf(entry, 'whenChanged') ?? ''),
    );
    expect({ distinct: guids.size, odd }).toEqual({ distinct: entries.length, odd: [] });
  });

  test('has three administrative groups, one with a comma and one with umlauts in its name', () => {
    expect(ofClass('msExchAdminGroup').map(leaf)).toEqual([
      'Headquarters',
      'Ports, North',
      'Überseehafen Süd',
    ]);
  });

  test('has servers of Exchange 2003, one of 2000, one of 2007, and one that names no edition', () => {
    expect(
      ofClass('msExchExchangeServer').map((server) => [
        leaf(server),
        versionFamily(valuesOf(server, 'serialNumber')),
      ]),
    ).toEqual([
      ['HQ-FE01', '2003'],
      ['HQ-MBX01', '2003'],
      ['HQ-MBX02', '2003'],
      ['HQ-EVS01', '2003'],
      ['HQ-BH01', '2003'],
      ['NQ-MBX01', '2003'],
      ['NQ-MBX02', '2003'],
      ['NQ-MBX03', '2003'],
      ['NQ-BH01', '2003'],
      ['NQ-EX2K', '2000'],
      ['SUD-MBX01', '2003'],
      ['SUD-MBX02', '2003'],
      ['SUD-MBX03', '2003'],
      ['SUD-EX07', 'later'],
      ['SUD-OLD01', 'unknown'],
    ]);
  });

  test('shows every row of the decision rule on its virtual servers', () => {
    expect(ofClass('protocolCfgSMTPServer').map(judge)).toEqual([
      ['HQ-FE01/1', '4', 'not_a_finding', 'anonymous-tls'],
      ['HQ-FE01/2', '4', 'not_a_finding', 'anonymous-tls'],
      ['HQ-MBX01/1', '0', 'open', 'no-tls'],
      ['HQ-MBX02/1', '4', 'not_a_finding', 'anonymous-tls'],
      ['HQ-EVS01/1', '268', 'open', 'authenticated'],
      ['HQ-BH01/1', '4', 'not_a_finding', 'anonymous-tls'],
      ['HQ-BH01/2', '', 'not_reviewed', 'absent'],
      ['NQ-MBX01/1', '264', 'open', 'no-tls authenticated'],
      ['NQ-MBX02/1', '136', 'open', 'no-tls authenticated'],
      ['NQ-MBX02/2', '140', 'open', 'authenticated'],
      ['NQ-MBX03/1', '', 'not_reviewed', 'no-access'],
      ['NQ-EX2K/1', '0', 'open', 'no-tls'],
      ['SUD-MBX01/1', '4;0', 'not_reviewed', 'malformed'],
      ['SUD-MBX01/2', 'TLS', 'not_reviewed', 'malformed'],
      ['SUD-MBX02/1', '-2147483644', 'not_reviewed', 'malformed'],
      ['SUD-MBX02/2', '1', 'open', 'no-tls unknown-bits'],
      ['SUD-MBX03/1', '4', 'not_a_finding', 'anonymous-tls'],
      ['SUD-MBX03/2', '4194308', 'not_reviewed', 'unknown-bits'],
      ['SUD-EX07/1', '', 'not_reviewed', 'no-access'],
      ['SUD-OLD01/1', '4', 'not_a_finding', 'anonymous-tls'],
    ]);
  });

  test('has SMTP connectors with and without TLS; one names a bridgehead that the account cannot see', () => {
    const known = new Set(entries.map(({ distinguishedName }) => distinguishedNameKey(distinguishedName)));
    expect(
      ofClass('msExchRoutingSMTPConnector').map((connector) => [
        leaf(connector),
        valueOf(connector, flagAttribute),
        valuesOf(connector, 'routingList'),
        valuesOf(connector, 'msExchSourceBridgeheadServersDN').map(
          (name) =>
            `${serverAndInstance(name)}${known.has(distinguishedNameKey(name)) ? '' : ' (not there)'}`,
        ),
      ]),
    ).toEqual([
      ['Internet Mail', '0', ['SMTP:*;1'], ['HQ-BH01/1', 'HQ-BH01/2']],
      ['Pilot Station', '4', ['SMTP:pilots.example;1', 'SMTP:*.pilots.example;1'], ['HQ-BH01/1']],
      ['Customs Broker', '268', ['SMTP:customs.example;1'], ['NQ-BH01/1 (not there)']],
      ['Reederei München', undefined, ['SMTP:reederei.example;1'], ['SUD-MBX03/1']],
    ]);
  });

  test('has one remote domain, and one stored password to be dropped', () => {
    const domains = ofClass('protocolCfgSMTPDomain').map((entry) => [
      valueOf(entry, 'msExchSmtpDomainString'),
      valueOf(entry, flagAttribute),
    ]);
    expect({ domains, passwordHolders }).toEqual({
      domains: [['pilots.example', '4']],
      passwordHolders: ['Customs Broker'],
    });
  });
});

function ofClass(objectClass: string): readonly DirectoryEntry[] {
  return entries.filter((entry) => valuesOf(entry, 'objectClass').includes(objectClass));
}

function leaf(entry: DirectoryEntry): string {
  return valueOf(entry, 'cn') ?? '';
}

function judge(entry: DirectoryEntry): readonly string[] {
  const flagValues = valuesOf(entry, flagAttribute);
  const hasBindings = valuesOf(entry, 'msExchServerBindings').length > 0;
  const { status, reasons } = proposeForVirtualServer(
    decodeOutboundSecurity({ read: true, flagValues, hasBindings }),
  );
  return [serverAndInstance(entry.distinguishedName), flagValues.join(';'), status, reasons.join(' ')];
}

function serverAndInstance(name: string): string {
  const match = /^CN=(\d+),CN=SMTP,CN=Protocols,CN=([^,]+),/.exec(name);
  return `${match?.[2]}/${match?.[1]}`;
}
