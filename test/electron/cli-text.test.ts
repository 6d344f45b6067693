import { expect, test } from 'vitest';
import { reportText } from '../../electron/cli-text.ts';
import type { AssessmentView, Decision, TreeNode } from '../../shared/assessment/assessment.ts';
import { reportOf } from '../../shared/assessment/report.ts';
import { readOrganization } from '../../shared/exchange/organization.ts';
import { figuresOf } from '../../shared/stig/roll-up.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  serverEntry,
  wholeServer,
} from '../support/exchange-entries.ts';

const decision: Decision = {
  status: 'not_a_finding',
  justification: 'Set today.',
  comments: '',
  findingDetails: null,
  severityOverride: null,
  decidedAt: '2026-03-01T10:00:00.000Z',
  decidedBy: 'Bert',
};

/** An organisation of EX1 with one virtual server and EX2 with none, each decided like this. */
function textWith(decided: Decision): string {
  const entries = [
    ...organizationEntries(),
    ...groupEntries('Main'),
    ...wholeServer('Main', 'EX1', ['0']),
    serverEntry('Main', 'EX2'),
  ];
  const { nodes } = readOrganization(entries, exchangeContainer, { source: 'ldif', isCutShort: false });
  const judged = nodes.map((node): TreeNode =>
    node.kind === 'virtual-server' || (node.kind === 'server' && node.proposal !== null)
      ? { ...node, decision: decided }
      : node,
  );
  const view: AssessmentView = {
    summary: {
      id: '6f1f0a52-5d0c-4f0e-9a3f-0d6f5a1c2b3e',
      state: 'in-review',
      practice: false,
      organization: 'Fabrikam',
      organizationDistinguishedName: 'CN=Fabrikam',
      source: { kind: 'ldif', fileName: 'a.ldf', size: 1, sha256: 'ab', modifiedAt: null },
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
      ...figuresOf(judged, true),
    },
    nodes: judged,
    problems: [],
    drafts: {},
    bulkDraft: null,
  };
  return reportText(reportOf(view));
}

function linesOfServers(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.slice(
    lines.findIndex((line) => line.includes('EX1')),
    lines.findIndex((line) => line.startsWith('Virtual servers')) - 1,
  );
}

const version = 'Version 6.5 (Build 7638.2: Service Pack 2)';

test('a decision is shown with who and why, on virtual servers and on servers without', () => {
  expect(linesOfServers(textWith(decision))).toEqual([
    `Not a Finding   EX1  (Main; ${version})`,
    '  Not a Finding   1  Default SMTP Virtual Server  flag 0',
    '      decided by Bert: Set today.',
    '',
    `Not a Finding   EX2  (Main; ${version})`,
    expect.stringContaining('  No SMTP virtual server could be seen'),
    '  decided by Bert: Set today.',
  ]);
});

test('another severity and edited finding details are shown, and steer no terminal', () => {
  const text = textWith({
    ...decision,
    severityOverride: { severity: 'low', justification: 'Behind a relay.\u001b[2J' },
    findingDetails: 'First line\r\nsecond\u202e line',
  });
  expect(linesOfServers(text).slice(2, 7)).toEqual([
    '      decided by Bert: Set today.',
    String.raw`      severity CAT III instead of CAT II: Behind a relay.\u{1b}[2J`,
    '      finding details, edited:',
    '        First line',
    String.raw`        second\u{202e} line`,
  ]);
});
