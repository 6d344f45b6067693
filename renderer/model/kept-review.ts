import type { TreeNode } from '../../shared/assessment/assessment.ts';
import type { Outline } from './outline.ts';
import { expandableNodes, revealed } from './tree-rows.ts';

/** Node ids that are kept at the most: preferences are one small text. */
const mostIds = 300;

/** Where the assessor was in one assessment, small enough to be kept from one start to the next. */
export interface KeptReview {
  readonly assessmentId: string;
  /** Number of nodes of its tree; with another number the ids would mean something else. */
  readonly nodes: number;
  readonly selected: number | null;
  /** How far the tree was scrolled, in CSS pixels. */
  readonly treeTop: number;
  /** What is expanded: nothing, or everything, except these ids. */
  readonly base: 'nothing' | 'everything';
  readonly except: readonly number[];
}

/** What a tree shows. */
export interface TreeState {
  readonly expanded: ReadonlySet<number>;
  readonly selected: number | null;
  /** How far it is scrolled, in CSS pixels. */
  readonly treeTop: number;
}

/** The tree in few ids. Where too many differ from all and from none, the first of the tree are kept and the way to the selection. */
export function keptReviewOf(
  assessmentId: string,
  nodes: readonly TreeNode[],
  outline: Outline,
  { expanded, selected, treeTop }: TreeState,
): KeptReview {
  const place = { assessmentId, nodes: nodes.length, selected, treeTop: Math.round(treeTop) };
  const all = [...expandableNodes(outline)];
  const open = all.filter((id) => expanded.has(id));
  if (open.length <= mostIds) return { ...place, base: 'nothing', except: open };
  if (all.length - open.length <= mostIds)
    return { ...place, base: 'everything', except: all.filter((id) => !expanded.has(id)) };
  const first = new Set(open.slice(0, mostIds));
  const except = [...(selected === null ? first : revealed(nodes, first, selected))];
  // Less is expanded than was: the scrolled distance would lead anywhere.
  return { ...place, treeTop: 0, base: 'nothing', except };
}

/** The tree as it was kept; null if that was another tree. */
export function treeStateOf(
  kept: KeptReview | null,
  assessmentId: string,
  outline: Outline,
): TreeState | null {
  if (kept === null || kept.assessmentId !== assessmentId || kept.nodes !== outline.order.length) return null;
  const { base, selected, treeTop } = kept;
  const except = new Set(kept.except);
  const expanded =
    base === 'nothing' ? except : new Set([...expandableNodes(outline)].filter((id) => !except.has(id)));
  return { expanded, selected: selected === null || selected >= kept.nodes ? null : selected, treeTop };
}

/** From whatever was kept; null if it cannot be used. */
export function parseKeptReview(kept: unknown): KeptReview | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { assessmentId, nodes, selected, treeTop, base, except }: Partial<Record<keyof KeptReview, unknown>> =
    kept;
  if (typeof assessmentId !== 'string' || assessmentId.length > 100 || !isCount(nodes)) return null;
  if ((selected !== null && !isCount(selected)) || !isCount(treeTop)) return null;
  if (base !== 'nothing' && base !== 'everything') return null;
  if (!Array.isArray(except) || except.length > 2 * mostIds || !except.every(isCount)) return null;
  return { assessmentId, nodes, selected, treeTop, base, except };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
