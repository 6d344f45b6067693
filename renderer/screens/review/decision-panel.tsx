import type {
  Decision,
  Draft,
  NodeDetail,
  ServerNode,
  VirtualServerNode,
} from '../../../shared/assessment/assessment.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import { select } from '../../actions/reviewing.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { StatusText } from '../../components/status-mark.tsx';
import { Loading } from '../../components/states.tsx';
import { places } from '../../focus.ts';
import { formatInstant } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore, type OpenAssessment } from '../../store.ts';
import { DecisionForm } from './decision-form.tsx';

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
      {detail.kind === 'loading' || detail.kind === 'idle' ? <Loading what="Reading the decisions" /> : null}
      {detail.kind === 'failed' ? (
        <FailurePanel failure={detail.failure} title="The decisions could not be read">
          <button type="button" className="button" onClick={() => select(subject.id)}>
            Try again
          </button>
        </FailurePanel>
      ) : null}
      {detail.kind === 'ready' ? (
        <Content
          subject={subject}
          proposal={proposal}
          isCompleted={assessment.summary.state === 'completed'}
          detail={detail.value}
        />
      ) : null}
    </aside>
  );
}

interface ContentProps {
  readonly subject: ServerNode | VirtualServerNode;
  readonly proposal: Proposal;
  readonly isCompleted: boolean;
  readonly detail: NodeDetail;
}

function Content({ subject, proposal, isCompleted, detail }: ContentProps) {
  const typed = useStore((state) => state.drafts[subject.distinguishedName]);
  const draft = typed ?? detail.draft ?? draftOf(subject.decision);
  return (
    <>
      {isCompleted ? (
        <Decided decision={subject.decision} proposal={proposal} />
      ) : (
        <DecisionForm
          subject={subject}
          proposal={proposal}
          draft={draft}
          isRestored={typed === undefined && holdsAnything(detail.draft)}
        />
      )}
      <DecisionHistory decisions={detail.decisions} />
    </>
  );
}

function holdsAnything(draft: Draft | null): boolean {
  return draft !== null && (draft.status !== null || draft.justification !== '' || draft.comments !== '');
}

function draftOf(decision: Decision | null): Draft {
  if (decision === null) return { status: null, justification: '', comments: '' };
  return { status: decision.status, justification: decision.justification, comments: decision.comments };
}

function Decided({
  decision,
  proposal,
}: {
  readonly decision: Decision | null;
  readonly proposal: Proposal;
}) {
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
      <StatusText status={decision.status} />
      <p className="soft">
        {formatInstant(decision.decidedAt)}, <bdi>{visibleText(decision.decidedBy)}</bdi>
      </p>
      <Words decision={decision} />
    </div>
  );
}

function Words({ decision }: { readonly decision: Decision }) {
  return (
    <>
      {decision.justification === '' ? null : (
        <p className="words">
          <span className="words-label">Justification</span>
          {visibleLines(decision.justification)}
        </p>
      )}
      {decision.comments === '' ? null : (
        <p className="words">
          <span className="words-label">Comments</span>
          {visibleLines(decision.comments)}
        </p>
      )}
    </>
  );
}

function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visibleText).join('\n');
}

function DecisionHistory({ decisions }: { readonly decisions: readonly Decision[] }) {
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="decision-history" className="decision-history">
      <h4 id="decision-history">Decision history</h4>
      <ol reversed>
        {decisions.toReversed().map((decision, index) => (
          <li key={decisions.length - index}>
            <StatusText status={decision.status} />
            <p className="soft">
              {formatInstant(decision.decidedAt)}, <bdi>{visibleText(decision.decidedBy)}</bdi>
            </p>
            <Words decision={decision} />
          </li>
        ))}
      </ol>
    </section>
  );
}
