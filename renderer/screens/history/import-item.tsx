import { CircleAlert, CircleCheck } from 'lucide-react';
import type { BundleReport } from '../../../shared/history/bundle.ts';
import { dismissBundles, importBundle } from '../../actions/bundles.ts';
import { openAssessment } from '../../actions/reviewing.ts';
import { Name } from '../../components/name.tsx';
import { formatBytes, formatCount, formatInstant } from '../../model/format.ts';
import { importAdvice, type BundleImport, type ImportStep } from '../../model/history-imports.ts';
import { visibleName, visibleText } from '../../model/visible-text.ts';
import { Seal } from './seal.tsx';
import { VerificationResult } from './verification-result.tsx';

interface ImportItemProps {
  readonly item: BundleImport;
  /** Whether no other is beside it: the button to import it stands at the foot of the dialog then. */
  readonly isOnly: boolean;
}

/** One bundle on its way into History. */
export function ImportItem({ item, isOnly }: ImportItemProps) {
  const { fileName, size, step } = item;
  const report = 'report' in step ? step.report : null;
  return (
    <li className="import">
      <h3>
        <bdi>{visibleName(fileName)}</bdi> <span className="soft">{formatBytes(size)}</span>
        {report?.practice === true ? <span className="chip chip-practice">PRACTICE</span> : null}
        {report?.complete === false ? <span className="chip chip-incomplete">INCOMPLETE</span> : null}
      </h3>
      {report === null ? null : <Report report={report} />}
      <div aria-live="polite">
        <Step item={item} isOnly={isOnly} step={step} />
      </div>
    </li>
  );
}

function Step({ item, isOnly, step }: ImportItemProps & { readonly step: ImportStep }) {
  switch (step.kind) {
    case 'waiting':
      return <p className="soft">Waiting for its turn</p>;
    case 'reading':
      return <Progress label="Reading" done={step.done} of={item.size} />;
    case 'checking':
      return <Progress label="Checking every hash in it" />;
    case 'importing':
      return <Progress label="Importing" />;
    case 'failed':
      return (
        <p className="import-failure">
          <CircleAlert aria-hidden="true" />
          {visibleText(step.failure.message)}
        </p>
      );
    case 'imported':
      return (
        <div className="assurance">
          <CircleCheck aria-hidden="true" />
          <span>
            Imported.{' '}
            <button type="button" className="link" onClick={() => leaveFor(step.summary.id)}>
              Open it
            </button>
          </span>
        </div>
      );
    case 'ready': {
      const { canImport, text } = importAdvice(step.report);
      return (
        <>
          {text === null ? null : <p>{visibleText(text)}</p>}
          {step.failure === null ? null : (
            <p className="field-error" role="alert">
              It was not imported. {visibleText(step.failure.message)}
            </p>
          )}
          <div className="button-row">
            {canImport && !isOnly ? (
              <button
                type="button"
                className="button button-small"
                aria-label={`Import ${visibleName(item.fileName)}`}
                onClick={() => void importBundle(item.number)}
              >
                Import
              </button>
            ) : null}
            {step.report.known.map(({ assessmentId }, index) => (
              <button
                key={assessmentId}
                type="button"
                className="link"
                onClick={() => leaveFor(assessmentId)}
              >
                {step.report.known.length === 1
                  ? 'Open the one that is here'
                  : `Open the one that is here (${formatCount(index + 1)})`}
              </button>
            ))}
          </div>
        </>
      );
    }
  }
}

/** Opens an assessment; the bundles that wait are put away. */
function leaveFor(assessmentId: string): void {
  dismissBundles();
  void openAssessment(assessmentId);
}

interface ProgressProps {
  readonly label: string;
  /** Octets. */
  readonly done?: number;
  readonly of?: number;
}

function Progress({ label, done, of }: ProgressProps) {
  return (
    <div className="saving">
      <progress
        className="bar"
        aria-label={label}
        {...(done === undefined ? {} : { value: done, max: of })}
      />
      <span className="soft">{label}</span>
    </div>
  );
}

function Report({ report }: { readonly report: BundleReport }) {
  const { kind, decided, toDecide, verification } = report;
  return (
    <>
      <dl className="facts">
        <dt>Organisation</dt>
        <dd>
          <Name of={report.organization} />
        </dd>
        <dt>What it is</dt>
        <dd>
          {kind === 'capture'
            ? `A capture, in review: ${formatCount(decided)} of ${formatCount(toDecide)} decided`
            : `A completed assessment, ${formatInstant(report.completedAt)}`}
          {report.revision > 1 ? `, revision ${formatCount(report.revision)}` : ''}
        </dd>
        <dt>Read</dt>
        <dd>
          {formatInstant(report.finishedAt)} by <bdi>{visibleText(report.assessor)}</bdi>
        </dd>
        <dt>Bundle made</dt>
        <dd>
          {formatInstant(report.madeAt)} by <bdi>{visibleText(report.madeBy)}</bdi>, Hopcheck{' '}
          {visibleText(report.toolVersion)}
        </dd>
        {verification.seal === null ? null : (
          <>
            <dt>Seal</dt>
            <dd>
              <Seal seal={verification.seal} />
            </dd>
          </>
        )}
      </dl>
      {kind === 'capture' && verification.outcome === 'unsealed' ? null : (
        <VerificationResult verification={verification} />
      )}
    </>
  );
}
