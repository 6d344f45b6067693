import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { chooseWay, goTo } from '../actions/application.ts';
import { openAssessment } from '../actions/reviewing.ts';
import { cancelWalk, dismissWalk, startPractice } from '../actions/walking.ts';
import { FailurePanel } from '../components/failure-panel.tsx';
import { Screen } from '../components/screen.tsx';
import { StatusFigures } from '../components/status-counts.tsx';
import { Empty } from '../components/states.tsx';
import { formatBytes, formatCount, formatElapsed } from '../model/format.ts';
import { sourceDetail } from '../model/source-label.ts';
import { visibleName, visibleText } from '../model/visible-text.ts';
import { openAssessmentOf, useStore, type RunningWalk, type Walk } from '../store.ts';
import { ProblemList } from './problem-list.tsx';

/** The walk under way, and what came of it. */
export function WalkScreen() {
  const walk = useStore((state) => state.walk);
  switch (walk.kind) {
    case 'none':
      return <NoWalk />;
    case 'running':
      return <Running walk={walk} />;
    case 'failed':
      return <Failed walk={walk} />;
    case 'finished':
      return <Finished summary={walk.summary} />;
  }
}

function NoWalk() {
  return (
    <Screen title="Walk">
      <Empty title="No walk is running">
        <button type="button" className="button" onClick={() => goTo('start')}>
          Begin one
        </button>
      </Empty>
    </Screen>
  );
}

const phaseLabels = {
  connecting: 'Connecting',
  'reading-file': 'Reading the file',
  walking: 'Walking the organisation',
  saving: 'Saving what was read',
} as const;

function Running({ walk }: { readonly walk: RunningWalk }) {
  const { progress, cancelling, label } = walk;
  const elapsed = useElapsed(walk.startedAt);
  const phase = phaseLabels[progress?.phase ?? (walk.way === 'ldif' ? 'reading-file' : 'connecting')];
  return (
    <Screen title="Walk" lead={<>Reading from {visibleText(label)}</>}>
      <section className="card walk" aria-label="Progress">
        <div className="walk-head">
          <p className="walk-phase" role="status">
            <span className="spinner" aria-hidden="true" />
            {cancelling ? 'Cancelling' : phase}
          </p>
          <button type="button" className="button" disabled={cancelling} onClick={() => void cancelWalk()}>
            Cancel
          </button>
        </div>
        <WalkBar walk={walk} />
        <dl className="tiles">
          <Tile label="Administrative groups" value={formatCount(progress?.administrativeGroups ?? 0)} />
          <Tile label="Servers" value={formatCount(progress?.servers ?? 0)} />
          <Tile label="Virtual servers" value={formatCount(progress?.virtualServers ?? 0)} />
          <Tile label="Connectors" value={formatCount(progress?.connectors ?? 0)} />
        </dl>
        <p className="soft walk-foot">
          {elapsed} elapsed · {formatCount(progress?.entries ?? 0)} objects in{' '}
          {formatCount(progress?.pages ?? 0)} pages
        </p>
      </section>
      {progress?.phase === 'walking' ? (
        <p className="soft">What was read is kept if you cancel, marked incomplete.</p>
      ) : null}
    </Screen>
  );
}

function WalkBar({ walk: { progress } }: { readonly walk: RunningWalk }) {
  const total = progress?.bytesTotal ?? null;
  if (progress === null || total === null || progress.bytesRead === null)
    return <progress className="bar" aria-label="Walk" />;
  return (
    <div className="walk-bar">
      <progress className="bar" aria-label="File read" max={Math.max(1, total)} value={progress.bytesRead} />
      <span className="soft">
        {formatBytes(progress.bytesRead)} of {formatBytes(total)}
      </span>
    </div>
  );
}

function Tile({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function useElapsed(startedAt: number): string {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return formatElapsed(now - startedAt);
}

function Failed({ walk: { failure, way } }: { readonly walk: Extract<Walk, { readonly kind: 'failed' }> }) {
  const isCancelled = failure.code === 'cancelled';
  return (
    <Screen title="Walk">
      <FailurePanel
        failure={failure}
        title={isCancelled ? 'The walk was cancelled' : 'The walk could not go on'}
      >
        {way === 'practice' ? (
          <button type="button" className="button button-primary" onClick={() => void startPractice()}>
            Try again
          </button>
        ) : (
          <button type="button" className="button button-primary" onClick={() => chooseWay(way)}>
            {way === 'ldif' ? 'Choose another file' : 'Back to Connect'}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            dismissWalk();
            goTo('start');
          }}
        >
          Back to Start
        </button>
      </FailurePanel>
    </Screen>
  );
}

function Finished({ summary }: { readonly summary: AssessmentSummary }) {
  const start = useRef<HTMLButtonElement>(null);
  useEffect(() => start.current?.focus(), []);
  const { complete } = summary;
  return (
    <Screen title="Walk" lead={visibleText(sourceDetail(summary.source))}>
      <section className="card" aria-labelledby="walk-result">
        <div className={complete ? 'verdict verdict-good' : 'verdict verdict-incomplete'}>
          {complete ? <CircleCheck aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
          <div>
            <h2 id="walk-result">{complete ? 'The walk is complete' : 'The walk is INCOMPLETE'}</h2>
            <p>
              {complete
                ? `Everything below ${visibleName(summary.organization)} that this account may see was read.`
                : visibleText(summary.incompleteReason ?? 'Not everything was read.')}
            </p>
          </div>
        </div>
        <h3>SMTP virtual servers as proposed</h3>
        <StatusFigures counts={summary.virtualServers} label="Virtual servers as proposed" />
        <h3>Servers as proposed</h3>
        <StatusFigures counts={summary.servers} label="Servers as proposed" />
        <div className="button-row card-actions">
          <button
            ref={start}
            type="button"
            className="button button-primary button-large"
            onClick={() => void openAssessment(summary.id)}
          >
            Start review
          </button>
          <span className="soft">{formatCount(summary.toDecide)} to decide</span>
        </div>
      </section>
      <WalkProblems assessmentId={summary.id} />
    </Screen>
  );
}

function WalkProblems({ assessmentId }: { readonly assessmentId: string }) {
  const assessment = useStore(openAssessmentOf);
  if (assessment === null || assessment.summary.id !== assessmentId || assessment.problems.length === 0)
    return null;
  return <ProblemList assessment={assessment} />;
}
