import { useEffect, useRef } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { HistoryEvent } from '../../../shared/history/event.ts';
import type { Verification } from '../../../shared/history/seal.ts';
import { verifySeal } from '../../actions/history.ts';
import { formatInstant } from '../../model/format.ts';
import { sealingOf, unsealedText } from '../../model/history-verification.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';
import { Seal, SealWords } from './seal.tsx';
import { VerificationResult } from './verification-result.tsx';

interface SealPanelProps {
  readonly summary: AssessmentSummary;
  /** What happened to it, as far as that was read. */
  readonly events: readonly HistoryEvent[];
}

/** The seal of an assessment with what it says, and the way to verify it. */
export function SealPanel({ summary, events }: SealPanelProps) {
  const check = useStore((state) => state.sealChecks[summary.id]);
  const known = useRef(check);
  const result = useRef<HTMLDivElement>(null);
  const busy = check?.kind === 'running';
  const verification = check?.kind === 'done' ? check.verification : null;
  useEffect(() => {
    // In a small window it would appear below what is in view. What was known before moves nothing.
    if (check !== known.current) result.current?.scrollIntoView({ block: 'nearest' });
  }, [check]);
  return (
    <div className="seal-panel">
      {summary.seal === null ? <p>{unsealedText(summary)}</p> : <Seal seal={summary.seal} />}
      {summary.state === 'completed' ? (
        <div className="button-row">
          <button
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => void verifySeal(summary.id)}
          >
            {busy ? 'Verifying' : 'Verify'}
          </button>
          {check === undefined && summary.seal !== null ? (
            <span className="soft">Hashes everything again and compares it with the seal.</span>
          ) : null}
        </div>
      ) : null}
      <div ref={result} className="seal-result" aria-live="polite">
        {verification === null ? null : <VerificationResult verification={verification} />}
      </div>
      {check?.kind === 'failed' ? (
        <p className="field-error" role="alert">
          It could not be verified. {visibleText(check.failure.message)}
        </p>
      ) : null}
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
