import { useEffect, useState } from 'react';
import { chooseWay, goTo } from '../actions/application.ts';
import { cancelWalk, dismissWalk, startPractice } from '../actions/walking.ts';
import { FailurePanel } from '../components/failure-panel.tsx';
import { Screen } from '../components/screen.tsx';
import { Empty } from '../components/states.tsx';
import { formatBytes, formatCount, formatElapsed, formatQuantity } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import { walkFailureTitle } from '../model/walk-failure.ts';
import { openAssessmentOf, useStore, type RunningWalk, type Walk } from '../store.ts';
import { WalkResult } from './walk-result.tsx';

/** The walk under way, and what came of it; without one, the walk of the assessment that is open. */
export function WalkScreen() {
  const walk = useStore((state) => state.walk);
  const assessment = useStore(openAssessmentOf);
  switch (walk.kind) {
    case 'none':
      return assessment === null ? <NoWalk /> : <WalkResult summary={assessment.summary} />;
    case 'running':
      return <Running walk={walk} />;
    case 'failed':
      return <Failed walk={walk} />;
    case 'finished':
      return <WalkResult summary={walk.summary} />;
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
          {elapsed} elapsed · {formatQuantity(progress?.entries ?? 0, 'object')}
          {walk.way === 'ldif' ? null : ` in ${formatQuantity(progress?.pages ?? 0, 'page')}`}
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

/** A walk that was cancelled later is kept, and then it has not failed. */
const nothingKept = 'It was cancelled before anything could be kept, so there is no assessment of it.';

function Failed({
  walk: { failure, way, label },
}: {
  readonly walk: Extract<Walk, { readonly kind: 'failed' }>;
}) {
  const isCancelled = failure.code === 'cancelled';
  return (
    <Screen title={way === 'ldif' ? 'LDIF export' : 'Walk'}>
      <FailurePanel
        failure={isCancelled ? { ...failure, message: nothingKept } : failure}
        neutral={isCancelled}
        title={walkFailureTitle(failure, way, label)}
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
