import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { asksForDecision } from '../../shared/stig/roll-up.ts';

const enclosingKinds = ['server', 'administrative-group', 'routing-group'] as const;
export type EnclosingKind = (typeof enclosingKinds)[number];
const listedKinds = ['server', 'virtual-server', 'smtp-connector'] as const;
export type ListedKind = (typeof listedKinds)[number];

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
  /** How many virtual servers, and how many subjects that ask for a decision, lie at or below each id. */
  readonly virtualServers: readonly number[];
  readonly subjects: readonly number[];
  /** The server that each id is or lies on, and the administrative group and routing group likewise; undefined for none. */
  readonly within: Readonly<Record<EnclosingKind, readonly (number | undefined)[]>>;
  /** The ids that result tables list, in tree order: nobody should have to look at all nodes for them. */
  readonly listed: Readonly<Record<ListedKind, readonly number[]>>;
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
  return {
    children,
    depth,
    order,
    position,
    end,
    place,
    virtualServers: sumUp(nodes, ({ kind }) => kind === 'virtual-server'),
    subjects: sumUp(nodes, asksForDecision),
    within: forEachKind(enclosingKinds, (kind) => enclosing(nodes, kind)),
    listed: forEachKind(listedKinds, (kind) => order.filter((id) => nodes[id]?.kind === kind)),
    byName,
  };
}

function forEachKind<K extends string, T>(kinds: readonly K[], of: (kind: K) => T): Readonly<Record<K, T>> {
  return Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<K, T>;
}

/** The nearest node of that kind at or above each id; parents come before their children. */
function enclosing(nodes: readonly TreeNode[], kind: TreeNode['kind']): readonly (number | undefined)[] {
  const ids: (number | undefined)[] = [];
  for (const node of nodes)
    ids.push(node.kind === kind ? node.id : node.parent === null ? undefined : ids[node.parent]);
  return ids;
}

/** The ids of a kind at or below a node, in tree order. */
export function listedBelow(
  { listed, position, end }: Outline,
  below: number,
  kind: ListedKind,
): readonly number[] {
  const ids = listed[kind];
  const first = (place: number) =>
    firstIndex(ids.length, (index) => (position[ids[index] ?? 0] ?? 0) >= place);
  return ids.slice(first(position[below] ?? 0), first(end[below] ?? 0));
}

/** The first of `count` indices from which on a condition holds; `count` if it never does. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
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
