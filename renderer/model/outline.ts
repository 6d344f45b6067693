import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { asksForDecision } from '../../shared/stig/roll-up.ts';

/** The shape of the tree, computed once: everything here is by node id. It does not change with decisions. */
export interface Outline {
  readonly children: readonly (readonly number[])[];
  readonly depth: readonly number[];
  /** All ids as a fully expanded tree shows them. */
  readonly order: readonly number[];
  /** Position of each id in {@link order}. */
  readonly position: readonly number[];
  /** Position behind the last descendant of each id. */
  readonly end: readonly number[];
  /** Place of each id among the children of its parent, from 1. */
  readonly place: readonly number[];
  /** How many virtual servers lie at or below each id. */
  readonly virtualServers: readonly number[];
  /** Ids by distinguished name in lower case. */
  readonly byName: ReadonlyMap<string, number>;
}

/** The outline of a list of nodes in which parents come before their children; children keep the order of the list. */
export function outlineOf(nodes: readonly TreeNode[]): Outline {
  const children: number[][] = nodes.map(() => []);
  const depth: number[] = [];
  const place: number[] = [];
  const roots: number[] = [];
  const byName = new Map<string, number>();
  for (const node of nodes) {
    depth[node.id] = node.parent === null ? 0 : (depth[node.parent] ?? 0) + 1;
    const siblings = node.parent === null ? roots : children[node.parent];
    place[node.id] = siblings?.push(node.id) ?? 1;
    byName.set(node.distinguishedName.toLowerCase(), node.id);
  }
  const { order, position, end } = preOrder(roots, children);
  const virtualServers = sumUp(nodes, ({ kind }) => kind === 'virtual-server');
  return { children, depth, order, position, end, place, virtualServers, byName };
}

/** How many nodes at or below each id are of that kind; parents come before their children. */
function sumUp(nodes: readonly TreeNode[], isCounted: (node: TreeNode) => boolean): number[] {
  const counts: number[] = nodes.map((node) => (isCounted(node) ? 1 : 0));
  for (let id = nodes.length - 1; id >= 0; id -= 1) {
    const parent = nodes[id]?.parent ?? null;
    if (parent !== null) counts[parent] = (counts[parent] ?? 0) + (counts[id] ?? 0);
  }
  return counts;
}

function preOrder(roots: readonly number[], children: readonly (readonly number[])[]) {
  const order: number[] = [];
  const position: number[] = [];
  const end: number[] = [];
  const visit = (id: number) => {
    position[id] = order.length;
    order.push(id);
    for (const child of children[id] ?? []) visit(child);
    end[id] = order.length;
  };
  for (const root of roots) visit(root);
  return { order, position, end };
}

/** The way from the organisation to the node, both included. */
export function pathTo(nodes: readonly TreeNode[], id: number): readonly TreeNode[] {
  const path: TreeNode[] = [];
  for (
    let node = nodes[id];
    node !== undefined;
    node = node.parent === null ? undefined : nodes[node.parent]
  ) {
    path.unshift(node);
  }
  return path;
}

/** The nearest ancestor of a kind, the node itself included; undefined if there is none. */
export function ancestor(
  nodes: readonly TreeNode[],
  id: number,
  kind: TreeNode['kind'],
): TreeNode | undefined {
  let node = nodes[id];
  while (node !== undefined && node.kind !== kind)
    node = node.parent === null ? undefined : nodes[node.parent];
  return node;
}

/** True if the node `id` is the node `above` or lies below it. */
export function isBelow({ position, end }: Outline, id: number, above: number): boolean {
  const at = position[id] ?? -1;
  return at >= (position[above] ?? 0) && at < (end[above] ?? 0);
}

/** True if a decision is asked for and not yet made. */
export function isUndecided(node: TreeNode): boolean {
  return asksForDecision(node) && 'decision' in node && node.decision === null;
}

/** How many undecided subjects lie at or below each node, by id. */
export function undecidedCounts(nodes: readonly TreeNode[]): readonly number[] {
  return sumUp(nodes, isUndecided);
}

/** The next undecided subject after `from` in tree order (before it, with step -1), going round; null if all are decided. */
export function nextUndecided(
  nodes: readonly TreeNode[],
  outline: Outline,
  from: number | null,
  step: 1 | -1,
): number | null {
  const { order, position } = outline;
  const start = from === null ? (step === 1 ? -1 : order.length) : (position[from] ?? -1);
  for (let distance = 1; distance <= order.length; distance += 1) {
    const id = order[(start + step * distance + 2 * order.length) % order.length];
    const node = id === undefined ? undefined : nodes[id];
    if (node !== undefined && isUndecided(node)) return node.id;
  }
  return null;
}
