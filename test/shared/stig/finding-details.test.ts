import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  AssessmentSummary,
  NodeDetail,
  ServerNode,
  VirtualServerNode,
} from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { SourceDescription } from '../../../shared/directory/source.ts';
import { readOrganization } from '../../../shared/exchange/organization.ts';
import { findingDetails, type FindingFacts } from '../../../shared/stig/finding-details.ts';
import { figuresOf } from '../../../shared/stig/roll-up.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  serverEntry,
  wholeServer,
} from '../../support/exchange-entries.ts';

const fromFile: SourceDescription = {
  kind: 'ldif',
  fileName: 'exchange.ldf',
  size: 1_000,
  sha256: 'ab'.repeat(32),
  modifiedAt: null,
};
const fromController: SourceDescription = {
  kind: 'domain-controller',
  host: '10.0.0.1',
  port: 636,
  channel: 'ldaps',
  signIn: 'simple',
  account: 'CORP\\ann',
  dnsHostName: 'dc1.corp.example',
  site: null,
  windowsLevel: 'Windows Server 2003',
  clockDifferenceMilliseconds: null,
  certificateFingerprint: null,
  certificateTrust: null,
  tls: null,
  weaknesses: [],
  ldapsPassedOver: null,
  clearTextConsent: false,
};

/** The facts of the last subject of an organisation with one server. */
function factsOf(
  server: readonly DirectoryEntry[],
  change: { readonly summary?: Partial<AssessmentSummary>; readonly detail?: Partial<NodeDetail> } = {},
): FindingFacts {
  const entries = [...organizationEntries(), ...groupEntries('Main'), ...server];
  const { nodes } = readOrganization(entries, exchangeContainer, {
    source: 'domain-controller',
    isCutShort: false,
  });
  const subject = nodes.findLast(
    (node): node is VirtualServerNode | ServerNode =>
      node.kind === 'virtual-server' || node.kind === 'server',
  );
  if (subject === undefined || subject.proposal === null) throw new Error('The sample has a subject.');
  const entry = entries.find(({ distinguishedName }) => distinguishedName === subject.distinguishedName);
  return {
    subject,
    proposal: subject.proposal,
    nodes,
    detail: {
      distinguishedName: subject.distinguishedName,
      attributes: entry?.attributes ?? {},
      objectGuid: '11111111-1111-4111-8111-111111111111',
      whenChanged: '2004-12-31T23:59:59.000Z',
      readAt: '2026-03-01T09:00:01.123Z',
      remoteDomains: [],
      decisions: [],
      draft: null,
      ...change.detail,
    },
    summary: {
      id: '6f1f0a52-5d0c-4f0e-9a3f-0d6f5a1c2b3e',
      state: 'in-review',
      practice: false,
      organization: 'Fabrikam',
      organizationDistinguishedName: 'CN=Fabrikam',
      source: fromController,
      assessor: 'Ann',
      startedAt: '2026-03-01T09:00:00.000Z',
      finishedAt: '2026-03-01T09:00:05.000Z',
      completedAt: null,
      complete: true,
      incompleteReason: null,
      walk: '6f1f0a52-5d0c-4f0e-9a3f-0d6f5a1c2b3e',
      revision: 1,
      revises: null,
      seal: null,
      origin: null,
      tags: [],
      ...figuresOf(nodes, true),
      ...change.summary,
    },
  };
}

test('a virtual server that fails: where it is, what was read, when, from where, and what follows', () => {
  expect(findingDetails(factsOf(wholeServer('Main', 'EX1', ['0']))).split('\n')).toEqual([
    'SMTP virtual server: Default SMTP Virtual Server',
    'Path: Exchange System Manager >> Administrative Groups >> Main >> Servers >> EX1 >> Protocols >> SMTP >> Default SMTP Virtual Server >> Properties >> Delivery tab >> Outbound Security button',
    'Distinguished name: CN=1,CN=SMTP,CN=Protocols,CN=EX1,CN=Servers,CN=Main,CN=Administrative Groups,CN=Fabrikam,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example',
    'objectGUID: 11111111-1111-4111-8111-111111111111',
    '',
    'Read from the domain controller dc1.corp.example by the account CORP\\ann, at 2026-03-01 09:00:01 UTC.',
    'Last changed in the directory: 2004-12-31 23:59:59 UTC.',
    '',
    'msExchSmtpOutboundSecurityFlag: 0 (0x0)',
    'msExchServerBindings: :25:',
    'Outbound Security: Anonymous access; TLS encryption not selected',
    '',
    '“Anonymous” and "TLS" are not both selected: this is a finding.',
    'TLS encryption is not selected.',
  ]);
});

