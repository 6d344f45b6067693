import type { TrendPoint } from '../../shared/history/trend.ts';
import { statuses, statusLabels, type Status, type StatusCounts } from '../../shared/stig/status.ts';
import { formatCount, formatInstant, formatQuantity } from './format.ts';

/** One assessment in the trend of an organisation or of one administrative group. */
export interface DatedCounts {
  readonly assessmentId: string;
  readonly finishedAt: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly completed: boolean;
  readonly complete: boolean;
  /** Null if the assessment did not see the group. */
  readonly counts: StatusCounts | null;
}

/** The virtual servers of one administrative group over time, null for the whole organisation; in the order of the points. */
export function datedCounts(points: readonly TrendPoint[], group: string | null): readonly DatedCounts[] {
  return points.map(({ assessmentId, finishedAt, completed, complete, counts, groups }) => ({
    assessmentId,
    finishedAt,
    time: Date.parse(finishedAt),
    completed,
    complete,
    counts:
      group === null
        ? counts
        : (groups.find(({ administrativeGroup }) => administrativeGroup === group)?.counts ?? null),
  }));
}

/** The administrative groups that any of the assessments saw, in the order of their names. */
export function groupsOf(points: readonly TrendPoint[]): readonly string[] {
  const names = new Set(
    points.flatMap(({ groups }) => groups.map(({ administrativeGroup }) => administrativeGroup)),
  );
  return [...names].toSorted((one, other) => one.localeCompare(other, 'en'));
}

/** The statuses that the chart draws: what is open, not reviewed or no finding always, Not Applicable only where it occurs. */
export function drawnStatuses(dated: readonly DatedCounts[]): readonly Status[] {
  return statuses.filter(
    (status) => status !== 'not_applicable' || dated.some(({ counts }) => (counts?.not_applicable ?? 0) > 0),
  );
}

/** The name of the chart for who cannot see it: what it shows, of when, and where each line begins and ends. */
export function trendDescription(dated: readonly DatedCounts[], subject: string): string {
  const seen = dated.filter((point) => point.counts !== null);
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return `${subject}: no assessment saw it`;
  const of = `${subject}: virtual servers by status in ${formatQuantity(seen.length, 'assessment')}`;
  const lines = drawnStatuses(dated).map((status) => {
    const [then, now] = [first, last].map(({ counts }) => formatCount(counts?.[status] ?? 0));
    return seen.length === 1 || then === now
      ? `${statusLabels[status]} ${now}`
      : `${statusLabels[status]} ${then}, at last ${now}`;
  });
  const span =
    seen.length === 1
      ? formatInstant(last.finishedAt)
      : `${formatInstant(first.finishedAt)} to ${formatInstant(last.finishedAt)}`;
  return `${of}, ${span}. ${lines.join('; ')}. The table below has every figure.`;
}
