import type { TreeNode } from '../assessment/assessment.ts';
import { countStatuses, worst, type Status, type StatusCounts } from './status.ts';

/** The status that counts for a subject: what the assessor decided, else what is proposed; null for a node that is no subject. */
export function ownStatus(node: TreeNode): Status | null {
  if (node.kind !== 'virtual-server' && node.kind !== 'server') return null;
  return node.decision?.status ?? node.proposal?.status ?? null;
}

/** Nodes on the way to a verdict; connectors and what holds them are information beside it. */
function takesPart(node: TreeNode): boolean {
  return !['routing-groups', 'routing-group', 'connectors', 'smtp-connector'].includes(node.kind);
}

/**
 * The status of every node, by id: a subject's own, a container's the worst below it. Null for connectors and their containers.
 * A container passes only if nothing can be hidden in it: in an incomplete assessment, in a container that was not read itself, in
 * a group whose Servers container was not seen and in an organisation without a server, an unseen virtual server may be anywhere.
 * `nodes` has parents before their children.
 */
export function rollUp(nodes: readonly TreeNode[], complete: boolean): readonly (Status | null)[] {
  const below: Status[][] = nodes.map(() => []);
  const parts: Set<TreeNode['kind']>[] = nodes.map(() => new Set());
  const result: (Status | null)[] = nodes.map(() => null);
  for (const node of nodes.toReversed()) {
    if (!takesPart(node)) continue;
    const own = ownStatus(node);
    const found = [...(own === null ? [] : [own]), ...(below[node.id] ?? [])];
    const needed = neededParts[node.kind];
    const isWhole =
      complete && node.readable && (needed === undefined || parts[node.id]?.has(needed) === true);
    const status = isWhole ? worst(found) : withoutPass(node, worst(found));
    result[node.id] = status;
    if (node.parent === null) continue;
    if (found.length > 0 || status === 'not_reviewed') below[node.parent]?.push(status);
    for (const kind of [node.kind, ...(parts[node.id] ?? [])]) parts[node.parent]?.add(kind);
  }
  return result;
}

/** What must have been seen somewhere below for the node to be whole. */
const neededParts: Readonly<Partial<Record<TreeNode['kind'], TreeNode['kind']>>> = {
  organization: 'server',
  'administrative-group': 'servers',
};

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
    decided: subjects.filter((node) => 'decision' in node && node.decision !== null).length,
  };
}
