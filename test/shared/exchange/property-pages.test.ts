import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { walkAttributes } from '../../../shared/exchange/attributes.ts';
import type { Property, PropertyPage } from '../../../shared/exchange/property.ts';
import { connectorSheet, virtualServerSheet } from '../../../shared/exchange/property-pages.ts';

/** What setup stores of an SMTP virtual server (Microsoft KB321757), as far as Hopcheck asks for it. */
const asSetUp: Readonly<Record<string, readonly string[]>> = {
  objectClass: ['top', 'protocolCfg', 'protocolCfgSMTP', 'protocolCfgSMTPServer'],
  msExchAccessSSLFlags: ['0'],
  msExchAuthenticationFlags: ['7'],
  msExchServerBindings: [':25:'],
  msExchIncomingConnectionTimeout: ['1500'],
  msExchMaxIncomingConnections: ['2000000000'],
  msExchServerAutoStart: ['TRUE'],
  msExchSmtpFullyQualifiedDomainName: ['ex1.corp.example'],
  msExchSmtpLocalQueueDelayNotification: ['720'],
  msExchSmtpLocalQueueExpirationTimeout: ['2880'],
  msExchSmtpMaxHopCount: ['15'],
  msExchSmtpMaxMessageSize: ['0'],
  msExchSmtpBadMailDirectory: ['C:\\Exchsrvr\\Mailroot\\vsi 1\\BadMail'],
  msExchSmtpMaxOutboundMsgPerDomain: ['20'],
  msExchSmtpMaxOutboundMsgPerDomainFlag: ['TRUE'],
  msExchSmtpMaxOutgoingConnections: ['1000'],
  msExchSmtpMaxOutgoingConnectionsPerDomain: ['100'],
  msExchSmtpMaxRecipients: ['64000'],
  msExchSmtpMaxSessionSize: ['0'],
  msExchSmtpOutboundSecurityFlag: ['0'],
  msExchSmtpOutgoingConnectionTimeout: ['600'],
  msExchSmtpOutgoingPort: ['25'],
  msExchSmtpPerformReverseDnsLookup: ['FALSE'],
  msExchSmtpRelayForAuth: ['TRUE'],
  msExchSmtpRemoteQueueDelayNotification: ['720'],
  msExchSmtpRemoteQueueExpirationTimeout: ['2880'],
  msExchSmtpRemoteQueueRetries: ['10,10,10,15'],
};

const boxes = { selected: '[x]', clear: '[ ]', unknown: '[?]' };

/** An element as one line: label, box, value, and how it is known where it is not simply read. */
function lineOf({ label, control, mark, text, certainty }: Property): string {
  const box = control === 'field' || mark === null ? '' : boxes[mark];
  const known = certainty === 'read' ? '' : `(${certainty})`;
  return [label, box, text?.replaceAll('\n', ' | ') ?? '', known].filter((part) => part !== '').join(' ');
}

/** A page as the lines of its parts. */
function drawn({ groups }: PropertyPage): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    groups.map(({ kind, heading, properties }) => [`${kind}: ${heading ?? ''}`, properties.map(lineOf)]),
  );
}

function pagesOf(attributes: Readonly<Record<string, readonly string[]>>) {
  return Object.fromEntries(virtualServerSheet(attributes).pages.map((page) => [page.label, drawn(page)]));
}

/** The lines of all pages that begin with a label. */
function linesFor(label: string, attributes: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.values(pagesOf(attributes)).flatMap((page) =>
    Object.values(page).flatMap((lines) => lines.filter((line) => line.startsWith(label))),
  );
}

