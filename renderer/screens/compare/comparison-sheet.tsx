import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { outcomes, type Comparison } from '../../../shared/history/comparison.ts';
import { outcomeLabels } from '../../../shared/history/outcome-labels.ts';
import { assessmentLabel } from '../../model/history-rows.ts';
import type { ComparisonRow } from '../../model/comparison-filter.ts';
import { changesInWords, comparisonNotes } from '../../model/comparison-texts.ts';
import { formatCount, formatQuantity } from '../../model/format.ts';
import { visibleName } from '../../model/visible-text.ts';
import { comparisonColumns } from './comparison-columns.tsx';

/** On paper: more would be hundreds of pages, and take the window a minute. */
const mostRows = 3_000;

interface ComparisonSheetProps {
  readonly comparison: Comparison;
  readonly rows: readonly ComparisonRow[];
  /** Called when the printer has taken it, or was sent away. */
  readonly onPrinted: (rows: null) => void;
}

/** A comparison for as long as it is printed. On the screen it is not seen. */
export function ComparisonSheet({ comparison, rows, onPrinted }: ComparisonSheetProps) {
  useEffect(() => {
    const end = () => onPrinted(null);
    window.addEventListener('afterprint', end);
    // Fonts and layout first: the printer takes what is there at this moment.
    const frame = requestAnimationFrame(() => window.print());
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('afterprint', end);
    };
  }, [onPrinted]);
  const { before, after } = comparison;
  const printed = rows.slice(0, mostRows);
  return createPortal(
    <article className="sheet compared-sheet" data-marking={markingOf(comparison)} aria-label="Comparison">
      <p className="sheet-kind">What changed between two assessments</p>
      <h1>
        <bdi>{visibleName(after.organization)}</bdi>
      </h1>
      {after.practice ? (
        <p className="sheet-warning">
          PRACTICE: a made-up organisation to learn with. Nothing here says anything about a real one.
        </p>
      ) : null}
      {comparisonNotes(comparison).map((note) => (
        <p key={note} className="sheet-note">
          {note}
        </p>
      ))}
      <dl className="facts">
        <SideFacts label="Before" summary={before} />
        <SideFacts label="After" summary={after} />
        <dt>In words</dt>
        <dd>{changesInWords(comparison)}.</dd>
        <dt>All objects</dt>
        <dd>
          {outcomes
            .map((outcome) => `${outcomeLabels[outcome]} ${formatCount(comparison.outcomes[outcome])}`)
            .join(', ')}
        </dd>
      </dl>
      <h2>
        {formatQuantity(printed.length, 'object')}
        {rows.length > printed.length
          ? ` of ${formatCount(rows.length)}: save as CSV or HTML to have them all`
          : ''}
      </h2>
      <Objects rows={printed} />
    </article>,
    document.body,
  );
}

function markingOf({ before, after }: Comparison): string {
  if (before.practice || after.practice) return 'practice';
  return before.complete && after.complete ? 'none' : 'incomplete';
}

function SideFacts({ label, summary }: { readonly label: string; readonly summary: AssessmentSummary }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {assessmentLabel(summary)} · seal {summary.seal === null ? 'none yet' : <code>{summary.seal}</code>}
      </dd>
    </>
  );
}

function Objects({ rows }: { readonly rows: readonly ComparisonRow[] }) {
  return (
    <table className="small-table">
      <thead>
        <tr>
          {comparisonColumns.map(({ id, label }) => (
            <th key={id} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {comparisonColumns.map((column) => (
              <td key={column.id}>{column.show?.(row) ?? String(column.value(row))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
