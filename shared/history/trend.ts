import type { StatusCounts } from '../stig/status.ts';

/** The virtual servers of one administrative group by status. */
export interface GroupCounts {
  readonly administrativeGroup: string;
  readonly counts: StatusCounts;
}

/** One assessment as a point in time. */
export interface TrendPoint {
  readonly assessmentId: string;
  /** When its walk ended, ISO 8601 in UTC. */
  readonly finishedAt: string;
  /** False while it is in review: its figures may still change. */
  readonly completed: boolean;
  /** False if the walk did not read everything. */
  readonly complete: boolean;
  /** Virtual servers of the whole organisation. */
  readonly counts: StatusCounts;
  /** In the order of their names. */
  readonly groups: readonly GroupCounts[];
}
