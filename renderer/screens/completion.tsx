import { useMemo, useState } from 'react';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { assessorName } from '../actions/application.ts';
import { acceptAllProposals, completeAssessment } from '../actions/deciding.ts';
import { goToUndecided } from '../actions/reviewing.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { focusSoon, places } from '../focus.ts';
import { acceptance, basisText, leftOutText } from '../model/completion.ts';
import { formatCount, formatQuantity } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import { useStore, type OpenAssessment } from '../store.ts';
import { CompletedAssessment } from './completion-sealed.tsx';
import { CompletionChecklist, useRequirements } from './completion-checklist.tsx';

/** How far the decisions are, what is demanded before the end, and the end. */
export function Completion({ assessment }: { readonly assessment: OpenAssessment }) {
  return assessment.summary.state === 'completed' ? (
    <CompletedAssessment summary={assessment.summary} />
  ) : (
    <Completing assessment={assessment} />
  );
}

function Completing({ assessment }: { readonly assessment: OpenAssessment }) {
  const { summary } = assessment;
  const requirements = useRequirements(assessment);
  const [asking, setAsking] = useState<'accept' | 'complete' | null>(null);
  const drafts = useStore((state) => state.drafts);
  const accepting = useMemo(() => acceptance(assessment, drafts), [assessment, drafts]);
  const leftOut = leftOutText(accepting);
  const unmet = requirements.filter(({ isMet }) => !isMet);
  return (
    <section className="card" aria-labelledby={places.completion}>
      <h2 id={places.completion} tabIndex={-1}>
        Decisions
      </h2>
      <p>
        {formatCount(summary.decided)} of {formatCount(summary.toDecide)} decided.
      </p>
      <progress
        className="bar"
        aria-label="Decided"
        max={Math.max(1, summary.toDecide)}
        value={summary.toDecide === 0 ? 1 : summary.decided}
      />
      {summary.toDecide === summary.decided ? null : (
        <>
          <div className="button-row">
            <button type="button" className="button" onClick={() => goToUndecided(1)}>
              Next undecided
            </button>
            <button
              type="button"
              className="button"
              aria-disabled={accepting.accepted === 0}
              aria-describedby={leftOut === null ? undefined : 'left-out'}
              onClick={() => (accepting.accepted === 0 ? undefined : setAsking('accept'))}
            >
              Accept all proposals
            </button>
          </div>
          {leftOut === null ? null : (
            <p id="left-out" className="soft">
              {leftOut}
            </p>
          )}
        </>
      )}
      <CompletionChecklist assessment={assessment} requirements={requirements} />
      <div className="completion">
        <button
          type="button"
          className="button button-primary button-large"
          aria-disabled={unmet.length > 0}
          aria-describedby="completion-reason"
          onClick={() => (unmet.length === 0 ? setAsking('complete') : focusSoon(places.requirements))}
        >
          Complete assessment
        </button>
        <p id="completion-reason" className="soft">
          {unmet.length === 0
            ? 'It is sealed then, and nothing in it changes any more.'
            : `Not yet possible. ${unmet.map(({ text }) => `${text}.`).join(' ')}`}
        </p>
      </div>
      {asking === 'accept' ? <AcceptDialog {...accepting} onClose={() => setAsking(null)} /> : null}
      {asking === 'complete' ? <CompleteDialog summary={summary} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}

interface DialogProps {
  readonly onClose: () => void;
}

function AcceptDialog({ onClose, ...accepting }: DialogProps & ReturnType<typeof acceptance>) {
  const { accepted } = accepting;
  return (
    <ConfirmDialog
      title={accepted === 1 ? 'Accept the proposal?' : `Accept the ${formatCount(accepted)} proposals?`}
      confirmLabel={`Accept ${formatQuantity(accepted, 'proposal')}`}
      onConfirm={() => acceptAllProposals().then(showOutcome)}
      onClose={onClose}
    >
      <p>
        Every undecided virtual server, and every server on which none was seen, is decided as Hopcheck
        proposes, in the name of <bdi>{visibleText(assessorName())}</bdi>. Each can still be decided otherwise
        until the assessment is completed. {leftOutText(accepting)}
      </p>
    </ConfirmDialog>
  );
}

function CompleteDialog({ summary, onClose }: DialogProps & { readonly summary: AssessmentSummary }) {
  const basis = basisText(summary.decided, summary.toDecide);
  return (
    <ConfirmDialog
      title="Complete the assessment?"
      confirmLabel="Complete"
      onConfirm={() => completeAssessment().then(showOutcome)}
      onClose={onClose}
    >
      <p>
        Evidence, proposals and decisions are kept as they are now, and sealed in the name of{' '}
        <bdi>{visibleText(assessorName())}</bdi>. Nothing in this assessment can be changed after that. What
        turns out to be wrong later is corrected in a revision of its own.
      </p>
      {basis === null ? null : <p>{basis}</p>}
    </ConfirmDialog>
  );
}

/** What asked for it is gone with the question: reading goes on where the outcome stands. */
function showOutcome(): void {
  focusSoon(places.completion);
}