test('a server on which no virtual server was seen, read from a practice organisation in parts', () => {
  const facts = factsOf([serverEntry('Main', 'EX1')], {
    detail: { objectGuid: null, whenChanged: null },
    summary: { practice: true, source: fromFile, complete: false, incompleteReason: 'It was cancelled.' },
  });
  expect(findingDetails(facts).split('\n')).toEqual([
    'PRACTICE: sample data of a training aid, not an assessment.',
    'Server: EX1',
    'Path: Exchange System Manager >> Administrative Groups >> Main >> Servers >> EX1',
    'Distinguished name: CN=EX1,CN=Servers,CN=Main,CN=Administrative Groups,CN=Fabrikam,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example',
    '',
    `Read from the LDIF file exchange.ldf (SHA-256 ${'ab'.repeat(32)}), at 2026-03-01 09:00:01 UTC.`,
    'The walk is incomplete: It was cancelled.',
    '',
    'serialNumber: Version 6.5 (Build 7638.2: Service Pack 2)',
    'SMTP virtual servers seen: none',
    '',
    'Whether “Anonymous” and "TLS" are selected could not be established: not reviewed.',
    'No SMTP virtual server could be seen on this server. Usually the account that read or exported it may not see below the server: nothing is concluded from that. Ask for Exchange View-Only Administrator on the organisation.',
  ]);
});

describe('what was read and what follows', () => {
  test.each([
    ['4', '4 (0x4)', 'Anonymous access; TLS encryption selected', 'this is not a finding.'],
    [
      '268',
      '268 (0x10C)',
      'authentication bits set, inferred: Basic authentication; TLS encryption selected',
      'this is a finding.',
    ],
    ['4194308', '4194308 (0x400004)', 'authentication not known; TLS encryption selected', 'not reviewed.'],
    ['4;5', '4;5', 'authentication not known; TLS encryption not known', 'not reviewed.'],
    [null, 'no value', 'authentication not known; TLS encryption not known', 'not reviewed.'],
  ])('of the flag %j', (flag, value, dialog, end) => {
    const lines = findingDetails(factsOf(wholeServer('Main', 'EX1', [flag]))).split('\n');
    expect(lines.filter((line) => /^(msExchSmtpOutbound|Outbound)/.test(line))).toEqual([
      `msExchSmtpOutboundSecurityFlag: ${value}`,
      `Outbound Security: ${dialog}`,
    ]);
    expect(lines.some((line) => line.endsWith(end))).toBe(true);
  });

  test('of an object that was not delivered', () => {
    const facts = factsOf(wholeServer('Main', 'EX1', ['4']), {
      detail: { readAt: null, attributes: {}, whenChanged: null },
    });
    expect(findingDetails(facts)).toContain(
      'Not delivered by the domain controller dc1.corp.example by the account CORP\\ann, at 2026-03-01 09:00:05 UTC.',
    );
  });
});

test('whatever the directory said, the text is short, its lines are ours and nothing in it steers', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('\u202E', '\n', 'x', '\0', '').map((text) => text.repeat(20_000)),
  );
  const sample = factsOf(wholeServer('Main', 'EX1', ['0']));
  const lines = findingDetails(sample).split('\n').length;
  fc.assert(
    fc.property(hostile, hostile, hostile, (name, value, reason) => {
      if (sample.subject.kind !== 'virtual-server') throw new Error('The sample is a virtual server.');
      const subject = { ...sample.subject, name, distinguishedName: name, rawFlag: value };
      const nodes = sample.nodes.map((node) => ({ ...node, name }));
      const source = { ...fromController, dnsHostName: value, host: name, account: name };
      const text = findingDetails({
        ...sample,
        subject,
        nodes,
        detail: { ...sample.detail, attributes: { msExchServerBindings: [value, name] } },
        summary: { ...sample.summary, source, complete: false, incompleteReason: reason },
      });
      expect(text.length).toBeLessThan(20_000);
      expect(text.split('\n').length).toBe(lines + 1);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
