import type { NodeDetail, ServerNode, VirtualServerNode } from '../../shared/assessment/assessment.ts';
import { findingDetails } from '../../shared/stig/finding-details.ts';
import type { Proposal } from '../../shared/stig/proposal.ts';
import type { OpenAssessment } from '../store.ts';

/** The finding details that Hopcheck itself writes for a subject. */
export function findingText(
  subject: ServerNode | VirtualServerNode,
  proposal: Proposal,
  detail: NodeDetail,
  { nodes, summary }: Pick<OpenAssessment, 'nodes' | 'summary'>,
): string {
  return findingDetails({ subject, proposal, nodes, detail, summary });
}
