import { FileDown, Printer } from 'lucide-react';
import { useState } from 'react';
import type { Comparison } from '../../../shared/history/comparison.ts';
import { comparisonCsv } from '../../../shared/history/comparison-csv.ts';
import { comparisonHtml } from '../../../shared/history/comparison-html.ts';
import { exportAs, noteExportAside } from '../../actions/history.ts';
import { exportName } from '../../model/export-name.ts';
import type { ComparisonRow } from '../../model/comparison-filter.ts';
import { ComparisonSheet } from './comparison-sheet.tsx';

const forms = [
  { form: 'CSV', ending: 'csv', type: 'text/csv', write: comparisonCsv },
  { form: 'HTML', ending: 'html', type: 'text/html', write: comparisonHtml },
] as const;

interface ComparisonExportsProps {
  readonly comparison: Comparison;
  /** As the table shows them: only these leave Hopcheck. */
  readonly shown: readonly ComparisonRow[];
}

/** Saves or prints the objects that the table shows. Both assessments note that something of them left. */
export function ComparisonExports({ comparison, shown }: ComparisonExportsProps) {
  const [printed, setPrinted] = useState<readonly ComparisonRow[] | null>(null);
  const { before, after } = comparison;
  const both = [...new Set([before.id, after.id])];
  const name = exportName('comparison', before.finishedAt, after.finishedAt);
  return (
    <div className="button-row table-copy">
      {forms.map(({ form, ending, type, write }) => (
        <button
          key={form}
          type="button"
          className="button button-small"
          onClick={() =>
            exportAs(both, `Comparison as ${form}`, {
              fileName: `${name}.${ending}`,
              type,
              text: write({ ...comparison, pairs: shown.map(({ pair }) => pair) }),
            })
          }
        >
          <FileDown aria-hidden="true" />
          Save as {form}
        </button>
      ))}
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          for (const id of both) noteExportAside(id, 'Comparison, print dialog opened');
          setPrinted(shown);
        }}
      >
        <Printer aria-hidden="true" />
        Print
      </button>
      {printed === null ? null : (
        <ComparisonSheet comparison={comparison} rows={printed} onPrinted={setPrinted} />
      )}
    </div>
  );
}
