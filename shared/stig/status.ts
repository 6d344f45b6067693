/** Checklist statuses in the words of the CKLB format. */
export const statuses = ['open', 'not_reviewed', 'not_a_finding', 'not_applicable'] as const;
export type Status = (typeof statuses)[number];

export const statusLabels: Readonly<Record<Status, string>> = {
  open: 'Open',
  not_reviewed: 'Not Reviewed',
  not_a_finding: 'Not a Finding',
  not_applicable: 'Not Applicable',
};

/** The worst of several statuses: Open, then Not Reviewed, Not a Finding, Not Applicable (also for none at all). */
export function worst(of: Iterable<Status>): Status {
  let rank = statuses.length - 1;
  for (const status of of) rank = Math.min(rank, statuses.indexOf(status));
  return statuses[rank] ?? 'not_reviewed';
}

export type StatusCounts = Readonly<Record<Status, number>>;

export function countStatuses(of: Iterable<Status>): StatusCounts {
  const counts = { open: 0, not_a_finding: 0, not_reviewed: 0, not_applicable: 0 };
  for (const status of of) counts[status] += 1;
  return counts;
}
