import { statuses, statusLabels, type StatusCounts } from '../../shared/stig/status.ts';
import { formatCount } from '../model/format.ts';
import { StatusMark } from './status-mark.tsx';

/** The four counts beside each other, each with its sign and word. */
export function StatusFigures({ counts, label }: { readonly counts: StatusCounts; readonly label: string }) {
  return (
    <ul className="status-figures" aria-label={label}>
      {statuses.map((status) => (
        <li key={status} data-none={counts[status] === 0}>
          <StatusMark status={status} />
          <span className="figure">{formatCount(counts[status])}</span>{' '}
          <span className="figure-label">{statusLabels[status]}</span>
        </li>
      ))}
    </ul>
  );
}

/** The counts in one table cell: signs with numbers, none for nothing; the words for screen readers and as tooltip. */
export function StatusCells({ counts }: { readonly counts: StatusCounts }) {
  const shown = statuses.filter((status) => counts[status] > 0);
  if (shown.length === 0) return <span className="soft">none</span>;
  return (
    <span className="status-cells">
      {shown.map((status) => (
        <span key={status} title={`${formatCount(counts[status])} ${statusLabels[status]}`}>
          <StatusMark status={status} />
          {formatCount(counts[status])}
          <span className="visually-hidden"> {statusLabels[status]} </span>
        </span>
      ))}
    </span>
  );
}

/** A stacked bar of the counts. The numbers stand beside it: it says nothing that they do not. */
export function StatusBar({ counts }: { readonly counts: StatusCounts }) {
  return (
    <div className="status-bar-chart" aria-hidden="true">
      {statuses
        .filter((status) => counts[status] > 0)
        .map((status) => (
          <span key={status} data-status={status} style={{ flexGrow: counts[status] }} />
        ))}
    </div>
  );
}
