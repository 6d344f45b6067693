import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { BundleOrigin } from '../../../shared/history/bundle.ts';
import { Verbatim } from '../../components/name.tsx';
import { StatusCells } from '../../components/status-counts.tsx';
import { formatInstant } from '../../model/format.ts';
import { revisionNote, revisionText } from '../../model/history-revision.ts';
import { historyStateText, isIncomplete } from '../../model/history-rows.ts';
import { sourceDetail } from '../../model/source-label.ts';
import { visibleText } from '../../model/visible-text.ts';

interface AssessmentFactsProps {
  readonly summary: AssessmentSummary;
  /** Every assessment of this data folder. */
  readonly all: readonly AssessmentSummary[];
}

/** Where an assessment comes from and how it stands. */
export function AssessmentFacts({ summary, all }: AssessmentFactsProps) {
  const revision = revisionText(summary, all) ?? revisionNote(summary, all);
  return (
    <dl className="facts">
      <dt>State</dt>
      <dd>{historyStateText(summary)}</dd>
      {isIncomplete(summary) ? (
        <>
          <dt>INCOMPLETE</dt>
          <dd>{visibleText(summary.incompleteReason ?? 'The walk did not read everything.')}</dd>
        </>
      ) : null}
      <dt>Virtual servers</dt>
      <dd>
        <StatusCells counts={summary.virtualServers} />
      </dd>
      <dt>Source</dt>
      <dd>
        <bdi>{sourceDetail(summary.source)}</bdi>
      </dd>
      <dt>Organisation</dt>
      <dd>
        <Verbatim of={summary.organizationDistinguishedName} />
      </dd>
      {summary.completedAt === null ? null : (
        <>
          <dt>Completed</dt>
          <dd>{formatInstant(summary.completedAt)}</dd>
        </>
      )}
      {revision === '' ? null : (
        <>
          <dt>Revision</dt>
          <dd>{revision}</dd>
        </>
      )}
      {summary.origin === null ? null : <Origin origin={summary.origin} />}
    </dl>
  );
}

function Origin({ origin }: { readonly origin: BundleOrigin }) {
  return (
    <>
      <dt>Imported</dt>
      <dd>
        {formatInstant(origin.importedAt)} by <bdi>{visibleText(origin.importedBy)}</bdi>
      </dd>
      <dt>Bundle</dt>
      <dd>
        <bdi>{visibleText(origin.fileName)}</bdi>, made {formatInstant(origin.madeAt)} by{' '}
        <bdi>{visibleText(origin.madeBy)}</bdi> with Hopcheck {visibleText(origin.toolVersion)}
      </dd>
      <dt>SHA-256 of the bundle</dt>
      <dd>
        <Verbatim of={origin.sha256} />
      </dd>
    </>
  );
}
