import type { NodeDetail, ServerNode, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import { select } from '../../actions/reviewing.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Name } from '../../components/name.tsx';
import { OnServer } from '../../components/on-server.tsx';
import { StatusText } from '../../components/status-mark.tsx';
import { Loading } from '../../components/states.tsx';
import { places } from '../../focus.ts';
import { findingText } from '../../model/finding-text.ts';
import { formatInstant } from '../../model/format.ts';
import { draftOf, holdsAnything } from '../../model/ruling.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore, type OpenAssessment } from '../../store.ts';
import { DecisionForm } from './decision-form.tsx';
import { DecisionHistory } from './decision-history.tsx';
import { DecisionWords, Words } from './decision-words.tsx';

interface DecisionPanelProps {
  readonly subject: ServerNode | VirtualServerNode;
  readonly proposal: Proposal;
  readonly assessment: OpenAssessment;
}

/** The decision on a subject: made here, or shown if the assessment is completed; with everything decided before. */
export function DecisionPanel({ subject, proposal, assessment }: DecisionPanelProps) {
  const detail = useStore((state) => state.detail);
  return (
    <aside className="decision" aria-labelledby={places.decision}>
      <h3 id={places.decision} tabIndex={-1}>
        Decision
      </h3>
      {/* In sight also where the page of the object is scrolled away. */}
      <p className="decision-subject">
        <Name of={subject.name} />
        <OnServer nodes={assessment.nodes} of={subject} />
      </p>
      {detail.kind === 'loading' || detail.kind === 'idle' ? <Loading what="Reading the decisions" /> : null}
      {detail.kind === 'failed' ? (
        <FailurePanel failure={detail.failure} title="The decisions could not be read" level={4}>
          <button type="button" className="button" onClick={() => select(subject.id)}>
            Try again
          </button>
        </FailurePanel>
      ) : null}
      {detail.kind === 'ready' ? (
        <Content subject={subject} proposal={proposal} assessment={assessment} detail={detail.value} />
      ) : null}
    </aside>
  );
}

interface ContentProps extends DecisionPanelProps {
  readonly detail: NodeDetail;
}

function Content({ subject, proposal, assessment, detail }: ContentProps) {
  const typed = useStore((state) => state.drafts[subject.distinguishedName]);
  const restored = assessment.drafts[subject.distinguishedName];
  const kept = typed ?? detail.draft;
  return (
    <>
      {assessment.summary.state === 'completed' ? (
        <Decided subject={subject} proposal={proposal} assessment={assessment} detail={detail} />
      ) : (
        <DecisionForm
          subject={subject}
          proposal={proposal}
          assessment={assessment}
          detail={detail}
          // A draft without anything in it was discarded.
          draft={holdsAnything(kept) ? kept : draftOf(subject.decision)}
          isRestored={holdsAnything(kept) && (typed === undefined || typed === restored)}
        />
      )}
      <DecisionHistory decisions={detail.decisions} />
    </>
  );
}

function Decided({ subject, proposal, assessment, detail }: ContentProps) {
  const { decision } = subject;
  if (decision === null) {
    return (
      <p className="soft">
        {proposal.status === 'not_applicable'
          ? 'None was needed: the check does not apply here.'
          : 'None was made.'}
      </p>
    );
  }
  return (
    <div className="decided">
      <StatusText status={decision.status} stage="decided" />
      <p className="soft">
        {formatInstant(decision.decidedAt)}, <bdi>{visibleText(decision.decidedBy)}</bdi>
      </p>
      <DecisionWords ruling={decision} />
      {decision.findingDetails === null ? (
        <Words
          label="Finding details, written by Hopcheck"
          text={findingText(subject, proposal, detail, assessment)}
        />
      ) : null}
    </div>
  );
}
