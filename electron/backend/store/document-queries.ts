import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { EvidencePage, SinglePartName, SingleParts } from '../../../shared/history/document.ts';
import type { HistoryEvent } from '../../../shared/history/event.ts';
import {
  assessmentPartRow,
  bulkDraftPartRow,
  decisionPartRow,
  draftPartRow,
  problemPartRow,
  subjectPartRow,
  wireLogPartRow,
} from './document-rows.ts';
import type { EventTable } from './event-table.ts';
import { notFound, rowsOf, type AssessmentNumbers } from './queries.ts';
import { evidenceRow } from './rows.ts';

const words = `justification, comments, finding_details AS findingDetails, severity, severity_justification AS severityJustification`;

/** An assessment as a document, part by part: what is sealed, and what a bundle carries. */
export function documentQueries(database: Database, numbers: AssessmentNumbers, events: EventTable) {
  const parts = singlePartReaders(database, numbers, events);
  return {
    documentPart: <Name extends SinglePartName>(id: string, name: Name): SingleParts[Name] => parts[name](id),
    documentOf: (id: string): SingleParts => ({
      'assessment.json': parts['assessment.json'](id),
      'problems.json': parts['problems.json'](id),
      'subjects.json': parts['subjects.json'](id),
      'decisions.json': parts['decisions.json'](id),
      'drafts.json': parts['drafts.json'](id),
      'events.json': parts['events.json'](id),
      'wire-log.json': parts['wire-log.json'](id),
    }),
    ...evidenceQueries(database, numbers),
  };
}

type Readers = { readonly [Name in SinglePartName]: (id: string) => SingleParts[Name] };

function singlePartReaders(database: Database, numbers: AssessmentNumbers, events: EventTable): Readers {
  const assessment = rowsOf(
    database,
    assessmentPartRow,
    `SELECT walk, revision, revises, practice, organization_name AS organizationName,
      organization_dn AS organizationDistinguishedName, exchange_container AS exchangeContainer, source, assessor,
      started_at AS startedAt, finished_at AS finishedAt, completed_at AS completedAt, complete,
      incomplete_reason AS incompleteReason, figures, tool_version AS toolVersion, rule_version AS ruleVersion, check_id AS checkId
    FROM assessment WHERE id = :id AND state <> 'walking'`,
  );
  const ofNumber = <T>(shape: z.ZodType<T>, sql: string) => {
    const rows = rowsOf(database, shape, sql);
    return (id: string): readonly T[] => rows({ number: numbers.any(id) });
  };
  const wireLog = ofNumber(wireLogPartRow, 'SELECT log FROM wire_log WHERE assessment = :number');
  const drafts = ofNumber(
    draftPartRow,
    `SELECT key AS subject, draft.status, ${words}, saved_at AS savedAt FROM draft JOIN subject ON subject = subject.number
      WHERE assessment = :number ORDER BY subject.number`,
  );
  const bulkDrafts = ofNumber(
    bulkDraftPartRow,
    `SELECT status, ${words}, saved_at AS savedAt FROM bulk_draft WHERE assessment = :number`,
  );
  return {
    'assessment.json': (id) => {
      const found = assessment({ id })[0];
      if (found === undefined) throw notFound(id);
      return found;
    },
    'problems.json': ofNumber(
      problemPartRow,
      'SELECT code, message, distinguished_name AS distinguishedName FROM problem WHERE assessment = :number ORDER BY ordinal',
    ),
    'subjects.json': ofNumber(
      subjectPartRow,
      `SELECT key, distinguished_name AS distinguishedName, status, reasons, object_guid AS objectGuid
        FROM subject WHERE assessment = :number ORDER BY number`,
    ),
    'decisions.json': ofNumber(
      decisionPartRow,
      `SELECT key AS subject, decision.status, previous_status AS previousStatus, ${words}, decided_at AS decidedAt,
          decided_by AS decidedBy, withdrawn_at AS withdrawnAt, withdrawn_by AS withdrawnBy
        FROM decision JOIN subject ON subject = subject.number LEFT JOIN withdrawal ON withdrawal.decision = decision.number
        WHERE assessment = :number ORDER BY decision.number`,
    ),
    'drafts.json': (id) => ({ subjects: drafts(id), bulk: bulkDrafts(id)[0] ?? null }),
    'events.json': (id) => {
      const all = events.ofAssessment(id);
      return assessment({ id })[0]?.completedAt === null ? all : untilItsEnd(all);
    },
    'wire-log.json': (id) => wireLog(id)[0]?.log ?? null,
  };
}

/**
 * What comes after the completion is no part of the document, which has its seal by then. An assessment that was completed before
 * there were events has none of that, but was sealed later, or came with its seal.
 */
function untilItsEnd(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const completed = events.findIndex(({ kind }) => kind === 'completed');
  if (completed >= 0) return events.slice(0, completed + 1);
  const sealed = events.findIndex(({ kind }) => kind === 'sealed' || kind === 'imported');
  return sealed < 0 ? events : events.slice(0, sealed);
}

function evidenceQueries(database: Database, numbers: AssessmentNumbers) {
  const pages = rowsOf(
    database,
    z.object({ page: z.number().int() }),
    'SELECT page FROM evidence WHERE assessment = :number ORDER BY page',
  );
  const content = rowsOf(
    database,
    evidenceRow,
    'SELECT read_at AS readAt, entries FROM evidence WHERE assessment = :number AND page = :page',
  );
  return {
    evidencePages: (id: string): readonly number[] =>
      pages({ number: numbers.any(id) }).map(({ page }) => page),
    evidencePage: (id: string, page: number): EvidencePage => {
      const found = content({ number: numbers.any(id), page })[0];
      if (found === undefined) throw notFound(id);
      return found as EvidencePage;
    },
  };
}
