import type { Database } from 'better-sqlite3';
import type { Verdict } from '../../../shared/history/comparison.ts';
import { severities, type Severity } from '../../../shared/stig/severity.ts';
import { statuses, type Status } from '../../../shared/stig/status.ts';
import { standing } from './decision-queries.ts';
import { dataDamaged } from './store-error.ts';

interface VerdictRow {
  readonly key: string;
  readonly status: Status;
  readonly severity: Severity | null;
  readonly justification: string | null;
  readonly decidedAt: string;
  readonly decidedBy: string;
}

/** What counts of each subject of an assessment that was decided, by its key. */
export function standingVerdicts(database: Database): (assessment: number) => ReadonlyMap<string, Verdict> {
  const rows = database.prepare<[number], Readonly<Record<keyof VerdictRow, unknown>>>(
    `SELECT key, decision.status, severity, severity_justification AS justification, decided_at AS decidedAt, decided_by AS decidedBy
      FROM subject CROSS JOIN decision
      WHERE assessment = ? AND decision.number =
        (SELECT number FROM decision WHERE subject = subject.number AND ${standing} ORDER BY number DESC LIMIT 1)`,
  );
  return (assessment) => {
    const verdicts = new Map<string, Verdict>();
    let last: Verdict | null = null;
    for (const row of rows.all(assessment)) {
      if (!isVerdictRow(row)) throw dataDamaged(database.name, 'A row of decision has another shape.');
      const verdict: Verdict = last !== null && isSame(last, row) ? last : verdictOf(row);
      verdicts.set(row.key, verdict);
      last = verdict;
    }
    return verdicts;
  };
}

/** Thousands may be decided in one step, and then one value does for all. */
function isSame(verdict: Verdict, row: VerdictRow): boolean {
  return (
    verdict.severityOverride === null &&
    row.severity === null &&
    verdict.status === row.status &&
    verdict.decidedAt === row.decidedAt &&
    verdict.decidedBy === row.decidedBy
  );
}

function verdictOf({ status, severity, justification, decidedAt, decidedBy }: VerdictRow): Verdict {
  const severityOverride = severity === null ? null : { severity, justification: justification ?? '' };
  return { status, severityOverride, decidedAt, decidedBy };
}

/** Looked at by hand: there may be 50,000 in each of two assessments, and somebody waits. */
function isVerdictRow(row: Readonly<Record<keyof VerdictRow, unknown>>): row is VerdictRow {
  return (
    typeof row.key === 'string' &&
    statuses.includes(row.status as Status) &&
    (row.severity === null || severities.includes(row.severity as Severity)) &&
    (row.justification === null || typeof row.justification === 'string') &&
    typeof row.decidedAt === 'string' &&
    typeof row.decidedBy === 'string'
  );
}
