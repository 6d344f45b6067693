import type { TreeNode } from '../assessment/assessment.ts';
import { countStatuses, worst, type Status, type StatusCounts } from './status.ts';

/** The status that counts for a subject: what the assessor decided, else what is proposed; null for a node that is no subject. */
export function ownStatus(node: TreeNode): Status | null {
  if (node.kind !== 'virtual-server' && node.kind !== 'server') return null;
  return node.decision?.status ?? node.proposal?.status ?? null;
}

const besideTheVerdict: ReadonlySet<TreeNode['kind']> = new Set([
  'routing-groups',
  'routing-group',
  'connectors',
  'smtp-connector',
]);

/** Nodes on the way to a verdict; connectors and what holds them are information beside it. */
export function takesPart(node: TreeNode): boolean {
  return !besideTheVerdict.has(node.kind);
}

/**
 * The status of every node, by id: a subject's own, a container's the worst below it. Null for connectors and their containers.
 * A container passes only if nothing can be hidden in it: in an incomplete assessment, in a container that was not read itself, in
 * a group whose Servers container was not seen and in an organisation without a server, an unseen virtual server may be anywhere.
 * `nodes` has parents before their children.
 */
export function rollUp(nodes: readonly TreeNode[], complete: boolean): readonly (Status | null)[] {
  const isWhole = wholeness(nodes, complete);
  const below: (Status | null)[] = nodes.map(() => null);
  const result: (Status | null)[] = nodes.map(() => null);
  for (let id = nodes.length - 1; id >= 0; id -= 1) {
    const node = nodes[id];
    if (node === undefined || !takesPart(node)) continue;
    const { status, counts } = judge(node, below[id] ?? null, isWhole(node));
    result[id] = status;
    if (node.parent !== null && counts) below[node.parent] = worse(below[node.parent] ?? null, status);
  }
  return result;
}

/**
 * The status of a node over the worst of what counts below it (null for nothing), and whether it counts for the node above. `whole`
 * tells whether everything was seen that must be seen for the node to pass.
 */
export function judge(
  node: TreeNode,
  below: Status | null,
  whole: boolean,
): { readonly status: Status; readonly counts: boolean } {
  const found = worse(ownStatus(node), below);
  const status = whole ? (found ?? 'not_applicable') : withoutPass(node, found ?? 'not_applicable');
  return { status, counts: found !== null || status === 'not_reviewed' };
}

function worse(one: Status | null, other: Status | null): Status | null {
  if (one === null || other === null) return one ?? other;
  return worst([one, other]);
}

/** Tells whether everything that must be seen for a node to pass was seen. */
export function wholeness(nodes: readonly TreeNode[], complete: boolean): (node: TreeNode) => boolean {
  const hasServer = nodes.some(({ kind }) => kind === 'server');
  const groupsWithServers = new Set(
    nodes.filter(({ kind }) => kind === 'servers').map(({ parent }) => parent),
  );
  return (node) => {
    if (!complete || !node.readable) return false;
    if (node.kind === 'organization') return hasServer;
    return node.kind !== 'administrative-group' || groupsWithServers.has(node.id);
  };
}

/** What is left of a status where more may be hidden below the node. What was decided on a server itself stands. */
function withoutPass(node: TreeNode, status: Status): Status {
  switch (node.kind) {
    case 'virtual-server':
      return status;
    case 'server':
      return status === 'not_a_finding' && node.decision === null ? 'not_reviewed' : status;
    case 'protocols':
    case 'smtp':
      return status === 'not_a_finding' ? 'not_reviewed' : status;
    default:
      return status === 'open' ? 'open' : 'not_reviewed';
  }
}

/** A subject on which a decision is asked for: everything but what is Not Applicable anyway. */
export function asksForDecision(node: TreeNode): boolean {
  return (
    (node.kind === 'virtual-server' || node.kind === 'server') &&
    node.proposal !== null &&
    node.proposal.status !== 'not_applicable'
  );
}

/** The figures of one assessment: effective statuses of virtual servers and of servers, and how far the decisions are. */
export interface Figures {
  readonly virtualServers: StatusCounts;
  readonly servers: StatusCounts;
  readonly toDecide: number;
  readonly decided: number;
}

/** Counts what {@link rollUp} says. `complete` as there. */
export function figuresOf(nodes: readonly TreeNode[], complete: boolean): Figures {
  const rolledUp = rollUp(nodes, complete);
  const statusesOf = (kind: TreeNode['kind']) =>
    nodes.filter((node) => node.kind === kind).map((node) => rolledUp[node.id] ?? 'not_reviewed');
  const subjects = nodes.filter(asksForDecision);
  return {
    virtualServers: countStatuses(statusesOf('virtual-server')),
    servers: countStatuses(statusesOf('server')),
    toDecide: subjects.length,
    decided: subjects.filter(isDecided).length,
  };
}

/** Whether a decision stands on the node itself. */
export function isDecided(node: TreeNode): boolean {
  return 'decision' in node && node.decision !== null;
}
