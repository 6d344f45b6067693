import { Copy } from 'lucide-react';
import { copyRows } from '../../actions/copying.ts';
import { noteExportAside } from '../../actions/history.ts';
import { csvLines, tabSeparated } from '../../../shared/csv.ts';
import { formatCount, formatQuantity } from '../../model/format.ts';
import { openAssessmentOf, useStore } from '../../store.ts';

interface CopyRowsProps {
  /** Makes the cells to be copied, with the labels of the columns: only when they are asked for. */
  readonly cells: () => readonly (readonly (string | number)[])[];
  readonly count: number;
  /** Whether they are selected, or all that are shown. */
  readonly isSelection: boolean;
}

/** Copies the selected rows, or all that are shown, as text for a document or as CSV. */
export function CopyRows({ cells, count, isSelection }: CopyRowsProps) {
  const what = isSelection ? `${formatCount(count)} selected` : 'all rows shown';
  const ways = [
    { form: 'text', format: tabSeparated },
    { form: 'CSV', format: csvLines },
  ];
  return (
    <span className="table-copy">
      {ways.map(({ form, format }) => (
        <button
          key={form}
          type="button"
          className="button button-quiet button-small"
          title={`Copy as ${form}: ${what}`}
          disabled={count === 0}
          onClick={() => void copyAndNote(format(cells()), count, form)}
        >
          <Copy aria-hidden="true" />
          Copy as {form}
        </button>
      ))}
    </span>
  );
}

/** Copies rows of the open assessment; that they were is noted with it. */
async function copyAndNote(text: string, count: number, form: string): Promise<void> {
  const assessmentId = openAssessmentOf(useStore.getState())?.summary.id ?? null;
  if (await copyRows(text, count))
    noteExportAside(assessmentId, `${formatQuantity(count, 'row')} of a table, copied as ${form}`);
}
