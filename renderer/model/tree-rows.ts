import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { emptyNameText, visibleText } from './visible-text.ts';
import type { Outline } from './outline.ts';

/**
 * The tree as the ARIA Authoring Practices describe it, as plain functions over a list of visible rows. Our own, because the
 * headless tree library needs about three seconds and 370 MB to expand 60,000 nodes; these need a few milliseconds.
 */

/** Ids of the rows that show with these nodes expanded, in order. */
export function visibleRows(outline: Outline, expanded: ReadonlySet<number>): readonly number[] {
  const rows: number[] = [];
  for (let at = 0; at < outline.order.length;) {
    const id = outline.order[at] ?? 0;
    rows.push(id);
    at = expanded.has(id) ? at + 1 : (outline.end[id] ?? at + 1);
  }
  return rows;
}

/** Every node that has something below it. */
export function expandableNodes(outline: Outline): ReadonlySet<number> {
  return new Set(outline.order.filter((id) => hasChildren(outline, id)));
}

/** What a fresh tree shows expanded: everything down to the servers of an organisation that fits a screen, else its groups. */
export function initiallyExpanded(nodes: readonly TreeNode[], outline: Outline): ReadonlySet<number> {
  const small = nodes.length <= 400;
  const kinds: readonly TreeNode['kind'][] = small
    ? [
        'organization',
        'administrative-groups',
        'administrative-group',
        'servers',
        'server',
        'protocols',
        'smtp',
      ]
    : ['organization', 'administrative-groups'];
  return new Set(outline.order.filter((id) => kinds.includes(nodes[id]?.kind ?? 'connectors')));
}

export type TreeMove =
  | { readonly kind: 'go'; readonly id: number }
  | { readonly kind: 'expand'; readonly ids: readonly number[] }
  | { readonly kind: 'collapse'; readonly id: number };

export interface TreePosition {
  readonly nodes: readonly TreeNode[];
  readonly outline: Outline;
  readonly expanded: ReadonlySet<number>;
  readonly rows: readonly number[];
  readonly active: number;
  /** Rows that one page of the view holds. */
  readonly page: number;
}

/** What a key does on the active row; null if the key is not the tree's. */
export function treeMove(at: TreePosition, key: string): TreeMove | null {
  const index = at.rows.indexOf(at.active);
  const go = (target: number): TreeMove | null => {
    const id = at.rows[Math.max(0, Math.min(at.rows.length - 1, target))];
    return id === undefined ? null : { kind: 'go', id };
  };
  switch (key) {
    case 'ArrowDown':
      return go(index + 1);
    case 'ArrowUp':
      return go(index - 1);
    case 'PageDown':
      return go(index + at.page);
    case 'PageUp':
      return go(index - at.page);
    case 'Home':
      return go(0);
    case 'End':
      return go(at.rows.length - 1);
    case 'ArrowRight':
      return inwards(at);
    case 'ArrowLeft':
      return outwards(at);
    case '*':
      return { kind: 'expand', ids: siblings(at) };
    default:
      return null;
  }
}

function inwards({ outline, expanded, active }: TreePosition): TreeMove | null {
  const first = outline.children[active]?.[0];
  if (first === undefined) return null;
  return expanded.has(active) ? { kind: 'go', id: first } : { kind: 'expand', ids: [active] };
}

function outwards({ nodes, outline, expanded, active }: TreePosition): TreeMove | null {
  if (expanded.has(active) && hasChildren(outline, active)) return { kind: 'collapse', id: active };
  const parent = nodes[active]?.parent ?? null;
  return parent === null ? null : { kind: 'go', id: parent };
}

function siblings({ nodes, outline, active }: TreePosition): readonly number[] {
  const parent = nodes[active]?.parent ?? null;
  const beside = parent === null ? [active] : (outline.children[parent] ?? []);
  return beside.filter((id) => hasChildren(outline, id));
}

/** Whether anything lies below the node. */
export function hasChildren(outline: Outline, id: number): boolean {
  return (outline.children[id]?.length ?? 0) > 0;
}

/**
 * The row that typed letters lead to: the next visible one whose name starts with them, going round. A single letter
 * starts behind the active row, so that repeating it goes on; more letters may stay where they are. The same letter several
 * times is one letter again where no name starts so.
 */
export function typeAhead(at: TreePosition, typed: string): number | null {
  const text = typed.toLowerCase();
  const found = nextStartingWith(at, text, text.length === 1 ? 1 : 0);
  const letter = text.slice(0, 1);
  const isRepeated = text.length > 1 && text === letter.repeat(text.length);
  return found === null && isRepeated ? nextStartingWith(at, letter, 1) : found;
}

function nextStartingWith({ nodes, rows, active }: TreePosition, text: string, from: 0 | 1): number | null {
  const start = rows.indexOf(active) + from;
  for (let distance = 0; distance < rows.length; distance += 1) {
    const id = rows[(start + distance) % rows.length];
    const node = id === undefined ? undefined : nodes[id];
    if (node !== undefined && startsWith(node.name, text)) return node.id;
  }
  return null;
}

/** Only the beginning of a name is made visible: this runs over every row of the tree, and a name may be very long. */
function startsWith(name: string, text: string): boolean {
  const shown = name.trim() === '' ? emptyNameText : visibleText(name.slice(0, text.length));
  return shown.toLowerCase().startsWith(text);
}

/** The expanded nodes plus all ancestors of one node, so that it shows. */
export function revealed(
  nodes: readonly TreeNode[],
  expanded: ReadonlySet<number>,
  id: number,
): ReadonlySet<number> {
  const collapsed: number[] = [];
  for (let parent = nodes[id]?.parent ?? null; parent !== null; parent = nodes[parent]?.parent ?? null)
    if (!expanded.has(parent)) collapsed.push(parent);
  return collapsed.length === 0 ? expanded : new Set([...expanded, ...collapsed]);
}
