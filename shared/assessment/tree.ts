import type { NodeKind, TreeNode } from './assessment.ts';

/** The node of that kind at or above a node; undefined if there is none. `nodes` is the whole tree. */
export function ancestorOf(node: TreeNode, kind: NodeKind, nodes: readonly TreeNode[]): TreeNode | undefined {
  let at: TreeNode | undefined = node;
  while (at !== undefined && at.kind !== kind) at = at.parent === null ? undefined : nodes[at.parent];
  return at;
}
