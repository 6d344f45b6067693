import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision, TreeNode } from '../../../shared/assessment/assessment.ts';
import { readOrganization } from '../../../shared/exchange/organization.ts';
import { ancestorOf } from '../../../shared/assessment/tree.ts';
import { groupCounts } from '../../../shared/history/group-counts.ts';
import { figuresOf, ownStatus, rollUp } from '../../../shared/stig/roll-up.ts';
import { RunningFigures } from '../../../shared/stig/running-figures.ts';
import { statuses } from '../../../shared/stig/status.ts';
import {
  administrativeGroups,
  entryOf,
  exchangeContainer,
  groupEntries,
  organizationEntries,
  serverEntry,
  version2003,
  wholeServer,
} from '../../support/exchange-entries.ts';

const flag = fc.constantFrom('4', '0', '268', '4194308', 'x', null);
const version = fc.constantFrom(version2003, 'Version 6.0 (Build 6249.4: Service Pack 3)', null);
const server = fc.record({ flags: fc.array(flag, { maxLength: 3 }), version });

/** Groups of servers; in each, some entries are withheld, as an account without rights would see it. */
const organization = fc
  .array(fc.array(server, { maxLength: 3 }), { maxLength: 3 })
  .chain((groups) => {
    const entries = groups.flatMap((servers, group) => [
      ...groupEntries(`G${group}`),
      ...servers.flatMap(({ flags, version: serialNumber }, index) => {
        const [, ...below] = wholeServer(`G${group}`, `S${index}`, flags);
        const attributes = serialNumber === null ? {} : { serialNumber };
        return [serverEntry(`G${group}`, `S${index}`, attributes), ...below];
      }),
      entryOf(`CN=Empty ${group},${administrativeGroups}`, 'msExchAdminGroup'),
    ]);
    return fc.tuple(fc.subarray([...organizationEntries(), ...entries]), fc.boolean());
  })
  .map(([entries, complete]) => ({
    complete,
    nodes: readOrganization([...entries, ...wholeServer('Last', 'EX', ['4'])], exchangeContainer, {
      source: 'domain-controller',
      isCutShort: !complete,
    }).nodes,
  }));

function decided(status: (typeof statuses)[number]): Decision {
  return {
    status,
    justification: '',
    comments: '',
    findingDetails: null,
    severityOverride: null,
    decidedAt: '2026-01-01T00:00:00.000Z',
    decidedBy: 'Ann',
  };
}

const isDecidable = (node: TreeNode) =>
  node.kind === 'virtual-server' || (node.kind === 'server' && node.proposal !== null);

/** Counted anew, node by node. */
function groupsOf(nodes: readonly TreeNode[]) {
  const objects = nodes.flatMap((node) =>
    node.kind === 'server' || node.kind === 'virtual-server'
      ? [
          {
            kind: node.kind,
            administrativeGroup: ancestorOf(node, 'administrative-group', nodes)?.name ?? '',
            status: ownStatus(node),
          },
        ]
      : [],
  );
  return groupCounts(objects);
}

/** Of any subject, the decision of a status, or none if it is taken back. */
const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...statuses, null)), { maxLength: 20 });

test('the figures, those of the groups and every status are at each step what the whole tree would give', () => {
  fc.assert(
    fc.property(organization, changes, ({ nodes, complete }, decisions) => {
      const running = new RunningFigures(nodes, complete);
      const seen = () => ({
        figures: running.figures,
        groups: running.groups,
        statuses: nodes.map(({ id }) => running.statusOf(id)),
      });
      const whole = () => ({
        figures: figuresOf(running.nodes, complete),
        groups: groupsOf(running.nodes),
        statuses: rollUp(running.nodes, complete),
      });
      expect(seen()).toEqual(whole());
      const subjects = nodes.filter(isDecidable);
      for (const [position, status] of decisions) {
        const node = subjects[position % subjects.length];
        if (node === undefined || !('decision' in node)) continue;
        running.replace({ ...node, decision: status === null ? null : decided(status) });
        expect(seen()).toEqual(whole());
      }
    }),
  );
});

test('the list that it was made of stays as it was', () => {
  const entries = [...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', ['0'])];
  const { nodes } = readOrganization(entries, exchangeContainer, {
    source: 'domain-controller',
    isCutShort: false,
  });
  const running = new RunningFigures(nodes, true);
  const target = nodes.find(({ kind }) => kind === 'virtual-server');
  if (target?.kind !== 'virtual-server') throw new Error('The sample has a virtual server.');
  const changed = { ...target, decision: decided('not_a_finding') };
  running.replace(changed);
  expect([nodes[target.id], running.nodes[target.id]]).toEqual([target, changed]);
});
