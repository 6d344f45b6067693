import { gzipSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Problem } from '../../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import { rowsOf, type AssessmentNumbers } from './queries.ts';
import type {
  EvidenceEntry,
  InterruptedWalk,
  NewAssessment,
  SubjectProposal,
  WalkOutcome,
} from './records.ts';
import {
  evidenceNamesRow,
  evidenceRow,
  interruptedWalkRow,
  problemRow,
  proposalRow,
  wireLogRow,
} from './rows.ts';

/** How many entries one row of evidence holds: enough to pack well, few enough to unpack one at a click. */
const entriesPerPage = 500;

/** What a walk leaves behind: evidence, problems and subjects with proposals, written while it goes and never changed. */
export function walkTables(database: Database, numbers: AssessmentNumbers) {
  return { ...beginning(database, numbers), ...ending(database, numbers), ...reading(database, numbers) };
}

function beginning(database: Database, numbers: AssessmentNumbers) {
  const insertAssessment = database.prepare(`
    INSERT INTO assessment (id, state, practice, exchange_container, source, assessor, started_at, complete, tool_version, rule_version, check_id)
    VALUES (:id, 'walking', :practice, :exchangeContainer, :source, :assessor, :startedAt, 0, :toolVersion, :ruleVersion, :checkId)`);
  const insertPage = database.prepare(`
    INSERT INTO evidence VALUES (:number, (SELECT count(*) FROM evidence WHERE assessment = :number), :readAt, :entryCount, :names, :entries)`);
  return {
    beginAssessment: (assessment: NewAssessment): void => {
      const { practice, source } = assessment;
      insertAssessment.run({ ...assessment, practice: Number(practice), source: JSON.stringify(source) });
    },
    appendEntries: (id: string, entries: readonly DirectoryEntry[], readAt: string): void => {
      const number = numbers.in('walking', id);
      for (let at = 0; at < entries.length; at += entriesPerPage) {
        const page = entries.slice(at, at + entriesPerPage);
        insertPage.run({
          number,
          readAt,
          entryCount: page.length,
          names: JSON.stringify(page.map(({ distinguishedName }) => distinguishedName)),
          entries: packed(page),
        });
      }
    },
  };
}

/** In the tables' own way of keeping much text: JSON in gzip. */
function packed(value: unknown): Buffer {
  return gzipSync(JSON.stringify(value), { level: 1 });
}

function ending(database: Database, numbers: AssessmentNumbers) {
  const insertProblem = database.prepare('INSERT INTO problem VALUES (?, ?, ?, ?, ?)');
  const pagesOf = evidencePages(database);
  const insertSubject = database.prepare('INSERT INTO subject VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
  const insertWireLog = database.prepare('INSERT INTO wire_log VALUES (?, ?)');
  const endWalk = database.prepare(`
    UPDATE assessment SET state = 'in-review', finished_at = :finishedAt, organization_name = :organizationName,
      organization_dn = :organizationDistinguishedName, complete = :complete, incomplete_reason = :incompleteReason, figures = :figures
    WHERE number = :number`);
  const removeEvidence = database.prepare('DELETE FROM evidence WHERE assessment = ?');
  const removeAssessment = database.prepare('DELETE FROM assessment WHERE number = ?');
  return {
    finishWalk: (id: string, outcome: WalkOutcome): void => {
      const number = numbers.in('walking', id);
      const { problems, subjects, figures, wireLog, ...row } = outcome;
      for (const [ordinal, { code, message, distinguishedName }] of problems.entries()) {
        insertProblem.run(number, ordinal, code, message, distinguishedName);
      }
      const pages = pagesOf(number, new Set(subjects.map(({ distinguishedName }) => distinguishedName)));
      for (const { subjectKey, distinguishedName, proposal, objectGuid } of subjects) {
        insertSubject.run(
          number,
          subjectKey,
          distinguishedName,
          proposal.status,
          JSON.stringify(proposal.reasons),
          objectGuid,
          pages.get(distinguishedName) ?? null,
        );
      }
      if (wireLog !== null) insertWireLog.run(number, packed(wireLog));
      const complete = Number(row.incompleteReason === null);
      endWalk.run({ ...row, number, complete, figures: JSON.stringify(figures) });
    },
    discardAssessment: (id: string): void => {
      const number = numbers.in('walking', id);
      removeEvidence.run(number);
      removeAssessment.run(number);
    },
  };
}

/** Finds the page of evidence that holds the entry of each of these names, the first if it came twice. */
function evidencePages(
  database: Database,
): (assessment: number, wanted: ReadonlySet<string>) => ReadonlyMap<string, number> {
  const namesOf = rowsOf(
    database,
    evidenceNamesRow,
    'SELECT page, names FROM evidence WHERE assessment = :assessment ORDER BY page DESC',
  );
  return (assessment, wanted) => {
    const pages = new Map<string, number>();
    // From the last page to the first: of several pages for a name, a map keeps the one that is set last.
    for (const { page, names } of namesOf({ assessment }))
      for (const name of names) if (wanted.has(name)) pages.set(name, page);
    return pages;
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
