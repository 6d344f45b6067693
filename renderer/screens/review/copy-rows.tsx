import { Copy } from 'lucide-react';
import { copyRows } from '../../actions/copying.ts';
import { csvLines, tabSeparated } from '../../model/csv.ts';
import { formatCount } from '../../model/format.ts';

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
    { label: 'Copy as text', format: tabSeparated },
    { label: 'Copy as CSV', format: csvLines },
  ];
  return (
    <span className="table-copy">
      {ways.map(({ label, format }) => (
        <button
          key={label}
          type="button"
          className="button button-quiet button-small"
          title={`${label}: ${what}`}
          disabled={count === 0}
          onClick={() => void copyRows(format(cells()), count)}
        >
          <Copy aria-hidden="true" />
          {label}
        </button>
      ))}
    </span>
  );
}
