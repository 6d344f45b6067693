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
 * In an incomplete assessment nothing passes as a whole, as an unseen virtual server may be anywhere; and an organisation in
 * which no server was seen is Not Reviewed, never empty and therefore fine. `nodes` has parents before their children.
 */
export function rollUp(nodes: readonly TreeNode[], complete: boolean): readonly (Status | null)[] {
  const below: Status[][] = nodes.map(() => []);
  const result: (Status | null)[] = nodes.map(() => null);
  for (const node of nodes.toReversed()) {
    if (!takesPart(node)) continue;
    const own = ownStatus(node);
    const found = [...(own === null ? [] : [own]), ...(below[node.id] ?? [])];
    const status = capped(node, worst(found), complete, found.length > 0);
    result[node.id] = status;
    if (node.parent !== null && found.length > 0) below[node.parent]?.push(status);
  }
  return result;
}

function capped(node: TreeNode, status: Status, complete: boolean, anythingFound: boolean): Status {
  switch (node.kind) {
    case 'virtual-server':
      return status;
    case 'server':
    case 'protocols':
    case 'smtp':
      return !complete && status === 'not_a_finding' ? 'not_reviewed' : status;
    case 'organization':
      return status !== 'open' && (!complete || !anythingFound) ? 'not_reviewed' : status;
    default:
      return status !== 'open' && !complete ? 'not_reviewed' : status;
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
