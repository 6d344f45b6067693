import type { ServerNode, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import { reasonText } from '../../../shared/stig/reason-texts.ts';
import { StatusBadge } from '../../components/status-mark.tsx';
import type { OpenAssessment } from '../../store.ts';
import { CheckTexts } from './check-texts.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { Evidence } from './evidence.tsx';
import { NodeHead } from './node-head.tsx';
import { Properties } from './properties/property-sheet.tsx';
import { ServerFacts } from './server-facts.tsx';
import { Overrides } from './overrides.tsx';

interface SubjectContentProps {
  readonly subject: VirtualServerNode | ServerNode;
  readonly proposal: Proposal;
  readonly assessment: OpenAssessment;
}

/** What the check is decided on: what was observed, what is proposed and why, and the decision. */
export function SubjectContent({ subject, proposal, assessment }: SubjectContentProps) {
  const isVirtualServer = subject.kind === 'virtual-server';
  return (
    <div className="subject">
      <NodeHead node={subject} assessment={assessment}>
        {subject.kind === 'server' ? <ServerFacts server={subject} /> : null}
        {subject.readable ? null : (
          <p className="not-read">
            This object itself was not delivered: it is known only from names below or beside it.
          </p>
        )}
      </NodeHead>
      <div className="subject-columns">
        <div className="subject-main">
          <ProposalCard proposal={proposal} />
          {isVirtualServer ? <Properties node={subject} assessment={assessment} /> : null}
          <CheckTexts />
          {isVirtualServer ? <Overrides virtualServer={subject} assessment={assessment} /> : null}
          <Evidence node={subject} assessment={assessment} />
        </div>
        <DecisionPanel subject={subject} proposal={proposal} assessment={assessment} />
      </div>
    </div>
  );
}

function ProposalCard({ proposal }: { readonly proposal: Proposal }) {
  return (
    <section className="proposal" data-status={proposal.status} aria-labelledby="proposal">
      <h3 id="proposal">Proposed</h3>
      <div>
        <StatusBadge status={proposal.status} stage="proposed" />
        {proposal.reasons.map((reason) => (
          <p key={reason}>{reasonText(reason)}</p>
        ))}
      </div>
    </section>
  );
}