describe('the Properties of an SMTP virtual server as setup leaves it', () => {
  test('have the four tabs of Exchange System Manager and open on Delivery', () => {
    const sheet = virtualServerSheet(asSetUp);
    expect(sheet.pages.map(({ label }) => label)).toEqual(['General', 'Access', 'Messages', 'Delivery']);
    expect(sheet.pages[sheet.outboundSecurityPage]?.label).toBe('Delivery');
  });

  test('General: where it listens, how many may come, and that it is not known to run', () => {
    expect(pagesOf(asSetUp)['General']).toEqual({
      'frame: ': [
        'IP address: (All Unassigned)',
        'Limit number of connections to: [ ] (inferred)',
        'Connection time-out (minutes): 25 (inferred)',
        'Enable logging [?] (not-asked)',
        'Active log format: (not-asked)',
      ],
      'dialog: Advanced...': [
        'IP address and TCP port: (All Unassigned), port 25',
        'Filter enabled: (not-asked)',
      ],
      'beside: Not in this dialog': [
        'Starts with the operating system: Yes',
        'Running or stopped: (not-in-directory)',
      ],
    });
  });

  test('Access: the methods by bits, the certificate not in the directory', () => {
    expect(pagesOf(asSetUp)['Access']).toEqual({
      'frame: Access control': [
        'Anonymous access [x]',
        'Resolve anonymous e-mail [?] (not-asked)',
        'Basic authentication (password is sent in clear text) [x]',
        'Requires TLS encryption [?] (not-asked)',
        'Default domain: (not-asked)',
        'Integrated Windows Authentication [x]',
      ],
      'frame: Secure communication': [
        'Certificate: (not-in-directory)',
        'Require secure channel [ ]',
        'Require 128-bit encryption [ ] (inferred)',
      ],
      'frame: Connection control': ['Computers that may access this virtual server: (not-asked)'],
      'frame: Relay restrictions': [
        'Computers that may relay through this virtual server: (not-asked)',
        'Allow all computers which successfully authenticate to relay, regardless of the list above [x]',
      ],
    });
  });

  test('Messages: 0 is no limit, and whether the limit per connection applies is an attribute of its own', () => {
    expect(pagesOf(asSetUp)['Messages']).toEqual({
      'frame: Specify the following message information': [
        'Limit message size to (KB): [ ] (inferred)',
        'Limit session size to (KB): [ ] (inferred)',
        'Limit number of messages per connection to: [x] 20 (inferred)',
        'Limit number of recipients per message to: [x] 64,000',
        'Send copy of Non-Delivery Report to: (default)',
        'Badmail directory: C:\\Exchsrvr\\Mailroot\\vsi 1\\BadMail',
        'Forward all mail with unresolved recipients to host: (not-asked)',
      ],
    });
  });

  test('Delivery: intervals, periods in their unit, and what stands behind the three buttons', () => {
    expect(pagesOf(asSetUp)['Delivery']).toEqual({
      'frame: Outbound': [
        'First retry interval (minutes): 10 (inferred)',
        'Second retry interval (minutes): 10 (inferred)',
        'Third retry interval (minutes): 10 (inferred)',
        'Subsequent retry interval (minutes): 15 (inferred)',
        'Delay notification: 12 hours',
        'Expiration timeout: 2 days',
      ],
      'frame: Local': ['Delay notification: 12 hours', 'Expiration timeout: 2 days'],
      'outbound-security: Outbound Security...': ['User name: (not-asked)', 'Password: (not-asked)'],
      'dialog: Outbound connections...': [
        'Limit number of connections to: [x] 1,000',
        'Time-out (minutes): 10',
        'Limit number of connections per domain to: [x] 100',
        'TCP port: 25',
      ],
      'dialog: Advanced...': [
        'Maximum hop count: 15',
        'Masquerade domain: (default)',
        'Fully-qualified domain name: ex1.corp.example',
        'Smart host: (default)',
        'Attempt direct delivery before sending to smart host [ ] (default)',
        'Perform reverse DNS lookup on incoming messages [ ]',
        'Configure external DNS Servers: (default)',
      ],
    });
  });
});

