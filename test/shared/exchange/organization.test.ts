import { describe, expect, test } from 'vitest';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import { walkClasses } from '../../../shared/exchange/attributes.ts';
import { readOrganization } from '../../../shared/exchange/organization.ts';
import { rollUp } from '../../../shared/stig/roll-up.ts';
import {
  entryOf,
  exchangeContainer,
  groupEntries,
  groupName,
  organizationEntries,
  serverEntry,
  smtpEntries,
  virtualServerEntry,
  virtualServerName,
  wholeServer,
} from '../../support/exchange-entries.ts';

const read = (entries: readonly DirectoryEntry[]) =>
  readOrganization(entries, exchangeContainer, { source: 'domain-controller', isCutShort: false });

/** The tree as indented lines: name, what could not be read, rolled-up status. */
function drawing(entries: readonly DirectoryEntry[], complete = true): string[] {
  const { nodes } = read(entries);
  const statuses = rollUp(nodes, complete);
  const depths: number[] = [];
  return nodes.map((node) => {
    const depth = node.parent === null ? 0 : (depths[node.parent] ?? 0) + 1;
    depths[node.id] = depth;
    return `${'  '.repeat(depth)}${node.name}${node.readable ? '' : ' (unreadable)'}: ${statuses[node.id] ?? '-'}`;
  });
}

describe('the tree of Exchange System Manager', () => {
  test('has its names and its order, numbers in names counting as numbers', () => {
    const group = groupName('Main');
    const routing = `CN=Routing Groups,${group}`;
    const connectors = `CN=Connectors,CN=RG,${routing}`;
    expect(
      drawing([
        ...organizationEntries(),
        ...groupEntries('Main'),
        ...wholeServer('Main', 'EX10', ['4']),
        ...wholeServer('Main', 'EX9', ['4', '0']),
        entryOf(routing, walkClasses.routingGroups),
        entryOf(`CN=RG,${routing}`, walkClasses.routingGroup),
        entryOf(connectors, walkClasses.connectors),
        entryOf(`CN=Internet,${connectors}`, walkClasses.smtpConnector),
      ]),
    ).toEqual([
      'Fabrikam (Exchange): open',
      '  Administrative Groups: open',
      '    Main: open',
      '      Servers: open',
      '        EX9: open',
      '          Protocols: open',
      '            SMTP: open',
      '              Default SMTP Virtual Server: not_a_finding',
      '              SMTP 2: open',
      '        EX10: not_a_finding',
      '          Protocols: not_a_finding',
      '            SMTP: not_a_finding',
      '              Default SMTP Virtual Server: not_a_finding',
      '      Routing Groups: -',
      '        RG: -',
      '          Connectors: -',
      '            Internet: -',
    ]);
  });

  test('is the same whatever the order in which the entries come', () => {
    const entries = [
      ...organizationEntries(),
      ...groupEntries('Main'),
      ...wholeServer('Main', 'EX1', ['0', '4']),
    ];
    expect(drawing(entries.toReversed())).toEqual(drawing(entries));
  });

  test('containers that the account may not see are built from the names below them, and nothing passes over them', () => {
    const entries = [
      serverEntry('Main', 'EX1'),
      virtualServerEntry('Main', 'EX1', '1', { msExchSmtpOutboundSecurityFlag: '4' }),
    ];
    expect(drawing(entries)).toEqual([
      'Fabrikam (Exchange) (unreadable): not_reviewed',
      '  Administrative Groups (unreadable): not_reviewed',
      '    Main (unreadable): not_reviewed',
      '      Servers (unreadable): not_reviewed',
      '        EX1: not_reviewed',
      '          Protocols (unreadable): not_reviewed',
      '            SMTP (unreadable): not_reviewed',
      '              Default SMTP Virtual Server: not_a_finding',
    ]);
    expect(read(entries).problems.map(({ code }) => code)).toEqual(Array(6).fill('not-readable'));
  });

  test('a virtual server that only a connector names as bridgehead is there, not read', () => {
    const connectors = `CN=Connectors,CN=RG,CN=Routing Groups,${groupName('Main')}`;
    const named = virtualServerName('Main', 'EX1');
    const organization = read([
      ...organizationEntries(),
      ...groupEntries('Main'),
      serverEntry('Main', 'EX1'),
      entryOf(`CN=Internet,${connectors}`, walkClasses.smtpConnector, {
        msExchSourceBridgeheadServersDN: [named],
        msExchSmtpOutboundSecurityFlag: '4',
      }),
    ]);
    expect(organization.nodes.find(({ kind }) => kind === 'virtual-server')).toEqual({
      id: 7,
      parent: 6,
      kind: 'virtual-server',
      name: 'SMTP virtual server 1',
      distinguishedName: named,
      readable: false,
      instance: '1',
      objectGuid: null,
      rawFlag: null,
      authentication: 'unknown',
      tls: null,
      proposal: { status: 'not_reviewed', reasons: ['not-read'] },
      decision: null,
    });
  });

  test('a virtual server outside the tree is not judged, but never dropped without a word', () => {
    const stray = `CN=1,CN=SMTP,CN=LostAndFound,${exchangeContainer}`;
    const organization = read([
      ...organizationEntries(),
      entryOf(stray, walkClasses.virtualServer, { msExchSmtpOutboundSecurityFlag: '0' }),
    ]);
    expect(organization.incompleteReason).toContain('One object could not be placed');
    expect(organization.problems).toEqual([
      {
        code: 'name-not-understood',
        message: expect.stringContaining('was not judged'),
        distinguishedName: stray,
      },
    ]);
  });

  test('remote domains belong to the virtual server two steps above them', () => {
    const domains = `CN=Domain,${virtualServerName('Main', 'EX1')}`;
    const organization = read([
      ...organizationEntries(),
      ...groupEntries('Main'),
      ...wholeServer('Main', 'EX1', ['4']),
      entryOf(`CN=1,${domains}`, walkClasses.remoteDomain, {
        msExchSmtpDomainString: 'partner.example',
        msExchSmtpOutboundSecurityFlag: '264',
      }),
    ]);
    expect([...organization.remoteDomains.values()]).toEqual([
      [{ name: 'partner.example', rawFlag: '264', authentication: 'basic', tls: false }],
    ]);
  });

  test('names with commas, quotes and markup stay one name', () => {
    const hostile = 'Bolts\\, "Nuts" & <script>';
    const group = hostile.replaceAll('"', '\\"').replaceAll('<', '\\<').replaceAll('>', '\\>');
    expect(
      drawing([...organizationEntries(), ...groupEntries(group), ...wholeServer(group, 'EX1', ['4'])])[2],
    ).toBe('    Bolts, "Nuts" & <script>: not_a_finding');
  });
});

