import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Decision, Draft } from '../../../shared/assessment/assessment.ts';
import { rowsOf, type AssessmentNumbers } from './queries.ts';
import type { DecisionRecord, EarlierRecord, SubjectIdentity } from './records.ts';
import { decisionRow, draftRow, earlierRow, standingDecisionRow } from './rows.ts';

/** The condition on a row of the table `decision` that nobody took it back. */
export const standing = 'NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.decision = decision.number)';

const words = 'justification, comments, finding_details AS findingDetails';
const severity = 'severity, severity_justification AS severityJustification';
const ofDecision = `decision.status, ${words}, ${severity}, decided_at AS decidedAt, decided_by AS decidedBy`;
/** The condition on a row of the table `draft` or `bulk_draft` that anything was typed or chosen. */
export const holdsAnything = (table: 'draft' | 'bulk_draft') =>
  `(${table}.status IS NOT NULL OR justification <> '' OR comments <> '' OR finding_details IS NOT NULL OR severity IS NOT NULL)`;

const joined = 'JOIN subject ON subject = subject.number WHERE assessment = :number';

/** What was decided and typed, as it is read. */
export function decisionQueries(database: Database, numbers: AssessmentNumbers) {
  return {
    ...decisions(database, numbers),
    ...drafts(database, numbers),
    ...earlierDecisions(database, numbers),
  };
}

function decisions(database: Database, numbers: AssessmentNumbers) {
  const everyStanding = rowsOf(
    database,
    standingDecisionRow,
    `SELECT key AS subjectKey, ${ofDecision} FROM decision ${joined} AND ${standing} ORDER BY decision.number`,
  );
  const everyPreceding = rowsOf(
    database,
    standingDecisionRow,
    `SELECT key AS subjectKey, ${ofDecision} FROM decision ${joined} AND ${standing}
      AND EXISTS (SELECT 1 FROM decision AS later WHERE later.subject = decision.subject AND later.number > decision.number
        AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.decision = later.number))
      ORDER BY decision.number`,
  );
  const onSubject = rowsOf(
    database,
    decisionRow,
    `SELECT ${ofDecision}, previous_status AS previousStatus, withdrawn_at AS withdrawnAt, withdrawn_by AS withdrawnBy
      FROM decision LEFT JOIN withdrawal ON withdrawal.decision = decision.number ${joined} AND key = :subjectKey
      ORDER BY decision.number`,
  );
  // Of several for one key, a map keeps the last, and the newest comes last.
  const newestOf = (rows: ReturnType<typeof everyStanding>): ReadonlyMap<string, Decision> =>
    new Map(rows.map(({ subjectKey, ...decision }) => [subjectKey, decision]));
  return {
    standingDecisions: (id: string) => newestOf(everyStanding({ number: numbers.any(id) })),
    precedingDecisions: (id: string) => newestOf(everyPreceding({ number: numbers.any(id) })),
    decisionsOn: (id: string, subjectKey: string): readonly DecisionRecord[] =>
      onSubject({ number: numbers.any(id), subjectKey }),
  };
}

function drafts(database: Database, numbers: AssessmentNumbers) {
  const onSubject = rowsOf(
    database,
    draftRow,
    `SELECT draft.status, ${words}, ${severity} FROM draft ${joined} AND key = :subjectKey`,
  );
  const drafted = rowsOf(
    database,
    z.object({ subjectKey: z.string() }),
    `SELECT key AS subjectKey FROM draft ${joined} AND ${holdsAnything('draft')}`,
  );
  const bulk = rowsOf(
    database,
    draftRow,
    `SELECT status, ${words}, ${severity} FROM bulk_draft WHERE assessment = :number`,
  );
  return {
    draftOn: (id: string, subjectKey: string): Draft | null =>
      onSubject({ number: numbers.any(id), subjectKey })[0] ?? null,
    draftedSubjects: (id: string): ReadonlySet<string> =>
      new Set(drafted({ number: numbers.any(id) }).map(({ subjectKey }) => subjectKey)),
    bulkDraft: (id: string): Draft | null => bulk({ number: numbers.any(id) })[0] ?? null,
  };
}

function earlierDecisions(database: Database, numbers: AssessmentNumbers) {
  // Two short look-ups in an index per assessment; CROSS JOIN keeps SQLite from beginning at the many subjects.
  const standingOnObject = rowsOf(
    database,
    earlierRow,
    `SELECT earlier.id AS assessmentId, finished_at AS finishedAt, distinguished_name AS distinguishedName,
        subject.status AS proposedStatus, reasons, ${ofDecision}
      FROM assessment AS earlier CROSS JOIN subject CROSS JOIN decision
      WHERE (earlier.finished_at, earlier.number) < (SELECT coalesce(finished_at, '9999'), number FROM assessment
          WHERE number = :number)
        AND practice = (SELECT practice FROM assessment WHERE number = :number)
        AND walk <> (SELECT walk FROM assessment WHERE number = :number)
        AND NOT EXISTS (SELECT 1 FROM assessment AS correction
          WHERE correction.walk = earlier.walk AND correction.state = 'completed' AND correction.revision > earlier.revision)
        AND subject.number = coalesce(
          (SELECT number FROM subject WHERE assessment = earlier.number AND object_guid = :objectGuid LIMIT 1),
          (SELECT number FROM subject WHERE assessment = earlier.number AND key = :subjectKey
            AND (object_guid IS NULL OR :objectGuid IS NULL)))
        AND decision.number = (SELECT number FROM decision WHERE subject = subject.number AND ${standing} ORDER BY number DESC LIMIT 1)
      ORDER BY earlier.finished_at DESC, earlier.number DESC`,
  );
  return {
    earlierDecisions: (id: string, { subjectKey, objectGuid }: SubjectIdentity): readonly EarlierRecord[] =>
      standingOnObject({ number: numbers.any(id), subjectKey, objectGuid }),
  };
}
