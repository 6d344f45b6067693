import type { Proposal } from '../stig/proposal.ts';
import type { Decision, Signature } from './assessment.ts';

/** The decision that accepts a proposal: its status, and no word of the assessor's own. */
export function acceptedProposal({ status }: Proposal, { decidedAt, decidedBy }: Signature): Decision {
  return {
    status,
    justification: '',
    comments: '',
    findingDetails: null,
    severityOverride: null,
    decidedAt,
    decidedBy,
  };
}
