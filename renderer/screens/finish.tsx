import { Printer } from 'lucide-react';
import { printReviewSheet } from '../actions/printing.ts';
import { openNode } from '../actions/reviewing.ts';
import { Name } from '../components/name.tsx';
import { Screen } from '../components/screen.tsx';
import { SourceFacts } from '../components/source-facts.tsx';
import { StatusBar, StatusCells, StatusFigures } from '../components/status-counts.tsx';
import { useTask } from '../components/use-task.ts';
import { WireLogButton } from '../components/wire-log-button.tsx';
import { basisText } from '../model/completion.ts';
import { formatCount, formatInstant } from '../model/format.ts';
import { groupFigures } from '../model/result-rows.ts';
import { visibleName, visibleText } from '../model/visible-text.ts';
import { walkInWords } from '../model/walk-verdict.ts';
import { useStore, type OpenAssessment } from '../store.ts';
import { Completion } from './completion.tsx';
import { OpenedAssessment } from './opened-assessment.tsx';
import { ProblemList } from './problem-list.tsx';

/** What was found, what is left to do, and the end of the job. */
export function FinishScreen() {
  return (
    <OpenedAssessment title="Finish">{(assessment) => <Finish assessment={assessment} />}</OpenedAssessment>
  );
}

function Finish({ assessment }: { readonly assessment: OpenAssessment }) {
  const { summary } = assessment;
  return (
    <Screen
      title="Finish"
      lead={<bdi>{visibleName(summary.organization)}</bdi>}
      width="wide"
      actions={<PrintButton />}
    >
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
  const basis = basisText(summary.decided, summary.toDecide);
  return (
    <section className="card" aria-labelledby="found">
      <h2 id="found">What was found</h2>
      {basis === null ? null : <p className="soft">{basis}</p>}
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

/** Hands the whole review to the printer; a failure is shown beside the button. */
function PrintButton() {
  const { failure, run } = useTask();
  const sheet = useStore((state) => state.sheet);
  const isBusy = sheet.kind === 'preparing';
  return (
    <>
      {failure === null ? null : (
        <p className="field-error" role="alert">
          The review sheet could not be prepared. {visibleText(failure.message)}
        </p>
      )}
      <button
        type="button"
        className="button"
        title="Print review sheet (Ctrl+P)"
        aria-disabled={isBusy}
        onClick={() => (isBusy ? undefined : void run(printReviewSheet))}
      >
        <Printer aria-hidden="true" />
        {sheet.kind === 'preparing'
          ? `Preparing ${formatCount(sheet.done)} of ${formatCount(sheet.of)}`
          : 'Print review sheet'}
      </button>
    </>
  );
}

function Origin({ assessment: { summary, problems } }: { readonly assessment: OpenAssessment }) {
  return (
    <section className="card" aria-labelledby="origin">
      <h2 id="origin">Evidence</h2>
      <dl className="facts">
        <SourceFacts source={summary.source} />
        <dt>Read</dt>
        <dd>
          {formatInstant(summary.startedAt)} to {formatInstant(summary.finishedAt)}
        </dd>
        <dt>Walk</dt>
        <dd>{walkInWords(summary, problems)}</dd>
        <dt>Read by</dt>
        <dd>
          <bdi>{visibleText(summary.assessor)}</bdi>
        </dd>
      </dl>
      <WireLogButton summary={summary} />
    </section>
  );
}