describe('the Properties of an SMTP virtual server', () => {
  test('show what is stored in the unit of the label', () => {
    const changed = {
      ...asSetUp,
      msExchSmtpMaxMessageSize: ['4194304'],
      msExchSmtpOutgoingConnectionTimeout: ['90'],
      msExchSmtpLocalQueueDelayNotification: ['45'],
      msExchMaxIncomingConnections: ['500'],
      msExchServerBindings: ['192.0.2.4:25:', ':2525:'],
      msExchSmtpSmartHost: ['[192.0.2.9]'],
      msExchSmtpSmartHostType: ['1'],
      msExchAccessSSLFlags: ['264'],
      msExchSmtpMaxOutboundMsgPerDomainFlag: ['FALSE'],
      msExchSmtpSendNDRTo: ['postmaster@corp.example'],
      msExchSmtpRelayForAuth: ['FALSE'],
      msExchSmtpExternalDNSServers: ['192.0.2.53'],
    };
    expect([
      ...linesFor('Limit message size', changed),
      ...linesFor('Time-out', changed),
      ...linesFor('Delay notification', changed),
      ...linesFor('Limit number of connections to', changed),
      ...linesFor('IP address', changed),
      ...linesFor('Smart host', changed),
      ...linesFor('Attempt direct', changed),
      ...linesFor('Require', { ...changed }),
      ...linesFor('Limit number of messages', changed),
      ...linesFor('Send copy', changed),
      ...linesFor('Allow all', changed),
      ...linesFor('Configure external', changed),
    ]).toEqual([
      'Limit message size to (KB): [x] 4,096 (inferred)',
      'Time-out (minutes): 1.5',
      'Delay notification: 12 hours',
      'Delay notification: 45 minutes',
      'Limit number of connections to: [x] 500',
      'Limit number of connections to: [x] 1,000',
      'IP address: 192.0.2.4 (inferred)',
      'IP address and TCP port: 192.0.2.4, port 25 | (All Unassigned), port 2525',
      'Smart host: [192.0.2.9]',
      'Attempt direct delivery before sending to smart host [x] (inferred)',
      'Requires TLS encryption [?] (not-asked)',
      'Require secure channel [x]',
      'Require 128-bit encryption [x] (inferred)',
      'Limit number of messages per connection to: [ ] 20 (inferred)',
      'Send copy of Non-Delivery Report to: postmaster@corp.example',
      'Allow all computers which successfully authenticate to relay, regardless of the list above [ ]',
      'Configure external DNS Servers: 192.0.2.53',
    ]);
  });

  test('name a default, as inferred, where the object can be read and the value is not stored', () => {
    const bare = { objectClass: ['protocolCfgSMTPServer'], msExchServerBindings: [':25:'] };
    const sheet = virtualServerSheet(bare);
    const stored = sheet.pages
      .flatMap(({ groups }) => groups)
      .flatMap(({ properties }) => properties)
      .filter(({ attribute }) => attribute !== null && attribute !== 'msExchServerBindings');
    expect(new Set(stored.map(({ certainty }) => certainty))).toEqual(new Set(['default']));
    expect(stored.every(({ why }) => why?.startsWith('Not stored.'))).toBe(true);
    expect([
      ...linesFor('Maximum hop', bare),
      ...linesFor('Limit number of conn', bare),
      ...linesFor('First', bare),
    ]).toEqual([
      'Maximum hop count: 15 (default)',
      'Limit number of connections to: [ ] (default)',
      'Limit number of connections to: [x] 1,000 (default)',
      'Limit number of connections per domain to: [x] 100 (default)',
      'First retry interval (minutes): (default)',
    ]);
  });

  test('never claim a default for what the Hopcheck that read it may not have asked for', () => {
    const older = Object.fromEntries(
      Object.entries(asSetUp).filter(([name]) => !/BadMail|Flag$|RelayForAuth/.test(name)),
    );
    const lines = virtualServerSheet({ ...older, msExchAuthenticationFlags: ['7'] })
      .pages.flatMap(({ groups }) => groups.flatMap(({ properties }) => properties))
      .filter(({ label }) =>
        /^(Send copy|Badmail|Allow all|Configure ext|Limit number of messages)/.test(label),
      )
      .map((each) => [lineOf(each), each.why]);
    const orNotAsked = 'Or it was not asked for: what an earlier Hopcheck read lacks it.';
    expect(lines).toEqual([
      [
        'Allow all computers which successfully authenticate to relay, regardless of the list above [?] (default)',
        `Not stored. What then applies is not known. ${orNotAsked}`,
      ],
      [
        'Limit number of messages per connection to: [?] 20 (inferred)',
        'Whether the limit applies is stored apart, in msExchSmtpMaxOutboundMsgPerDomainFlag, which did not come.',
      ],
      ['Send copy of Non-Delivery Report to: (default)', `Not stored. Setup stores none. ${orNotAsked}`],
      [
        'Badmail directory: (default)',
        `Not stored. Setup stores the folder BadMail of the virtual server. ${orNotAsked}`,
      ],
      ['Configure external DNS Servers: (default)', `Not stored. Setup stores none. ${orNotAsked}`],
    ]);
  });

  test('claim a default for these as for others once one of them came', () => {
    const sendCopy = virtualServerSheet(asSetUp)
      .pages.flatMap(({ groups }) => groups.flatMap(({ properties }) => properties))
      .find(({ label }) => label.startsWith('Send copy'));
    expect(sendCopy?.why).toBe('Not stored. Setup stores none.');
  });

  test.each([
    ['was not delivered', {}, 'The object was not delivered.'],
    [
      'may not be read',
      { objectClass: ['protocolCfgSMTPServer'] },
      'Not even msExchServerBindings, which every such object has, was delivered: the account probably may not read the settings.',
    ],
  ])('never name a default where the object %s', (_, attributes, why) => {
    const asked = virtualServerSheet(attributes)
      .pages.flatMap(({ groups }) => groups)
      .flatMap(({ properties }) => properties)
      .filter(({ attribute }) => attribute !== null);
    expect(asked.length).toBeGreaterThan(30);
    for (const property of asked) {
      expect(property).toMatchObject({
        certainty: 'not-readable',
        text: null,
        mark: property.control === 'field' ? null : 'unknown',
        why,
        values: [],
      });
    }
  });

  test.each([
    ['msExchSmtpMaxHopCount', ['fifteen'], 'Maximum hop count: fifteen (not-understood)'],
    ['msExchSmtpMaxHopCount', ['-1'], 'Maximum hop count: -1 (not-understood)'],
    ['msExchSmtpMaxHopCount', ['99999999999'], 'Maximum hop count: 99999999999 (not-understood)'],
    ['msExchSmtpMaxHopCount', ['1', '2'], 'Maximum hop count: 1 | 2 (not-understood)'],
    ['msExchSmtpMaxHopCount', [''], 'Maximum hop count: (not-understood)'],
    ['msExchSmtpRemoteQueueRetries', ['10'], 'First retry interval (minutes): 10 (not-understood)'],
    [
      'msExchSmtpPerformReverseDnsLookup',
      ['1'],
      'Perform reverse DNS lookup on incoming messages [?] 1 (not-understood)',
    ],
    [
      'msExchSmtpSmartHostType',
      ['7'],
      'Attempt direct delivery before sending to smart host [?] 7 (not-understood)',
    ],
    ['msExchServerBindings', ['anywhere'], 'IP address: anywhere (not-understood)'],
    ['msExchAuthenticationFlags', ['x'], 'Anonymous access [?] x (not-understood)'],
    ['msExchAuthenticationFlags', ['17'], 'Anonymous access [x] (inferred)'],
    [
      'msExchSmtpMaxOutboundMsgPerDomainFlag',
      ['1'],
      'Limit number of messages per connection to: [?] 20 (inferred)',
    ],
  ])('draw nothing out of %s = %j', (attribute, values, line) => {
    const label = line.replace(/(:| \[).*/, '');
    expect(linesFor(label, { ...asSetUp, [attribute]: values })[0]).toBe(line);
  });

  test('keep the stored values exactly as read beside what is made of them', () => {
    const hopCount = virtualServerSheet(asSetUp)
      .pages.flatMap(({ groups }) => groups)
      .flatMap(({ properties }) => properties)
      .find(({ label }) => label === 'First retry interval (minutes):');
    expect(hopCount).toEqual({
      label: 'First retry interval (minutes):',
      control: 'field',
      attribute: 'msExchSmtpRemoteQueueRetries',
      values: ['10,10,10,15'],
      certainty: 'inferred',
      text: '10',
      mark: null,
      why: 'The four stored numbers are taken as the four intervals in minutes, after the same setting of Internet Information Services.',
    });
  });
});

describe('the Properties of an SMTP connector', () => {
  const connector = {
    objectClass: ['msExchRoutingSMTPConnector'],
    msExchSmtpOutboundSecurityFlag: ['4194308'],
    msExchSourceBridgeheadServersDN: ['CN=1,CN=SMTP,CN=Protocols,CN=EX1'],
    routingList: ['SMTP:*;1', 'SMTP:partner.example;10'],
    msExchSmtpSmartHost: ['relay.corp.example'],
  };

  test('are read as far as Hopcheck asks, and say which tabs it leaves out', () => {
    const sheet = connectorSheet(connector);
    expect(sheet.otherTabs).toEqual([
      'Delivery Options',
      'Connected Routing Groups',
      'Content Restrictions',
      'Details',
    ]);
    expect(sheet.pages[sheet.outboundSecurityPage]?.label).toBe('Advanced');
    expect(Object.fromEntries(sheet.pages.map((page) => [page.label, drawn(page)]))).toEqual({
      General: {
        'frame: ': [
          'Use DNS to route to each address space on this connector [ ] (inferred)',
          'Forward all mail through this connector to the following smart hosts: [x] (inferred)',
          'Smart hosts: relay.corp.example',
          'Do not allow public folder referrals [?] (not-asked)',
        ],
        'bridgeheads: Local bridgeheads': [],
      },
      Advanced: {
        'frame: ': [
          'Send HELO instead of EHLO [x] (inferred)',
          'Do not send ETRN/TURN [?] (not-asked)',
          'Request ETRN/TURN when sending messages [?] (not-asked)',
        ],
        'outbound-security: Outbound Security...': ['User name: (not-asked)', 'Password: (not-asked)'],
      },
      'Address Space': {
        'frame: ': [
          'Address spaces: SMTP  *  cost 1 | SMTP  partner.example  cost 10 (inferred)',
          'Connector scope: (not-asked)',
          'Allow messages to be relayed to these domains [?] (not-asked)',
        ],
      },
      'Delivery Restrictions': {
        'frame: ': [
          'By default, messages from everyone are accepted [?] (not-asked)',
          'By default, messages from everyone are rejected [?] (not-asked)',
          'Accept messages from: (not-asked)',
          'Reject messages from: (not-asked)',
        ],
      },
    });
  });

  test('route by DNS where no smart host is stored', () => {
    const { msExchSmtpSmartHost: _, ...withoutSmartHost } = connector;
    const [general] = connectorSheet(withoutSmartHost).pages;
    expect(general && drawn(general)['frame: ']?.slice(0, 3)).toEqual([
      'Use DNS to route to each address space on this connector [x] (default)',
      'Forward all mail through this connector to the following smart hosts: [ ] (default)',
      'Smart hosts: (default)',
    ]);
  });

  test('say that nothing was readable where not even an address space or a bridgehead came', () => {
    const [general] = connectorSheet({ objectClass: ['msExchRoutingSMTPConnector'] }).pages;
    expect(general && drawn(general)['frame: ']?.[0]).toBe(
      'Use DNS to route to each address space on this connector [?] (not-readable)',
    );
  });
});

test('the side-by-side page names every attribute that the pages show, and none that Hopcheck does not ask for', async () => {
  const document = await readFile(new URL('../../../EXCHANGE-SYSTEM-MANAGER.md', import.meta.url), 'utf8');
  const named = new Set(Array.from(document.matchAll(/`(msExch\w+|routingList)`/g), ([, name]) => name));
  const shown = [...virtualServerSheet({}).pages, ...connectorSheet({}).pages]
    .flatMap(({ groups }) => groups)
    .flatMap(({ properties }) => properties)
    .map(({ attribute }) => attribute)
    .filter((attribute) => attribute !== null);
  expect(shown.filter((attribute) => !named.has(attribute))).toEqual([]);
  expect([...named].filter((name) => !walkAttributes.some((attribute) => attribute === name))).toEqual([]);
});
