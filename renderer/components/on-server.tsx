import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { ancestor } from '../model/outline.ts';
import { Name } from './name.tsx';

interface OnServerProps {
  readonly nodes: readonly TreeNode[];
  readonly of: TreeNode;
}

/** Behind what names a virtual server: on which server it is, as most are called alike. Nothing for any other node. */
export function OnServer({ nodes, of: node }: OnServerProps) {
  const server = node.kind === 'virtual-server' ? ancestor(nodes, node.id, 'server') : undefined;
  return server === undefined ? null : (
    <>
      {' '}
      on <Name of={server.name} />
    </>
  );
}
