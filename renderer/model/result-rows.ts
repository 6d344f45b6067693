import type {
  ServerNode,
  SmtpConnectorNode,
  TreeNode,
  VirtualServerNode,
} from '../../shared/assessment/assessment.ts';
import { statuses, type Status, type StatusCounts } from '../../shared/stig/status.ts';
import { isDecided } from '../../shared/stig/roll-up.ts';
import { isUndecided, listedBelow, type EnclosingKind, type ListedKind, type Outline } from './outline.ts';

export interface ServerRow {
  readonly node: ServerNode;
  readonly group: string;
  readonly status: Status;
  readonly virtualServers: number;
  readonly undecided: number;
  /** Whether everything on it is decided; null where nothing is to be decided. */
  readonly decided: boolean | null;
}

export interface VirtualServerRow {
  readonly node: VirtualServerNode;
  readonly server: string;
  readonly group: string;
  /** What counts: the decision, else the proposal. */
  readonly status: Status;
  /** Null where nothing is to be decided. */
  readonly decided: boolean | null;
}

export interface ConnectorRow {
  readonly node: SmtpConnectorNode;
  readonly routingGroup: string;
}

/** What the result tables read; statuses and undecided counts by node id. */
export interface ReviewData {
  readonly nodes: readonly TreeNode[];
  readonly outline: Outline;
  readonly statuses: readonly (Status | null)[];
  readonly undecided: readonly number[];
}

/** The servers at or below a node, in tree order. */
export function serverRows(data: ReviewData, below: number): readonly ServerRow[] {
  return nodesBelow(data, below, 'server').map((node) => ({
    node,
    group: nameOf(data, node.id, 'administrative-group'),
    status: data.statuses[node.id] ?? 'not_reviewed',
    virtualServers: data.outline.virtualServers[node.id] ?? 0,
    undecided: data.undecided[node.id] ?? 0,
    decided: isAllDecided(data, node.id),
  }));
}

function isAllDecided({ outline, undecided }: ReviewData, id: number): boolean | null {
  return (outline.subjects[id] ?? 0) === 0 ? null : (undecided[id] ?? 0) === 0;
}

/** The SMTP virtual servers at or below a node, in tree order. */
export function virtualServerRows(data: ReviewData, below: number): readonly VirtualServerRow[] {
  return nodesBelow(data, below, 'virtual-server').map((node) => ({
    node,
    server: nameOf(data, node.id, 'server'),
    group: nameOf(data, node.id, 'administrative-group'),
    status: data.statuses[node.id] ?? 'not_reviewed',
    decided: isDecided(node) ? true : isUndecided(node) ? false : null,
  }));
}

/** The SMTP connectors at or below a node, in tree order. */
export function connectorRows(data: ReviewData, below: number): readonly ConnectorRow[] {
  return nodesBelow(data, below, 'smtp-connector').map((node) => ({
    node,
    routingGroup: nameOf(data, node.id, 'routing-group'),
  }));
}

/** The connectors that use a virtual server as bridgehead. */
export function connectorsThrough(data: ReviewData, virtualServer: TreeNode): readonly ConnectorRow[] {
  const name = virtualServer.distinguishedName.toLowerCase();
  const root = data.outline.order[0];
  if (root === undefined) return [];
  return connectorRows(data, root).filter(({ node }) =>
    node.bridgeheads.some((bridgehead) => bridgehead.toLowerCase() === name),
  );
}

export interface GroupFigures {
  readonly id: number;
  readonly name: string;
  readonly counts: StatusCounts;
  readonly total: number;
}

/** Effective statuses of the virtual servers of each administrative group. */
export function groupFigures(data: ReviewData): readonly GroupFigures[] {
  return data.nodes
    .filter((node) => node.kind === 'administrative-group')
    .map((node) => {
      const rows = virtualServerRows(data, node.id);
      return {
        id: node.id,
        name: node.name,
        counts: countBy(rows.map((row) => row.status)),
        total: rows.length,
      };
    });
}

/** How many rows have each status. */
export function countBy(of: readonly Status[]): StatusCounts {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
  for (const status of of) counts[status] += 1;
  return counts;
}

type NodeOfKind<K extends TreeNode['kind']> = Extract<TreeNode, { readonly kind: K }>;

/** How many nodes of a kind lie at or below a node. */
export function countBelow({ outline }: ReviewData, below: number, kind: ListedKind): number {
  return listedBelow(outline, below, kind).length;
}

function nodesBelow<K extends ListedKind>(
  { nodes, outline }: ReviewData,
  below: number,
  kind: K,
): readonly NodeOfKind<K>[] {
  return listedBelow(outline, below, kind)
    .map((id) => nodes[id])
    .filter((node) => isOfKind(node, kind));
}

function isOfKind<K extends TreeNode['kind']>(node: TreeNode | undefined, kind: K): node is NodeOfKind<K> {
  return node?.kind === kind;
}

function nameOf({ nodes, outline }: ReviewData, id: number, kind: EnclosingKind): string {
  return nodes[outline.within[kind][id] ?? -1]?.name ?? '';
}
