import type { TrendPoint } from '../../../shared/history/trend.ts';
import type { StatusCounts } from '../../../shared/stig/status.ts';

/** Counts of Open, Not Reviewed, Not a Finding and Not Applicable. */
export function counts(
  open: number,
  not_reviewed: number,
  not_a_finding: number,
  not_applicable = 0,
): StatusCounts {
  return { open, not_reviewed, not_a_finding, not_applicable };
}

/** Three assessments; the group South is seen from the second on, and the last is in review and incomplete. */
export const sampleTrend: readonly TrendPoint[] = [
  {
    assessmentId: 'first',
    finishedAt: '2026-01-05T09:00:00.000Z',
    completed: true,
    complete: true,
    counts: counts(5, 1, 2),
    groups: [{ administrativeGroup: 'North', counts: counts(5, 1, 2) }],
  },
  {
    assessmentId: 'second',
    finishedAt: '2026-03-05T09:00:00.000Z',
    completed: true,
    complete: true,
    counts: counts(3, 1, 1_200),
    groups: [
      { administrativeGroup: 'North', counts: counts(2, 0, 1_200) },
      { administrativeGroup: 'South', counts: counts(1, 1, 0) },
    ],
  },
  {
    assessmentId: 'third',
    finishedAt: '2026-11-05T09:00:00.000Z',
    completed: false,
    complete: false,
    counts: counts(0, 2, 1_201, 1),
    groups: [{ administrativeGroup: 'South', counts: counts(0, 2, 1, 1) }],
  },
];
