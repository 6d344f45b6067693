import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { ancestor } from '../model/outline.ts';
import { Name } from './name.tsx';

interface SubjectNameProps {
  readonly nodes: readonly TreeNode[];
  readonly of: TreeNode;
}

/** What is decided on by its name: a virtual server with the server before it, as many are called alike. */
export function SubjectName({ nodes, of: node }: SubjectNameProps) {
  return (
    <>
      {node.kind === 'server' ? null : (
        <>
          <Name of={ancestor(nodes, node.id, 'server')?.name ?? ''} /> ›{' '}
        </>
      )}
      <Name of={node.name} />
    </>
  );
}
