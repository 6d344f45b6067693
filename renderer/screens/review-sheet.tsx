import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { sealGroups } from '../../shared/history/seal-words.ts';
import { check } from '../../shared/stig/check.ts';
import { endPrinting } from '../actions/printing.ts';
import { DistinguishedName, Verbatim } from '../components/name.tsx';
import { SourceFacts } from '../components/source-facts.tsx';
import { StatusFigures } from '../components/status-counts.tsx';
import { formatCount, formatUtc, formatQuantity } from '../model/format.ts';
import { problemGroups } from '../model/problem-groups.ts';
import { sectionsOf, type ReviewSheet } from '../model/review-sheet.ts';
import { visibleName, visibleText } from '../model/visible-text.ts';
import { openAssessmentOf, useStore, type OpenAssessment } from '../store.ts';
import { SheetServer } from './review-sheet-server.tsx';

/** The review sheet for as long as it is printed. On the screen it is not seen. */
export function PrintedSheet() {
  const sheet = useStore((state) => state.sheet);
  const assessment = useStore(openAssessmentOf);
  if (sheet.kind !== 'ready' || assessment?.summary.id !== sheet.value.assessmentId) return null;
  return createPortal(
    <Sheet key={sheet.value.preparedAt} sheet={sheet.value} assessment={assessment} />,
    document.body,
  );
}

interface SheetProps {
  readonly sheet: ReviewSheet;
  readonly assessment: OpenAssessment;
}

function Sheet({ sheet, assessment }: SheetProps) {
  useEffect(() => {
    window.addEventListener('afterprint', endPrinting);
    // Fonts and layout first: the printer takes what is there at this moment.
    const frame = requestAnimationFrame(() => window.print());
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('afterprint', endPrinting);
    };
  }, []);
  return (
    <article className="sheet" data-marking={markingOf(assessment)} aria-label="Review sheet">
      <Head assessment={assessment} preparedAt={sheet.preparedAt} />
      <Problems assessment={assessment} />
      {sheet.leftOut === 0 ? null : (
        <p className="sheet-note">
          {formatQuantity(sheet.leftOut, 'object')} of {formatCount(sheet.leftOut + sheet.entries.length)} are
          not on this sheet, because there are too many: chiefly such that pass as proposed, without comments.
        </p>
      )}
      {sectionsOf(assessment.nodes, sheet.entries).map((section) => (
        <SheetServer key={section.id} section={section} assessment={assessment} />
      ))}
      <footer className="sheet-signature">
        <p>
          Assessor: <bdi>{visibleText(sheet.signedBy)}</bdi>
        </p>
        <p>Signature</p>
        <p>Date</p>
      </footer>
    </article>
  );
}

function markingOf({ summary }: OpenAssessment): string {
  if (summary.practice) return 'practice';
  return summary.complete ? 'none' : 'incomplete';
}

interface HeadProps {
  readonly assessment: OpenAssessment;
  readonly preparedAt: string;
}

function Head({ assessment: { summary }, preparedAt }: HeadProps) {
  return (
    <header className="sheet-head">
      <p className="sheet-kind">Hopcheck review sheet</p>
      <h1>{visibleName(summary.organization)}</h1>
      <p>
        {check.id} ({check.vulnerabilityId}, {check.severityLabel}): {check.title}
      </p>
      {summary.practice ? (
        <p className="sheet-warning">
          PRACTICE: a made-up organisation to learn with. Nothing here says anything about a real one.
        </p>
      ) : null}
      {summary.complete ? null : (
        <p className="sheet-warning">
          INCOMPLETE: {visibleText(summary.incompleteReason ?? 'The walk did not read everything.')} Nothing
          passes as a whole.
        </p>
      )}
      <dl className="facts">
        <dt>State</dt>
        <dd>
          {summary.state === 'completed'
            ? `Completed ${formatUtc(summary.completedAt)}`
            : 'In review, may still change'}
          , {formatCount(summary.decided)} of {formatCount(summary.toDecide)} decided
        </dd>
        <dt>Read</dt>
        <dd>
          {formatUtc(summary.startedAt)} to {formatUtc(summary.finishedAt)}
        </dd>
        <dt>Read by</dt>
        <dd>
          <bdi>{visibleText(summary.assessor)}</bdi>
        </dd>
        <SourceFacts source={summary.source} time={formatUtc} />
        <dt>Printed</dt>
        <dd>{formatUtc(preparedAt)}</dd>
        <dt>Assessment</dt>
        <dd>
          <Verbatim of={summary.id} />
        </dd>
        {summary.seal === null ? null : (
          <>
            <dt>Seal</dt>
            <dd>
              <Verbatim of={sealGroups(summary.seal).join(' ')} />
            </dd>
          </>
        )}
      </dl>
      <h2>SMTP virtual servers</h2>
      <StatusFigures counts={summary.virtualServers} label="Virtual servers" />
      <h2>Servers</h2>
      <StatusFigures counts={summary.servers} label="Servers" />
    </header>
  );
}

function Problems({ assessment: { problems } }: { readonly assessment: OpenAssessment }) {
  if (problems.length === 0) return null;
  return (
    <section className="sheet-problems">
      <h2>Problems</h2>
      {problemGroups(problems).map(({ code, title, problems: those }) => (
        <section key={code}>
          <h3>
            {title} ({formatCount(those.length)})
          </h3>
          <ul>
            {those.map((problem, index) => (
              <li key={index}>
                {visibleText(problem.message)}
                {problem.distinguishedName === null ? null : (
                  <>
                    {' '}
                    <DistinguishedName of={problem.distinguishedName} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
