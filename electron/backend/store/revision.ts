import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { NewEvent } from '../../../shared/history/event.ts';
import type { EventTable } from './event-table.ts';
import { rowsOf, type AssessmentNumbers } from './queries.ts';

const columns = `practice, exchange_container, source, assessor, started_at, tool_version, rule_version, check_id, walk`;
const correctionRow = z.object({ revision: z.number().int(), state: z.enum(['in-review', 'completed']) });

/** Corrections of completed assessments: the same evidence and decisions, in review again. */
export function revisions(
  database: Database,
  numbers: AssessmentNumbers,
  events: Pick<EventTable, 'append'>,
) {
  const of = rowsOf(
    database,
    correctionRow,
    'SELECT revision, state FROM assessment WHERE revises = :seal ORDER BY number',
  );
  const begin = database.prepare(`
    INSERT INTO assessment (id, state, complete, revision, revises, ${columns})
    SELECT :newId, 'walking', 0, revision + 1, :seal, ${columns} FROM assessment WHERE number = :old`);
  const copies = [
    'INSERT INTO evidence SELECT :new, page, read_at, entry_count, names, entries FROM evidence WHERE assessment = :old',
    'INSERT INTO problem SELECT :new, ordinal, code, message, distinguished_name FROM problem WHERE assessment = :old',
    `INSERT INTO subject (assessment, key, distinguished_name, status, reasons, object_guid, evidence_page)
      SELECT :new, key, distinguished_name, status, reasons, object_guid, evidence_page FROM subject WHERE assessment = :old
      ORDER BY number`,
    'INSERT INTO wire_log SELECT :new, log FROM wire_log WHERE assessment = :old',
    'INSERT INTO observed SELECT :new, objects FROM observed WHERE assessment = :old',
    `UPDATE assessment SET state = 'in-review', (organization_name, organization_dn, finished_at, complete, incomplete_reason, figures,
        group_figures) = (SELECT organization_name, organization_dn, finished_at, complete, incomplete_reason, figures, group_figures
        FROM assessment WHERE number = :old)
      WHERE number = :new`,
    `INSERT INTO decision (subject, status, previous_status, justification, comments, decided_at, decided_by, finding_details, severity,
        severity_justification)
      SELECT new.number, decision.status, previous_status, justification, comments, decided_at, decided_by, finding_details, severity,
        severity_justification
      FROM decision JOIN subject AS old ON subject = old.number JOIN subject AS new ON new.assessment = :new AND new.key = old.key
      WHERE old.assessment = :old ORDER BY decision.number`,
    // The copies have the order of the originals, so that the nth is the copy of the nth.
    `INSERT INTO withdrawal SELECT new.number, withdrawn_at, withdrawn_by
      FROM (${numbered(':old')}) AS old JOIN (${numbered(':new')}) AS new USING (place) JOIN withdrawal ON decision = old.number`,
  ].map((sql) => database.prepare(sql));
  return {
    revisionsOf: (seal: string) => of({ seal }),
    reviseAssessment: (id: string, newId: string, seal: string, event: NewEvent): void => {
      const old = numbers.any(id);
      begin.run({ newId, old, seal });
      const bindings = { old, new: numbers.any(newId) };
      for (const copy of copies) copy.run(bindings);
      events.append(newId, event);
    },
  };
}

function numbered(assessment: string): string {
  return `SELECT decision.number, row_number() OVER (ORDER BY decision.number) AS place
    FROM decision JOIN subject ON subject = subject.number WHERE assessment = ${assessment}`;
}
