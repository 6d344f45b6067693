import { isDeepStrictEqual } from 'node:util';
import { SqliteError, type Database } from 'better-sqlite3';
import { z } from 'zod';
import type { ProblemCode } from '../../../shared/assessment/assessment.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import { AppError } from '../../../shared/errors.ts';
import { singleParts, type SinglePartName, type SingleParts } from '../../../shared/history/document.ts';
import type { HistoryEvent } from '../../../shared/history/event.ts';
import type { ReasonCode } from '../../../shared/stig/proposal.ts';
import { contradictionIn } from './contradictions.ts';
import type { documentQueries } from './document-queries.ts';
import { eventHash, type EventTable } from './event-table.ts';
import type { NewImport } from './history-records.ts';
import type { AssessmentNumbers } from './queries.ts';
import { overrideColumns } from './review-tables.ts';
import type { SealTable } from './seal-table.ts';
import { source } from './source-column.ts';
import { hashOfPages, type storedRows } from './stored-rows.ts';
import type { WalkWriter } from './walk-outcome.ts';

export interface ImportParts {
  readonly numbers: AssessmentNumbers;
  readonly writer: WalkWriter;
  readonly events: EventTable;
  readonly documents: ReturnType<typeof documentQueries>;
  readonly rows: Pick<ReturnType<typeof storedRows>, 'storedPage'>;
  readonly seals: Pick<SealTable, 'keepImported'>;
}

/** Keeps a document that was made elsewhere as an assessment of this data folder. */
export function documentImport(database: Database, parts: ImportParts) {
  const { numbers, writer, events, documents, rows, seals } = parts;
  const review = reviewWriter(database);
  const complete = database.prepare(
    `UPDATE assessment SET state = 'completed', completed_at = ? WHERE number = ?`,
  );
  const write = (id: string, document: NewImport): void => {
    const { completedAt } = document.parts['assessment.json'];
    const doubt = contradictionIn(document.parts, document.observed);
    if (doubt !== null) throw contradiction(doubt);
    begin(writer, id, document);
    const number = numbers.any(id);
    for (const page of document.pages) writer.page(number, page);
    writer.end(number, outcomeOf(document));
    review(number, document.parts);
    takeChain(events, id, document.parts['events.json']);
    if (completedAt !== null) complete.run(completedAt, number);
    compare((name) => documents.documentPart(id, name), document.parts);
    events.append(id, document.event);
    if (document.seal === null) return;
    const pages = documents.evidencePages(id).map((page) => rows.storedPage(id, page));
    seals.keepImported(id, document.seal, hashOfPages(pages));
  };
  return {
    importDocument: (id: string, document: NewImport): void => {
      try {
        write(id, document);
      } catch (error) {
        if (error instanceof SqliteError && error.code.startsWith('SQLITE_CONSTRAINT'))
          throw contradiction(error.message);
        throw error;
      }
    },
  };
}

function begin(writer: WalkWriter, id: string, { parts, origin }: NewImport): void {
  const assessment = parts['assessment.json'];
  const known = source.safeParse(assessment.source);
  if (!known.success) throw contradiction(`Its source is of no known kind: ${z.prettifyError(known.error)}`);
  const { walk, revision, revises } = assessment;
  // As it came, with whatever a later version tells beside what we know.
  const asItCame = assessment.source as unknown as typeof known.data;
  writer.begin({ ...assessment, id, source: asItCame }, { walk, revision, revises, origin });
}

function outcomeOf({ parts, observed, groups }: NewImport) {
  const assessment = parts['assessment.json'];
  return {
    ...assessment,
    // Codes that this version does not know are kept as they are.
    problems: parts['problems.json'].map((problem) => ({ ...problem, code: problem.code as ProblemCode })),
    subjects: parts['subjects.json'].map(({ key, distinguishedName, status, reasons, objectGuid }) => ({
      subjectKey: key,
      distinguishedName,
      proposal: { status, reasons: reasons as readonly ReasonCode[] },
      objectGuid,
    })),
    wireLog: parts['wire-log.json'] as WireLog | null,
    observed,
    groups,
  };
}

function reviewWriter(database: Database): (assessment: number, parts: SingleParts) => void {
  const words = 'justification, comments, finding_details, severity, severity_justification';
  const values = ':justification, :comments, :findingDetails, :severity, :severityJustification';
  const subjects = database
    .prepare<[number], [string, number]>('SELECT key, number FROM subject WHERE assessment = ?')
    .raw();
  const insertDecision = database.prepare(`
    INSERT INTO decision (subject, status, previous_status, ${words}, decided_at, decided_by)
    VALUES (:number, :status, :previousStatus, ${values}, :decidedAt, :decidedBy)`);
  const insertWithdrawal = database.prepare('INSERT INTO withdrawal VALUES (?, ?, ?)');
  const insertDraft = database.prepare(`
    INSERT INTO draft (subject, status, ${words}, saved_at) VALUES (:number, :status, ${values}, :savedAt)`);
  const insertBulkDraft = database.prepare(`
    INSERT INTO bulk_draft (assessment, status, ${words}, saved_at) VALUES (:assessment, :status, ${values}, :savedAt)`);
  return (assessment, parts) => {
    const known = new Map(subjects.all(assessment));
    const numberOf = (subject: string) => {
      const number = known.get(subject);
      if (number === undefined) throw contradiction(`Nothing is decided on ${subject}.`);
      return number;
    };
    for (const { subject, withdrawn, severityOverride, ...decision } of parts['decisions.json']) {
      const columns = { ...decision, ...overrideColumns(severityOverride), number: numberOf(subject) };
      const { lastInsertRowid } = insertDecision.run(columns);
      if (withdrawn !== null) insertWithdrawal.run(lastInsertRowid, withdrawn.at, withdrawn.by);
    }
    for (const { subject, severityOverride, ...draft } of parts['drafts.json'].subjects)
      insertDraft.run({ ...draft, ...overrideColumns(severityOverride), number: numberOf(subject) });
    const { bulk } = parts['drafts.json'];
    if (bulk === null) return;
    const { severityOverride, ...draft } = bulk;
    insertBulkDraft.run({ ...draft, ...overrideColumns(severityOverride), assessment });
  };
}

function takeChain(events: EventTable, id: string, chain: readonly HistoryEvent[]): void {
  let previous: string | null = null;
  for (const { sha256, ...event } of chain) {
    if (eventHash(previous, event) !== sha256) throw contradiction('Its events do not follow each other.');
    events.append(id, event);
    previous = sha256;
  }
}

/** What was written must be read as the same document: then it has the same seal. */
function compare(kept: (name: SinglePartName) => unknown, came: SingleParts): void {
  for (const name of Object.keys(singleParts) as SinglePartName[]) {
    if (!isDeepStrictEqual(kept(name), came[name]))
      throw contradiction(`Its part ${name} contradicts itself.`);
  }
}

function contradiction(detail: string): AppError {
  return new AppError(
    'bundle-unreadable',
    'What this bundle holds contradicts itself, so it was not imported. Ask for it to be made anew.',
    detail,
  );
}
