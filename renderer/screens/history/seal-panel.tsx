import { useRef, useState } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { HistoryEvent } from '../../../shared/history/event.ts';
import type { Verification } from '../../../shared/history/seal.ts';
import { verifySeal } from '../../actions/history.ts';
import { useTask } from '../../components/use-task.ts';
import { formatInstant } from '../../model/format.ts';
import { sealingOf } from '../../model/history-verification.ts';
import { visibleText } from '../../model/visible-text.ts';
import { Seal, SealWords } from './seal.tsx';
import { VerificationResult } from './verification-result.tsx';

interface SealPanelProps {
  readonly summary: AssessmentSummary;
  /** What happened to it, as far as that was read. */
  readonly events: readonly HistoryEvent[];
  /** Called when a verification has left its mark among the events. */
  readonly onVerified: () => void;
}

/** The seal of an assessment with what it says, and the way to verify it. */
export function SealPanel({ summary, events, onVerified }: SealPanelProps) {
  const { busy, failure, run } = useTask();
  const [verification, setVerification] = useState<Verification | null>(null);
  const result = useRef<HTMLDivElement>(null);
  const verify = async () => {
    setVerification(await verifySeal(summary.id));
    onVerified();
    // In a small window it would appear below what is in view.
    requestAnimationFrame(() => result.current?.scrollIntoView({ block: 'nearest' }));
  };
  return (
    <div className="seal-panel">
      {summary.seal === null ? (
        <p>
          {summary.state === 'completed'
            ? 'It has no seal: it was completed before assessments were sealed.'
            : 'Not sealed yet. It is sealed when it is completed.'}
        </p>
      ) : (
        <Seal seal={summary.seal} />
      )}
      <div className="button-row">
        <button
          type="button"
          className="button"
          aria-disabled={busy}
          onClick={() => (busy ? undefined : void run(verify))}
        >
          {busy ? 'Verifying' : 'Verify'}
        </button>
        {verification === null && !busy && summary.seal !== null ? (
          <span className="soft">Hashes everything again and compares it with the seal.</span>
        ) : null}
      </div>
      <div ref={result} className="seal-result" aria-live="polite">
        {verification === null ? null : <VerificationResult verification={verification} />}
      </div>
      {failure === null ? null : (
        <p className="field-error" role="alert">
          It could not be verified. {visibleText(failure.message)}
        </p>
      )}
      {summary.seal === null ? null : (
        <>
          <SealFacts summary={summary} events={events} verification={verification} />
          <SealWords />
        </>
      )}
    </div>
  );
}

interface SealFactsProps {
  readonly summary: AssessmentSummary;
  readonly events: readonly HistoryEvent[];
  readonly verification: Verification | null;
}

function SealFacts({ summary, events, verification }: SealFactsProps) {
  const { at, by, previous } = sealingOf(events, verification);
  return (
    <dl className="facts">
      <dt>Sealed</dt>
      <dd>
        {formatInstant(at ?? summary.completedAt)}
        {by === null ? null : (
          <>
            {' '}
            by <bdi>{visibleText(by)}</bdi>
          </>
        )}
      </dd>
      {previous === undefined ? null : (
        <>
          <dt>Previous seal{verification?.chainedHere === false ? ', where it was made' : ''}</dt>
          <dd>
            {previous === null ? (
              'None: it is the first of its data folder'
            ) : (
              <Seal seal={previous} what="previous seal" />
            )}
          </dd>
        </>
      )}
    </dl>
  );
}
