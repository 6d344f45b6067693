import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { EventTable } from './event-table.ts';
import type { HistoryEvent, NewEvent } from '../../../shared/history/event.ts';
import type { Deletion } from '../../../shared/history/rescue.ts';
import type { NewDeletion } from './history-records.ts';
import { rowsOf, type AssessmentNumbers } from './queries.ts';

/** What History keeps beside the assessments: events, tags, what they take of the disk, and what is left of those that were deleted. */
export function historyTables(database: Database, numbers: AssessmentNumbers, events: EventTable) {
  const stray = database
    .prepare<[], number>(`SELECT count(*) FROM event WHERE assessment NOT IN (SELECT id FROM assessment)`)
    .pluck();
  return {
    appendEvent: (id: string, event: NewEvent): void => events.append(id, event),
    events: (id: string): readonly HistoryEvent[] => {
      numbers.any(id);
      return events.ofAssessment(id);
    },
    strayEvents: (): number => stray.get() ?? 0,
    ...tagging(database, numbers),
    ...measuring(database),
    ...deleting(database, numbers),
  };
}

function tagging(database: Database, numbers: AssessmentNumbers) {
  const remove = database.prepare('DELETE FROM tag WHERE assessment = ?');
  const insert = database.prepare('INSERT INTO tag VALUES (?, ?) ON CONFLICT DO NOTHING');
  const all = rowsOf(
    database,
    z.object({ tag: z.string() }),
    'SELECT tag FROM tag WHERE assessment = :number ORDER BY tag',
  );
  return {
    setTags: (id: string, tags: readonly string[]): readonly string[] => {
      const number = numbers.any(id);
      remove.run(number);
      for (const tag of tags) insert.run(number, tag);
      return all({ number }).map(({ tag }) => tag);
    },
  };
}

const usageRow = z.object({ id: z.string(), octets: z.number().int() });

function measuring(database: Database) {
  const sizes = rowsOf(
    database,
    usageRow,
    `SELECT id, sum(octets) AS octets FROM (
        SELECT number, octet_length(source) + coalesce(octet_length(figures), 0) AS octets FROM assessment
        UNION ALL SELECT assessment, octet_length(entries) + octet_length(names) FROM evidence
        UNION ALL SELECT assessment, octet_length(message) FROM problem
        UNION ALL SELECT assessment, octet_length(key) + octet_length(distinguished_name) + octet_length(reasons) FROM subject
        UNION ALL SELECT assessment, octet_length(justification) + octet_length(comments) + octet_length(decided_by)
            + coalesce(octet_length(finding_details), 0)
          FROM decision JOIN subject ON subject = subject.number
        UNION ALL SELECT assessment, octet_length(log) FROM wire_log
        UNION ALL SELECT assessment, octet_length(objects) FROM observed
        UNION ALL SELECT assessment.number, octet_length(manifest) + octet_length(stored) FROM seal JOIN assessment ON id = seal.assessment
      ) JOIN assessment USING (number) GROUP BY number ORDER BY number`,
  );
  return {
    databaseBytes: (): number => sizeOf(database.name) + sizeOf(`${database.name}-wal`),
    octets: (): Readonly<Record<string, number>> =>
      Object.fromEntries(sizes({}).map(({ id, octets }) => [id, octets])),
  };
}

/** Octets; 0 for a file that is not there. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

const deletionRow = z.object({
  assessmentId: z.string(),
  organization: z.string(),
  finishedAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  deletedAt: z.string(),
  deletedBy: z.string(),
});

function deleting(database: Database, numbers: AssessmentNumbers) {
  const give = database.prepare(`
    INSERT INTO deletion (assessment, organization, finished_at, completed_at, deleted_at, deleted_by)
    SELECT id, coalesce(organization_name, ''), finished_at, completed_at, :deletedAt, :deletedBy FROM assessment WHERE id = :id`);
  const decisions =
    'SELECT decision.number FROM decision JOIN subject ON subject = subject.number WHERE assessment = :number';
  const removals = [
    `DELETE FROM withdrawal WHERE decision IN (${decisions})`,
    `DELETE FROM decision WHERE number IN (${decisions})`,
    'DELETE FROM draft WHERE subject IN (SELECT number FROM subject WHERE assessment = :number)',
    ...['subject', 'problem', 'evidence', 'wire_log', 'observed', 'tag', 'bulk_draft'].map(
      (table) => `DELETE FROM ${table} WHERE assessment = :number`,
    ),
    'DELETE FROM event WHERE assessment = :id',
    // One of this data folder's own chain stays for those that come after it.
    'DELETE FROM seal WHERE assessment = :id AND position IS NULL',
    'DELETE FROM assessment WHERE number = :number',
  ].map((sql) => database.prepare(sql));
  const left = rowsOf(
    database,
    deletionRow,
    `SELECT assessment AS assessmentId, organization, finished_at AS finishedAt, completed_at AS completedAt,
        deleted_at AS deletedAt, deleted_by AS deletedBy
      FROM deletion ORDER BY deleted_at DESC, rowid DESC`,
  );
  return {
    deletions: (): readonly Deletion[] => left({}),
    deleteAssessment: (id: string, deletion: NewDeletion): void => {
      const number = numbers.any(id);
      give.run({ ...deletion, id });
      for (const removal of removals) removal.run({ id, number });
    },
  };
}
