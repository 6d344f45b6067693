import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Problem } from '../../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import type { EventTable } from './event-table.ts';
import { rowsOf, type AssessmentNumbers } from './queries.ts';
import type {
  EvidenceEntry,
  InterruptedWalk,
  NewAssessment,
  SubjectProposal,
  WalkOutcome,
} from './records.ts';
import { evidenceRow, interruptedWalkRow, problemRow, proposalRow, wireLogRow } from './rows.ts';
import { packedPage, type WalkWriter } from './walk-outcome.ts';

/** How many entries one row of evidence holds: enough to pack well, few enough to unpack one at a click. */
const entriesPerPage = 500;

/** What a walk leaves behind: evidence, problems and subjects with proposals, written while it goes and never changed. */
export function walkTables(
  database: Database,
  numbers: AssessmentNumbers,
  writer: WalkWriter,
  events: Pick<EventTable, 'append'>,
) {
  return {
    ...beginning(numbers, writer),
    ...ending(database, numbers, writer, events),
    ...reading(database, numbers),
  };
}

function beginning(numbers: AssessmentNumbers, writer: WalkWriter) {
  return {
    beginAssessment: (assessment: NewAssessment): void =>
      writer.begin(assessment, { walk: assessment.id, revision: 1, revises: null, origin: null }),
    appendEntries: (id: string, entries: readonly DirectoryEntry[], readAt: string): void => {
      const number = numbers.in('walking', id);
      for (let at = 0; at < entries.length; at += entriesPerPage)
        writer.page(number, packedPage({ readAt, entries: entries.slice(at, at + entriesPerPage) }));
    },
  };
}

function ending(
  database: Database,
  numbers: AssessmentNumbers,
  writer: WalkWriter,
  events: Pick<EventTable, 'append'>,
) {
  const removeEvidence = database.prepare('DELETE FROM evidence WHERE assessment = ?');
  const removeAssessment = database.prepare('DELETE FROM assessment WHERE number = ?');
  return {
    finishWalk: (id: string, { endedBy, figures, ...outcome }: WalkOutcome): void => {
      const { groups, ...whole } = figures;
      writer.end(numbers.in('walking', id), { ...outcome, figures: whole, groups });
      const { incompleteReason, problems, subjects, finishedAt } = outcome;
      const detail = {
        complete: incompleteReason === null,
        problems: problems.length,
        subjects: subjects.length,
      };
      events.append(id, { kind: 'walk-ended', at: finishedAt, by: endedBy, detail });
    },
    discardAssessment: (id: string): void => {
      const number = numbers.in('walking', id);
      removeEvidence.run(number);
      removeAssessment.run(number);
    },
  };
}

function reading(database: Database, numbers: AssessmentNumbers) {
  const select = 'SELECT read_at AS readAt, entries FROM evidence WHERE assessment = :number';
  const pagesOf = rowsOf(database, evidenceRow, `${select} ORDER BY page`);
  const pagesWith = rowsOf(
    database,
    evidenceRow,
    `${select} AND instr(names, :quotedName) > 0 ORDER BY page`,
  );
  const pageAt = rowsOf(database, evidenceRow, `${select} AND page = :page`);
  const pageOfSubject = rowsOf(
    database,
    z.object({ page: z.number().int() }),
    `SELECT evidence_page AS page FROM subject
      WHERE assessment = :number AND key = :key AND distinguished_name = :distinguishedName AND evidence_page IS NOT NULL`,
  );
  const problemsOf = rowsOf(
    database,
    problemRow,
    'SELECT code, message, distinguished_name AS distinguishedName FROM problem WHERE assessment = :number ORDER BY ordinal',
  );
  const proposalsOf = rowsOf(
    database,
    proposalRow,
    'SELECT key AS subjectKey, distinguished_name AS distinguishedName, status, reasons FROM subject WHERE assessment = :number ORDER BY number',
  );
  const wireLogOf = rowsOf(database, wireLogRow, 'SELECT log FROM wire_log WHERE assessment = :number');
  const walking = rowsOf(
    database,
    interruptedWalkRow,
    `SELECT id, (SELECT coalesce(sum(entry_count), 0) FROM evidence WHERE assessment = number) AS entryCount
      FROM assessment WHERE state = 'walking' ORDER BY number`,
  );
  return {
    entries: (id: string): readonly DirectoryEntry[] =>
      pagesOf({ number: numbers.any(id) }).flatMap(({ entries }) => entries),
    entry: (id: string, distinguishedName: string): EvidenceEntry | null => {
      const number = numbers.any(id);
      const key = distinguishedNameKey(distinguishedName);
      const known = pageOfSubject({ number, key, distinguishedName })[0];
      const pages = known
        ? pageAt({ number, page: known.page })
        : pagesWith({ number, quotedName: JSON.stringify(distinguishedName) });
      for (const { readAt, entries } of pages) {
        const found = entries.find((entry) => entry.distinguishedName === distinguishedName);
        if (found) return { ...found, readAt };
      }
      return null;
    },
    problems: (id: string): readonly Problem[] => problemsOf({ number: numbers.any(id) }),
    proposals: (id: string): readonly SubjectProposal[] =>
      proposalsOf({ number: numbers.any(id) }).map(({ status, reasons, ...subject }) => ({
        ...subject,
        proposal: { status, reasons },
      })),
    wireLog: (id: string): WireLog | null => wireLogOf({ number: numbers.any(id) })[0]?.log ?? null,
    interruptedWalks: (): readonly InterruptedWalk[] => walking({}),
  };
}
