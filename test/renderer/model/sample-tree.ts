import type { TreeNode, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import type { Status } from '../../../shared/stig/status.ts';

const container = (id: number, parent: number | null, kind: TreeNode['kind'], name: string) =>
  ({ id, parent, kind, name, distinguishedName: `CN=${name}-${id}`, readable: true }) as TreeNode;

function server(id: number, parent: number, name: string): TreeNode {
  return {
    id,
    parent,
    kind: 'server',
    name,
    distinguishedName: `CN=${name}-${id}`,
    readable: true,
    fqdn: null,
    version: 'Version 6.5 (Build 7638.2: Service Pack 2)',
    versionFamily: '2003',
    role: null,
    proposal: null,
    decision: null,
  };
}

function virtualServer(id: number, parent: number, name: string, proposed: Status): VirtualServerNode {
  return {
    id,
    parent,
    kind: 'virtual-server',
    name,
    distinguishedName: `CN=${name}-${id}`,
    readable: true,
    instance: '1',
    objectGuid: null,
    rawFlag: '0',
    authentication: 'anonymous',
    tls: false,
    proposal: { status: proposed, reasons: [] },
    decision: null,
  };
}

/**
 * Two administrative groups with a server each. The list has parents first but is not in tree order: the virtual servers
 * come last, as a walk delivers them.
 *
 *     0 Contoso
 *       1 Groups
 *         2 North
 *           4 EX1
 *             6 Default (open)
 *             7 Partner (not a finding)
 *         3 South
 *           5 EX2
 *             8 Default (not applicable)
 */
export const sampleTree: readonly TreeNode[] = [
  container(0, null, 'organization', 'Contoso'),
  container(1, 0, 'administrative-groups', 'Groups'),
  container(2, 1, 'administrative-group', 'North'),
  container(3, 1, 'administrative-group', 'South'),
  server(4, 2, 'EX1'),
  server(5, 3, 'EX2'),
  virtualServer(6, 4, 'Default', 'open'),
  virtualServer(7, 4, 'Partner', 'not_a_finding'),
  virtualServer(8, 5, 'Default', 'not_applicable'),
];

/** The sample with these virtual servers decided as proposed. */
export function decided(...ids: readonly number[]): readonly TreeNode[] {
  return sampleTree.map((node) =>
    node.kind === 'virtual-server' && ids.includes(node.id)
      ? {
          ...node,
          decision: {
            status: node.proposal.status,
            justification: '',
            comments: '',
            findingDetails: null,
            severityOverride: null,
            decidedAt: '2026-05-02T09:12:00Z',
            decidedBy: 'J. Miller',
          },
        }
      : node,
  );
}