describe('what may hide a virtual server does not pass', () => {
  const passing = [...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', ['4'])];

  test('a group whose Servers container was not seen', () => {
    const other = entryOf(groupName('Other'), walkClasses.administrativeGroup);
    expect(drawing([...passing, other]).filter((line) => /^(Fabrikam|    Other)/.test(line))).toEqual([
      'Fabrikam (Exchange): not_reviewed',
      '    Other: not_reviewed',
    ]);
    expect(read([...passing, other]).problems).toEqual([
      {
        code: 'not-readable',
        message: expect.stringContaining('servers of Other'),
        distinguishedName: groupName('Other'),
      },
    ]);
  });

  test('but a group that was seen to be empty stands in nobody’s way', () => {
    expect(drawing([...passing, ...groupEntries('Other')])[0]).toBe('Fabrikam (Exchange): not_a_finding');
  });

  test('an object that comes twice with different values', () => {
    const twice = virtualServerEntry('Main', 'EX1', '1', { msExchSmtpOutboundSecurityFlag: '0' });
    const organization = read([...passing, twice]);
    expect({ reason: organization.incompleteReason, problems: organization.problems }).toEqual({
      reason: expect.stringContaining('One object'),
      problems: [
        { code: 'contradictory', message: expect.any(String), distinguishedName: twice.distinguishedName },
      ],
    });
    expect(read([...passing, ...passing]).incompleteReason).toBeNull();
  });

  test('a bridgehead that fits nowhere; a connector that fits nowhere carries no verdict', () => {
    const connectors = `CN=Connections,CN=RG,CN=Routing Groups,${groupName('Main')}`;
    const connector = entryOf(`CN=Internet,${connectors}`, walkClasses.smtpConnector, {
      msExchSourceBridgeheadServersDN: [`CN=1,CN=Elsewhere,${exchangeContainer}`],
    });
    const stray = entryOf(`CN=Stray,${exchangeContainer}`, walkClasses.smtpConnector);
    expect(read([...passing, connector]).incompleteReason).toContain('One object');
    expect(read([...passing, stray])).toMatchObject({
      incompleteReason: null,
      problems: [{ code: 'name-not-understood' }],
    });
  });
});

describe('what applies to a server', () => {
  const withVersion = (serialNumber: string | null, flag: string | null): DirectoryEntry[] => [
    ...organizationEntries(),
    ...groupEntries('Main'),
    serverEntry('Main', 'EX1', serialNumber === null ? {} : { serialNumber }),
    ...smtpEntries('Main', 'EX1'),
    ...(flag === null
      ? []
      : [virtualServerEntry('Main', 'EX1', '1', { msExchSmtpOutboundSecurityFlag: flag })]),
  ];
  const proposalsOf = (entries: readonly DirectoryEntry[], complete = true) => {
    const { nodes } = read(entries);
    const statuses = rollUp(nodes, complete);
    const server = nodes.find((node) => node.kind === 'server');
    const virtualServer = nodes.find((node) => node.kind === 'virtual-server');
    return {
      server: statuses[server?.id ?? -1],
      own: server?.proposal,
      virtualServer: virtualServer?.proposal,
    };
  };

  test.each([
    ['Version 6.0 (Build 6249.4: Service Pack 3)', '0'],
    ['Version 5.5 (Build 2653.23)', '0'],
    ['Version 8.1 (Build 240.6)', '0'],
    ['Version 15.2 (Build 1118.7)', '4'],
  ])('%s is Not Applicable, whatever its virtual server says', (version, flag) => {
    const notApplicable = { status: 'not_applicable', reasons: ['version-not-2003'] };
    expect(proposalsOf(withVersion(version, flag))).toEqual({
      server: 'not_applicable',
      own: null,
      virtualServer: notApplicable,
    });
  });

  test.each([[null], ['Version 6.50'], ['Version 6.53'], ['6.5'], ['version unknown'], ['Version 7.0']])(
    'version %j is not known to be 2003, so even the value 4 is Not Reviewed',
    (version) => {
      const proposals = proposalsOf(withVersion(version, '4'));
      expect(proposals).toEqual({
        server: 'not_reviewed',
        own: null,
        virtualServer: { status: 'not_reviewed', reasons: ['version-unknown', 'anonymous-tls'] },
      });
    },
  );

  test('a 2003 server on which no virtual server was seen is Not Reviewed', () => {
    expect(proposalsOf(withVersion('Version 6.5 (Build 6944.4)', null))).toEqual({
      server: 'not_reviewed',
      own: { status: 'not_reviewed', reasons: ['no-virtual-server'] },
      virtualServer: undefined,
    });
  });

  test('in an incomplete walk Open stays Open, a virtual server keeps its verdict, but no server passes', () => {
    expect(proposalsOf(withVersion('Version 6.5', '0'), false).server).toBe('open');
    expect(proposalsOf(withVersion('Version 6.5', '4'), false)).toEqual({
      server: 'not_reviewed',
      own: null,
      virtualServer: { status: 'not_a_finding', reasons: ['anonymous-tls'] },
    });
  });
});

describe('data that is no one organisation is refused', () => {
  test('nothing of Exchange', () => {
    expect(() => read([entryOf('CN=Users,DC=corp,DC=example', 'container')])).toThrow(
      expect.objectContaining({ code: 'exchange-not-found' }),
    );
  });

  test('two organisations', () => {
    const other = entryOf(`CN=Contoso,${exchangeContainer}`, walkClasses.organization);
    expect(() => read([...organizationEntries(), other])).toThrow(
      expect.objectContaining({
        code: 'several-organizations',
        message: expect.stringContaining('Fabrikam, Contoso'),
      }),
    );
  });
});

test('an organisation in which no server was seen is Not Reviewed, not fine', () => {
  expect(drawing([...organizationEntries(), ...groupEntries('Main')])).toEqual([
    'Fabrikam (Exchange): not_reviewed',
    '  Administrative Groups: not_applicable',
    '    Main: not_applicable',
    '      Servers: not_applicable',
  ]);
});
