import type { TreeNode } from '../assessment/assessment.ts';
import { byGroupName } from '../history/group-counts.ts';
import type { GroupCounts } from '../history/trend.ts';
import { asksForDecision, isDecided, judge, takesPart, wholeness, type Figures } from './roll-up.ts';
import { countStatuses, statuses, type Status } from './status.ts';

/**
 * The figures of an assessment while it is decided on. They are those of `figuresOf` for the nodes as they are, but a decision
 * costs the way from its node up to the organisation instead of the whole tree, which may hold 50,000 virtual servers.
 */
export class RunningFigures {
  readonly #nodes: TreeNode[];
  readonly #isWhole: (node: TreeNode) => boolean;
  readonly #rolledUp: (Status | null)[];
  /** The status with which a node counts for the one above, null if it does not. */
  readonly #counting: (Status | null)[];
  /** How many children count with which status, at `id * statuses.length + rank`. */
  readonly #below: Uint32Array;
  readonly #virtualServers = { ...countStatuses([]) };
  readonly #servers = { ...countStatuses([]) };
  /** Id of the administrative group of each server and virtual server; undefined for what is in none. */
  readonly #groupOf: (number | undefined)[] = [];
  readonly #groups = new Map<number, { -readonly [Of in Status]: number }>();
  readonly #toDecide: number;
  #decided: number;

  /** `nodes` has parents before their children and is not changed; `complete` as in `rollUp`. */
  constructor(nodes: readonly TreeNode[], complete: boolean) {
    this.#nodes = [...nodes];
    this.#isWhole = wholeness(nodes, complete);
    this.#rolledUp = nodes.map(() => null);
    this.#counting = nodes.map(() => null);
    this.#below = new Uint32Array(nodes.length * statuses.length);
    for (const node of nodes) this.#place(node);
    for (const node of nodes.toReversed()) this.#roll(node);
    const subjects = nodes.filter(asksForDecision);
    this.#toDecide = subjects.length;
    this.#decided = subjects.filter(isDecided).length;
  }

  /** With every change so far. */
  get nodes(): readonly TreeNode[] {
    return this.#nodes;
  }

  get figures(): Figures {
    return {
      virtualServers: { ...this.#virtualServers },
      servers: { ...this.#servers },
      toDecide: this.#toDecide,
      decided: this.#decided,
    };
  }

  /** The virtual servers of each administrative group that has servers, in the order of their names. */
  get groups(): readonly GroupCounts[] {
    return [...this.#groups]
      .map(([id, counts]) => ({ administrativeGroup: this.#nodes[id]?.name ?? '', counts: { ...counts } }))
      .toSorted((one, other) => byGroupName.compare(one.administrativeGroup, other.administrativeGroup));
  }

  /** What `rollUp` says of the node with that id. */
  statusOf(id: number): Status | null {
    return this.#rolledUp[id] ?? null;
  }

  /** Puts a node in the place of the one with its id, from which it differs in nothing but its decision. */
  replace(node: TreeNode): void {
    const before = this.#nodes[node.id];
    if (before === undefined) throw new RangeError(`There is no node ${node.id}.`);
    this.#nodes[node.id] = node;
    if (asksForDecision(node)) this.#decided += Number(isDecided(node)) - Number(isDecided(before));
    let at: TreeNode | undefined = node;
    while (at !== undefined && this.#roll(at)) at = at.parent === null ? undefined : this.#nodes[at.parent];
  }

  #place({ id, kind, parent }: TreeNode): void {
    const group = kind === 'administrative-group' ? id : this.#groupOf[parent ?? -1];
    this.#groupOf[id] = group;
    if ((kind === 'server' || kind === 'virtual-server') && group !== undefined && !this.#groups.has(group))
      this.#groups.set(group, { ...countStatuses([]) });
  }

  /** Judges a node by what counts below it now; returns whether it counts otherwise for the one above than it did. */
  #roll(node: TreeNode): boolean {
    if (!takesPart(node)) return false;
    const { status, counts } = judge(node, this.#worstBelow(node.id), this.#isWhole(node));
    this.#count(node, status);
    this.#rolledUp[node.id] = status;
    const before = this.#counting[node.id] ?? null;
    const after = counts ? status : null;
    if (before === after) return false;
    this.#counting[node.id] = after;
    if (node.parent !== null) {
      this.#countBelow(node.parent, before, -1);
      this.#countBelow(node.parent, after, 1);
    }
    return true;
  }

  #worstBelow(id: number): Status | null {
    const first = id * statuses.length;
    return statuses.find((_, rank) => this.#below[first + rank] !== 0) ?? null;
  }

  #countBelow(id: number, status: Status | null, change: 1 | -1): void {
    if (status === null) return;
    const at = id * statuses.length + statuses.indexOf(status);
    this.#below[at] = (this.#below[at] ?? 0) + change;
  }

  #count({ id, kind }: TreeNode, status: Status): void {
    if (kind !== 'virtual-server' && kind !== 'server') return;
    const before = this.#rolledUp[id] ?? null;
    const group = kind === 'server' ? undefined : this.#groups.get(this.#groupOf[id] ?? -1);
    for (const counts of [kind === 'server' ? this.#servers : this.#virtualServers, group]) {
      if (counts === undefined) continue;
      if (before !== null) counts[before] -= 1;
      counts[status] += 1;
    }
  }
}
