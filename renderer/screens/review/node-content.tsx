import type { TreeNode } from '../../../shared/assessment/assessment.ts';
import type { OpenAssessment } from '../../store.ts';
import { ConnectorContent } from './connector-content.tsx';
import { ContainerContent } from './container-content.tsx';
import { SubjectContent } from './subject-content.tsx';

interface NodeContentProps {
  readonly node: TreeNode;
  readonly assessment: OpenAssessment;
}

/** What the right pane shows for the selected node. */
export function NodeContent({ node, assessment }: NodeContentProps) {
  if (node.kind === 'virtual-server')
    return <SubjectContent key={node.id} subject={node} proposal={node.proposal} assessment={assessment} />;
  if (node.kind === 'server' && node.proposal !== null) {
    return <SubjectContent key={node.id} subject={node} proposal={node.proposal} assessment={assessment} />;
  }
  if (node.kind === 'smtp-connector')
    return <ConnectorContent key={node.id} connector={node} assessment={assessment} />;
  return <ContainerContent key={node.id} node={node} assessment={assessment} />;
}
