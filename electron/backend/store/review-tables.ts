import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { SeverityOverride } from '../../../shared/assessment/assessment.ts';
import { AppError } from '../../../shared/errors.ts';
import { decisionQueries, holdsAnything, standing } from './decision-queries.ts';
import { notFound, rowsOf, type AssessmentNumbers } from './queries.ts';
import type {
  AssessmentRecord,
  GroupedFigures,
  NewBulkDraft,
  NewDecision,
  NewDraft,
  NewWithdrawal,
} from './records.ts';
import { assessmentRow } from './rows.ts';

/** Assessments as History lists them, and what the assessor adds to one in review. */
export function reviewTables(database: Database, numbers: AssessmentNumbers) {
  return {
    ...deciding(database, numbers),
    ...reviewing(database, numbers),
    ...listing(database),
    ...decisionQueries(database, numbers),
  };
}

function deciding(database: Database, numbers: AssessmentNumbers) {
  const subjectNumber = subjectNumbers(database);
  const newestStanding = (column: string, subject: string) =>
    `(SELECT ${column} FROM decision WHERE subject = ${subject} AND ${standing} ORDER BY number DESC LIMIT 1)`;
  const insertDecision = database.prepare(`
    INSERT INTO decision (subject, status, previous_status, justification, comments, finding_details, severity, severity_justification,
      decided_at, decided_by)
    SELECT number, :status, coalesce(${newestStanding('status', 'subject.number')}, status), :justification, :comments, :findingDetails,
      :severity, :severityJustification, :decidedAt, :decidedBy
    FROM subject WHERE assessment = :assessment AND key = :subjectKey`);
  const insertWithdrawal = database.prepare(`
    INSERT INTO withdrawal SELECT number, :withdrawnAt, :withdrawnBy FROM decision WHERE number = ${newestStanding('number', ':subject')}`);
  const newestDecision = database.prepare('SELECT coalesce(max(number), 0) FROM decision').pluck();
  // Goes through the drafts, which are few, and not through the decisions, which may be tens of thousands.
  const removeDrafts = database.prepare(`
    DELETE FROM draft WHERE EXISTS (SELECT 1 FROM decision WHERE decision.subject = draft.subject AND decision.number > ?)`);
  const removeBulkDraft = database.prepare('DELETE FROM bulk_draft WHERE assessment = ?');
  const updateFigures = database.prepare(
    'UPDATE assessment SET figures = ?, group_figures = ? WHERE number = ?',
  );
  const setFigures = ({ groups, ...figures }: GroupedFigures, assessment: number) =>
    updateFigures.run(JSON.stringify(figures), JSON.stringify(groups), assessment);
  const recordDecisions = (id: string, decisions: readonly NewDecision[], figures: GroupedFigures): void => {
    const assessment = numbers.in('in-review', id);
    const before = newestDecision.get();
    for (const decision of decisions) {
      const columns = { ...decision, ...overrideColumns(decision.severityOverride), assessment };
      if (insertDecision.run(columns).changes === 0) throw notDecidedOn(decision.subjectKey);
    }
    removeDrafts.run(before);
    setFigures(figures, assessment);
  };
  const withdrawDecisions = (
    id: string,
    withdrawals: readonly NewWithdrawal[],
    figures: GroupedFigures,
  ): void => {
    const number = numbers.in('in-review', id);
    for (const withdrawal of withdrawals) {
      const subject = subjectNumber(number, withdrawal.subjectKey);
      const { changes } = insertWithdrawal.run({ ...withdrawal, subject });
      if (changes === 0)
        throw new AppError('not-found', 'There is no decision here that could be taken back.');
    }
    setFigures(figures, number);
  };
  return {
    recordDecisions,
    recordBulkDecision: (id: string, decisions: readonly NewDecision[], figures: GroupedFigures): void => {
      recordDecisions(id, decisions, figures);
      removeBulkDraft.run(numbers.in('in-review', id));
    },
    withdrawDecisions,
    withdrawDecision: (id: string, withdrawal: NewWithdrawal, figures: GroupedFigures): void =>
      withdrawDecisions(id, [withdrawal], figures),
  };
}

function reviewing(database: Database, numbers: AssessmentNumbers) {
  const subjectNumber = subjectNumbers(database);
  const upsert = (table: string, key: string) =>
    database.prepare(`
    INSERT INTO ${table} (${key}, status, justification, comments, finding_details, severity, severity_justification, saved_at)
    VALUES (:${key}, :status, :justification, :comments, :findingDetails, :severity, :severityJustification, :savedAt)
    ON CONFLICT DO UPDATE SET status = excluded.status, justification = excluded.justification, comments = excluded.comments,
      finding_details = excluded.finding_details, severity = excluded.severity,
      severity_justification = excluded.severity_justification, saved_at = excluded.saved_at`);
  const upsertDraft = upsert('draft', 'subject');
  const upsertBulkDraft = upsert('bulk_draft', 'assessment');
  const removeEmptyBulkDraft = database.prepare(
    `DELETE FROM bulk_draft WHERE assessment = ? AND NOT ${holdsAnything('bulk_draft')}`,
  );
  return {
    saveDraft: (id: string, draft: NewDraft): void => {
      const subject = subjectNumber(numbers.in('in-review', id), draft.subjectKey);
      upsertDraft.run({ ...draft, ...overrideColumns(draft.severityOverride), subject });
    },
    saveBulkDraft: (id: string, draft: NewBulkDraft): void => {
      const assessment = numbers.in('in-review', id);
      upsertBulkDraft.run({ ...draft, ...overrideColumns(draft.severityOverride), assessment });
      removeEmptyBulkDraft.run(assessment);
    },
  };
}

/** A severity override as its two columns. */
export function overrideColumns(override: SeverityOverride | null) {
  return { severity: override?.severity ?? null, severityJustification: override?.justification ?? null };
}

function subjectNumbers(database: Database): (assessment: number, key: string) => number {
  const rows = rowsOf(
    database,
    z.object({ number: z.number().int() }),
    'SELECT number FROM subject WHERE assessment = :assessment AND key = :key',
  );
  return (assessment, key) => {
    const found = rows({ assessment, key })[0];
    if (found === undefined) throw notDecidedOn(key);
    return found.number;
  };
}

function notDecidedOn(key: string): AppError {
  return new AppError('not-found', 'This object is not decided on in the assessment.', key);
}

function listing(database: Database) {
  const assessment = `
    SELECT id, state, practice, organization_name AS organizationName, organization_dn AS organizationDistinguishedName,
      exchange_container AS exchangeContainer, source, assessor, started_at AS startedAt, finished_at AS finishedAt,
      completed_at AS completedAt, complete, incomplete_reason AS incompleteReason, figures, tool_version AS toolVersion,
      rule_version AS ruleVersion, check_id AS checkId, walk, revision, revises, origin,
      (SELECT sha256 FROM seal WHERE seal.assessment = id) AS seal,
      (SELECT json_group_array(tag ORDER BY tag) FROM tag WHERE tag.assessment = number) AS tags
    FROM assessment`;
  const all = rowsOf(database, assessmentRow, `${assessment} ORDER BY number DESC`);
  const one = rowsOf(database, assessmentRow, `${assessment} WHERE id = :id`);
  return {
    assessments: (): readonly AssessmentRecord[] => all({}),
    assessment: (id: string): AssessmentRecord => {
      const found = one({ id })[0];
      if (found === undefined) throw notFound(id);
      return found;
    },
  };
}
