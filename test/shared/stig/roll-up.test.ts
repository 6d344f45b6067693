import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../shared/assessment/assessment.ts';
import { readOrganization } from '../../../shared/exchange/organization.ts';
import { asksForDecision, figuresOf, rollUp } from '../../../shared/stig/roll-up.ts';
import { countStatuses, statuses, worst, type Status } from '../../../shared/stig/status.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  serverEntry,
  wholeServer,
} from '../../support/exchange-entries.ts';

test('the worst status wins: Open, Not Reviewed, Not a Finding, Not Applicable', () => {
  const pairs = statuses.flatMap((one, rank) => statuses.slice(rank).map((other) => [one, other] as const));
  expect(pairs.flatMap(([one, other]) => [worst([one, other]), worst([other, one])])).toEqual(
    pairs.flatMap(([one]) => [one, one]),
  );
  expect(worst([])).toBe('not_applicable');
});

test('statuses are counted, none of them missing', () => {
  expect(countStatuses(['open', 'not_reviewed', 'open'])).toEqual({
    open: 2,
    not_reviewed: 1,
    not_a_finding: 0,
    not_applicable: 0,
  });
});

const entries = [
  ...organizationEntries(),
  ...groupEntries('Main'),
  ...wholeServer('Main', 'EX1', ['4', '0']),
  ...wholeServer('Main', 'EX2', ['4']),
  serverEntry('Main', 'EX3'),
  serverEntry('Main', 'OLD', { serialNumber: 'Version 6.0 (Build 6249.4: Service Pack 3)' }),
];

function judged(decisions: Readonly<Record<string, Status>>) {
  return readOrganization(entries, exchangeContainer, {
    source: 'domain-controller',
    isCutShort: false,
  }).nodes.map((node) => {
    const status =
      decisions[
        node.distinguishedName.split(',').find((step) => /EX|OLD/.test(step)) +
          (node.kind === 'server' ? '' : `/${node.name}`)
      ];
    const decision: Decision | null = status
      ? {
          status,
          justification: 'seen',
          comments: '',
          findingDetails: null,
          severityOverride: null,
          decidedAt: '2026-01-01T00:00:00.000Z',
          decidedBy: 'Ann',
        }
      : null;
    return 'decision' in node ? { ...node, decision } : node;
  });
}

describe('figures', () => {
  test('before any decision are those of the proposals', () => {
    expect(figuresOf(judged({}), true)).toEqual({
      virtualServers: { open: 1, not_a_finding: 2, not_reviewed: 0, not_applicable: 0 },
      servers: { open: 1, not_a_finding: 1, not_reviewed: 1, not_applicable: 1 },
      toDecide: 4,
      decided: 0,
    });
  });

  test('follow the decisions, up to the server', () => {
    const nodes = judged({ 'CN=EX1/SMTP 2': 'not_a_finding', 'CN=EX3': 'not_applicable' });
    expect(figuresOf(nodes, true)).toEqual({
      virtualServers: { open: 0, not_a_finding: 3, not_reviewed: 0, not_applicable: 0 },
      servers: { open: 0, not_a_finding: 2, not_reviewed: 0, not_applicable: 2 },
      toDecide: 4,
      decided: 2,
    });
  });

  test('of an incomplete assessment let no server pass, except where the assessor decided on the server itself', () => {
    const nodes = judged({ 'CN=EX1/SMTP 2': 'not_a_finding', 'CN=EX3': 'not_a_finding' });
    expect(figuresOf(nodes, false).servers).toEqual({
      open: 0,
      not_a_finding: 1,
      not_reviewed: 2,
      not_applicable: 1,
    });
    expect(rollUp(nodes, false)[0]).toBe('not_reviewed');
  });
});

test('a decision is asked for on virtual servers and on servers where none was seen, not on what is Not Applicable anyway', () => {
  expect(
    judged({})
      .filter(asksForDecision)
      .map(({ name }) => name),
  ).toEqual(['Default SMTP Virtual Server', 'SMTP 2', 'Default SMTP Virtual Server', 'EX3']);
});
