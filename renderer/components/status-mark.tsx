import { statusLabels, type Status } from '../../shared/stig/status.ts';
import type { Stage } from '../model/stage.ts';

const shapes: Readonly<Record<Status, { readonly outline: string; readonly sign: string }>> = {
  open: {
    outline: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2L1.5 10.8V5.2z',
    sign: 'M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  },
  not_reviewed: { outline: 'M8 1.2 14.8 8 8 14.8 1.2 8z', sign: 'M8 4.6v4M8 10.9v.2' },
  not_a_finding: { outline: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z', sign: 'm5 8.2 2.1 2.1L11 6.2' },
  not_applicable: {
    outline:
      'M3.5 2h9A1.5 1.5 0 0 1 14 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12.5v-9A1.5 1.5 0 0 1 3.5 2z',
    sign: 'M5 8h6',
  },
};

interface StatusProps {
  readonly status: Status;
  /** Where it matters whether it was decided: a sign is hollow for what is only proposed, filled for what is decided. */
  readonly stage?: Stage;
}

/** The sign of a status: shape and colour together, so that neither is needed alone. Its word stands beside it. */
export function StatusMark({ status, stage }: StatusProps) {
  return (
    <svg
      className="status-mark"
      data-status={status}
      data-stage={stage}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <StatusPaths status={status} />
    </svg>
  );
}

/** The same within a drawing, 16 by 16 with its middle at this place. */
export function StatusPoint({
  status,
  x,
  y,
}: {
  readonly status: Status;
  readonly x: number;
  readonly y: number;
}) {
  return (
    <g className="status-mark" data-status={status} transform={`translate(${x - 8} ${y - 8})`}>
      <StatusPaths status={status} />
    </g>
  );
}

function StatusPaths({ status }: { readonly status: Status }) {
  const { outline, sign } = shapes[status];
  return (
    <>
      <path className="status-mark-shape" d={outline} />
      <path className="status-mark-sign" d={sign} />
    </>
  );
}

/** A status with its word, as a chip. */
export function StatusBadge({ status, note, ...stage }: StatusProps & { readonly note?: string }) {
  return (
    <span className="status-badge" data-status={status}>
      <StatusMark status={status} {...stage} />
      {statusLabels[status]}
      {note === undefined ? null : <span className="status-badge-note">{note}</span>}
    </span>
  );
}

/** A status with its word, as plain text in a table. */
export function StatusText({ status, ...stage }: StatusProps) {
  return (
    <span className="status-text">
      <StatusMark status={status} {...stage} />
      {statusLabels[status]}
    </span>
  );
}
