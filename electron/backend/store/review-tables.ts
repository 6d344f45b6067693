import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Draft } from '../../../shared/assessment/assessment.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Figures } from '../../../shared/stig/roll-up.ts';
import { notFound, rowsOf, type AssessmentNumbers } from './queries.ts';
import type { AssessmentRecord, NewDecision, NewDraft, RecordedDecision } from './records.ts';
import { assessmentRow, decisionRow, draftRow, subjectDecisionRow } from './rows.ts';

/** Assessments as History lists them, and what the assessor adds to one in review. */
export function reviewTables(database: Database, numbers: AssessmentNumbers) {
  return { ...deciding(database, numbers), ...reading(database, numbers) };
}

function deciding(database: Database, numbers: AssessmentNumbers) {
  const subjectNumber = subjectNumbers(database);
  const insertDecision = database.prepare(`
    INSERT INTO decision (subject, status, previous_status, justification, comments, decided_at, decided_by)
    VALUES (:subject, :status, coalesce(
      (SELECT status FROM decision WHERE subject = :subject ORDER BY number DESC LIMIT 1),
      (SELECT status FROM subject WHERE number = :subject)
    ), :justification, :comments, :decidedAt, :decidedBy)`);
  const removeDraft = database.prepare('DELETE FROM draft WHERE subject = ?');
  const upsertDraft = database.prepare(`
    INSERT INTO draft (subject, status, justification, comments, saved_at)
    VALUES (:subject, :status, :justification, :comments, :savedAt)
    ON CONFLICT DO UPDATE SET status = excluded.status, justification = excluded.justification,
      comments = excluded.comments, saved_at = excluded.saved_at`);
  const setFigures = database.prepare('UPDATE assessment SET figures = ? WHERE number = ?');
  const seal = database.prepare(
    `UPDATE assessment SET state = 'completed', completed_at = ?, figures = ? WHERE number = ?`,
  );
  return {
    recordDecisions: (id: string, decisions: readonly NewDecision[], figures: Figures): void => {
      const number = numbers.in('in-review', id);
      for (const decision of decisions) {
        const subject = subjectNumber(number, decision.subjectKey);
        insertDecision.run({ ...decision, subject });
        removeDraft.run(subject);
      }
      setFigures.run(JSON.stringify(figures), number);
    },
    saveDraft: (id: string, draft: NewDraft): void => {
      const number = numbers.in('in-review', id);
      upsertDraft.run({ ...draft, subject: subjectNumber(number, draft.subjectKey) });
    },
    complete: (id: string, completedAt: string, figures: Figures): void => {
      seal.run(completedAt, JSON.stringify(figures), numbers.in('in-review', id));
    },
  };
}

function subjectNumbers(database: Database): (assessment: number, key: string) => number {
  const rows = rowsOf(
    database,
    z.object({ number: z.number().int() }),
    'SELECT number FROM subject WHERE assessment = :assessment AND key = :key',
  );
  return (assessment, key) => {
    const found = rows({ assessment, key })[0];
    if (found === undefined)
      throw new AppError('not-found', 'This object is not decided on in the assessment.', key);
    return found.number;
  };
}

function reading(database: Database, numbers: AssessmentNumbers) {
  const assessment = `
    SELECT id, state, practice, organization_name AS organizationName, organization_dn AS organizationDistinguishedName,
      exchange_container AS exchangeContainer, source, assessor, started_at AS startedAt, finished_at AS finishedAt,
      completed_at AS completedAt, complete, incomplete_reason AS incompleteReason, figures, tool_version AS toolVersion,
      rule_version AS ruleVersion, check_id AS checkId
    FROM assessment`;
  const all = rowsOf(database, assessmentRow, `${assessment} ORDER BY number DESC`);
  const one = rowsOf(database, assessmentRow, `${assessment} WHERE id = :id`);
  const decision = `decision.status, previous_status AS previousStatus, justification, comments, decided_at AS decidedAt, decided_by AS decidedBy`;
  const joined = 'JOIN subject ON subject = subject.number WHERE assessment = :number';
  const everyDecision = rowsOf(
    database,
    subjectDecisionRow,
    `SELECT key AS subjectKey, ${decision} FROM decision ${joined} ORDER BY decision.number`,
  );
  const decisionsOnSubject = rowsOf(
    database,
    decisionRow,
    `SELECT ${decision} FROM decision ${joined} AND key = :subjectKey ORDER BY decision.number`,
  );
  const draftOnSubject = rowsOf(
    database,
    draftRow,
    `SELECT draft.status, justification, comments FROM draft ${joined} AND key = :subjectKey`,
  );
  const drafted = rowsOf(
    database,
    z.object({ subjectKey: z.string() }),
    `SELECT key AS subjectKey FROM draft ${joined} AND (draft.status IS NOT NULL OR justification <> '' OR comments <> '')`,
  );
  return {
    assessments: (): readonly AssessmentRecord[] => all({}),
    assessment: (id: string): AssessmentRecord => {
      const found = one({ id })[0];
      if (found === undefined) throw notFound(id);
      return found;
    },
    decisions: (id: string): ReadonlyMap<string, readonly RecordedDecision[]> => {
      const bySubject = new Map<string, RecordedDecision[]>();
      for (const { subjectKey, ...recorded } of everyDecision({ number: numbers.any(id) })) {
        const earlier = bySubject.get(subjectKey);
        if (earlier) earlier.push(recorded);
        else bySubject.set(subjectKey, [recorded]);
      }
      return bySubject;
    },
    decisionsOn: (id: string, subjectKey: string): readonly RecordedDecision[] =>
      decisionsOnSubject({ number: numbers.any(id), subjectKey }),
    draftOn: (id: string, subjectKey: string): Draft | null =>
      draftOnSubject({ number: numbers.any(id), subjectKey })[0] ?? null,
    draftedSubjects: (id: string): ReadonlySet<string> =>
      new Set(drafted({ number: numbers.any(id) }).map(({ subjectKey }) => subjectKey)),
  };
}
