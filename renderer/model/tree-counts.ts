import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { isUndecided } from './outline.ts';

/** The numbers beside a row of the tree; null where a number would only repeat what stands above or below it. */
export interface TreeCounts {
  /** `one`: itself, or the only thing on it, which needs a mark and no number. */
  readonly undecided: number | 'one' | null;
  readonly virtualServers: number | null;
}

const counted: ReadonlySet<TreeNode['kind']> = new Set(['organization', 'administrative-group', 'server']);

/**
 * What the tree shows of the counts at or below a node. Protocols, SMTP and the like stand between others with the same numbers,
 * and the one virtual server of a server is plain to see.
 */
export function shownCounts(node: TreeNode, undecided: number, virtualServers: number): TreeCounts {
  if (isUndecided(node)) return { undecided: 'one', virtualServers: null };
  if (!counted.has(node.kind)) return { undecided: null, virtualServers: null };
  const isPlain = node.kind === 'server' && virtualServers === 1;
  return {
    undecided: undecided === 0 ? null : isPlain ? 'one' : undecided,
    virtualServers: isPlain ? null : virtualServers,
  };
}
