import { useState } from 'react';
import { acceptAllProposals, completeAssessment } from '../actions/deciding.ts';
import { assessorName } from '../actions/application.ts';
import { goToUndecided, openNode } from '../actions/reviewing.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Name } from '../components/name.tsx';
import { Screen } from '../components/screen.tsx';
import { SourceFacts } from '../components/source-facts.tsx';
import { StatusBar, StatusCells, StatusFigures } from '../components/status-counts.tsx';
import { WireLogButton } from '../components/wire-log-button.tsx';
import { focusSoon, places } from '../focus.ts';
import { formatCount, formatInstant, formatQuantity } from '../model/format.ts';
import { isUndecided } from '../model/outline.ts';
import { groupFigures } from '../model/result-rows.ts';
import { visibleName, visibleText } from '../model/visible-text.ts';
import type { OpenAssessment } from '../store.ts';
import { OpenedAssessment } from './opened-assessment.tsx';
import { ProblemList } from './problem-list.tsx';
import { UndecidedList } from './undecided-list.tsx';

/** What was found, what is left to do, and the end of the job. */
export function FinishScreen() {
  return (
    <OpenedAssessment title="Finish">{(assessment) => <Finish assessment={assessment} />}</OpenedAssessment>
  );
}

function Finish({ assessment }: { readonly assessment: OpenAssessment }) {
  const { summary } = assessment;
  return (
    <Screen title="Finish" lead={<bdi>{visibleName(summary.organization)}</bdi>} width="wide">
      <div className="finish">
        <div className="finish-main">
          <Found assessment={assessment} />
          <ProblemList assessment={assessment} />
        </div>
        <div className="finish-side">
          <Completion assessment={assessment} />
        </div>
        <Origin assessment={assessment} />
      </div>
    </Screen>
  );
}

function Found({ assessment }: { readonly assessment: OpenAssessment }) {
  const { summary } = assessment;
  return (
    <section className="card" aria-labelledby="found">
      <h2 id="found">What was found</h2>
      <h3>SMTP virtual servers</h3>
      <StatusFigures counts={summary.virtualServers} label="Virtual servers" />
      <h3>Servers</h3>
      <StatusFigures counts={summary.servers} label="Servers" />
      <h3>By administrative group</h3>
      <ul className="group-bars">
        {groupFigures(assessment).map((group) => (
          <li key={group.id}>
            <button type="button" className="link" onClick={() => openNode(group.id)}>
              <Name of={group.name} />
            </button>
            <StatusBar counts={group.counts} />
            <StatusCells counts={group.counts} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Completion({ assessment }: { readonly assessment: OpenAssessment }) {
  const { summary, nodes } = assessment;
  const [asking, setAsking] = useState<'accept' | 'complete' | null>(null);
  const left = summary.toDecide - summary.decided;
  if (summary.state === 'completed') {
    return (
      <section className="card" aria-labelledby={places.completion}>
        <h2 id={places.completion} tabIndex={-1}>
          Completed
        </h2>
        <p>
          Completed on {formatInstant(summary.completedAt)} with {formatQuantity(summary.decided, 'decision')}
          . It can be read at any time and is never changed.
        </p>
      </section>
    );
  }
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
      {left === 0 ? null : (
        <>
          <UndecidedList assessment={assessment} undecided={nodes.filter(isUndecided)} />
          <div className="button-row">
            <button type="button" className="button" onClick={() => goToUndecided(1)}>
              Next undecided
            </button>
            <button type="button" className="button" onClick={() => setAsking('accept')}>
              Accept all proposals
            </button>
          </div>
        </>
      )}
      <div className="completion">
        <button
          type="button"
          className="button button-primary button-large"
          aria-disabled={left > 0}
          aria-describedby="completion-reason"
          onClick={() => (left === 0 ? setAsking('complete') : undefined)}
        >
          Complete assessment
        </button>
        <p id="completion-reason" className="soft">
          {left === 0
            ? 'Everything is decided. After this nothing in the assessment changes any more.'
            : `Possible when everything is decided: ${formatQuantity(left, 'decision')} to go.`}
        </p>
      </div>
      {asking === 'accept' ? (
        <ConfirmDialog
          title={left === 1 ? 'Accept the proposal?' : `Accept the ${formatCount(left)} proposals?`}
          confirmLabel={left === 1 ? 'Accept 1 proposal' : `Accept ${formatCount(left)} proposals`}
          onConfirm={() => acceptAllProposals().then(showOutcome)}
          onClose={() => setAsking(null)}
        >
          <p>
            Every undecided virtual server, and every server on which none was seen, is decided as Hopcheck
            proposes, in the name of <bdi>{visibleText(assessorName())}</bdi>. Each can still be decided
            otherwise until the assessment is completed. Where you have begun to type, the decision is left to
            you.
          </p>
        </ConfirmDialog>
      ) : null}
      {asking === 'complete' ? (
        <ConfirmDialog
          title="Complete the assessment?"
          confirmLabel="Complete"
          onConfirm={() => completeAssessment().then(showOutcome)}
          onClose={() => setAsking(null)}
        >
          <p>
            Evidence, proposals and decisions are kept as they are now. Nothing in this assessment can be
            changed after that.
          </p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}

/** What asked for it is gone with the question: reading goes on where the outcome stands. */
function showOutcome(): void {
  focusSoon(places.completion);
}

function Origin({ assessment: { summary } }: { readonly assessment: OpenAssessment }) {
  return (
    <section className="card" aria-labelledby="origin">
      <h2 id="origin">Evidence</h2>
      <dl className="facts">
        <SourceFacts source={summary.source} />
        <dt>Read</dt>
        <dd>
          {formatInstant(summary.startedAt)} to {formatInstant(summary.finishedAt)}
        </dd>
        <dt>Complete</dt>
        <dd>{summary.complete ? 'Yes' : 'No'}</dd>
        <dt>Assessor</dt>
        <dd>
          <bdi>{visibleText(summary.assessor)}</bdi>
        </dd>
      </dl>
      <WireLogButton summary={summary} />
    </section>
  );
}
