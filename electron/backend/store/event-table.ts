import type { Database } from 'better-sqlite3';
import type { HistoryEvent, NewEvent } from '../../../shared/history/event.ts';
import { canonicalText, sha256Of } from '../canonical-json.ts';
import { eventRow } from './document-rows.ts';
import { notFound, rowsOf } from './queries.ts';

/** The hash by which an event holds on to the one before it, whose hash is null for the first. */
export function eventHash(previous: string | null, { kind, at, by, detail }: NewEvent): string {
  return sha256Of(canonicalText({ previous, kind, at, by, detail }));
}

/** What happened to the assessments, each event chained to the one before of the same assessment. */
export function eventTable(database: Database) {
  const ofAssessment = rowsOf(
    database,
    eventRow,
    'SELECT kind, at, by, detail, sha256 FROM event WHERE assessment = :id ORDER BY number',
  );
  const newest = database
    .prepare<[string], string>('SELECT sha256 FROM event WHERE assessment = ? ORDER BY number DESC LIMIT 1')
    .pluck();
  const newestNumber = database
    .prepare<[string], number>('SELECT coalesce(max(number), 0) FROM event WHERE assessment = ?')
    .pluck();
  // Looks for the assessment only: even one whose row is damaged can be told something of.
  const insert = database.prepare(`
    INSERT INTO event (assessment, kind, at, by, detail, sha256)
    SELECT :id, :kind, :at, :by, :detail, :sha256 WHERE EXISTS (SELECT 1 FROM assessment WHERE id = :id)`);
  return {
    append: (id: string, event: NewEvent): void => {
      const sha256 = eventHash(newest.get(id) ?? null, event);
      const row = { ...event, id, detail: canonicalText(event.detail), sha256 };
      if (insert.run(row).changes === 0) throw notFound(id);
    },
    ofAssessment: (id: string): readonly HistoryEvent[] => ofAssessment({ id }),
    newestNumber: (id: string): number => newestNumber.get(id) ?? 0,
  };
}
export type EventTable = ReturnType<typeof eventTable>;
