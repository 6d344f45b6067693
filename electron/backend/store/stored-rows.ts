import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { sha256Of } from '../canonical-json.ts';
import type { StoredRows } from './history-records.ts';
import type { AssessmentNumbers } from './queries.ts';

interface Table {
  /** All that were there when an assessment was sealed: columns that come later have no part in it. */
  readonly columns: readonly string[];
  readonly rows: string;
}

const decisionOf = 'subject IN (SELECT number FROM subject WHERE assessment = :number)';
const words = ['justification', 'comments', 'finding_details', 'severity', 'severity_justification'];

const evidence: Table = {
  columns: ['assessment', 'page', 'read_at', 'entry_count', 'names', 'entries'],
  rows: 'evidence WHERE assessment = :number AND page = :page',
};

const tables: Readonly<Record<string, Table>> = {
  assessment: {
    columns:
      `number id state practice organization_name organization_dn exchange_container source assessor started_at finished_at
      completed_at complete incomplete_reason figures tool_version rule_version check_id walk revision revises origin
      group_figures`.split(/\s+/),
    rows: 'assessment WHERE number = :number',
  },
  problem: {
    columns: ['assessment', 'ordinal', 'code', 'message', 'distinguished_name'],
    rows: 'problem WHERE assessment = :number ORDER BY ordinal',
  },
  subject: {
    columns: 'number assessment key distinguished_name status reasons object_guid evidence_page'.split(' '),
    rows: 'subject WHERE assessment = :number ORDER BY number',
  },
  decision: {
    columns: ['number', 'subject', 'status', 'previous_status', ...words, 'decided_at', 'decided_by'],
    rows: `decision WHERE ${decisionOf} ORDER BY number`,
  },
  withdrawal: {
    columns: ['decision', 'withdrawn_at', 'withdrawn_by'],
    rows: `withdrawal WHERE decision IN (SELECT number FROM decision WHERE ${decisionOf}) ORDER BY decision`,
  },
  draft: {
    columns: ['subject', 'status', ...words, 'saved_at'],
    rows: `draft WHERE ${decisionOf} ORDER BY subject`,
  },
  bulk_draft: {
    columns: ['assessment', 'status', ...words, 'saved_at'],
    rows: 'bulk_draft WHERE assessment = :number',
  },
  event: {
    columns: ['number', 'assessment', 'kind', 'at', 'by', 'detail', 'sha256'],
    rows: 'event WHERE assessment = :id AND number <= :lastEvent ORDER BY number',
  },
  wire_log: { columns: ['assessment', 'log'], rows: 'wire_log WHERE assessment = :number' },
  observed: { columns: ['assessment', 'objects'], rows: 'observed WHERE assessment = :number' },
};

/** The hash of all pages of evidence from those of each, in their order. */
export function hashOfPages(pages: readonly string[]): string {
  return sha256Of(pages.join('\n'));
}

/** Hashes of the rows as they lie in the tables, to the octet: they find what the document does not tell, such as a broken number. */
export function storedRows(database: Database, numbers: AssessmentNumbers) {
  const hashes = Object.entries(tables).map(([name, table]) => [name, hashOf(database, table)] as const);
  const hashOfPage = hashOf(database, evidence);
  return {
    /** Of one page of evidence. */
    storedPage: (id: string, page: number): string => hashOfPage({ number: numbers.any(id), page }) ?? '',
    /** Of everything else; `lastEvent` is the number of the last event that counts. */
    storedRows: (id: string, lastEvent: number): StoredRows['tables'] => {
      const number = numbers.any(id);
      return Object.fromEntries(hashes.map(([name, hash]) => [name, hash({ id, number, lastEvent })]));
    },
  };
}

/** Null for no rows. */
function hashOf(
  database: Database,
  { columns, rows }: Table,
): (bindings: Readonly<Record<string, string | number>>) => string | null {
  // In hexadecimal, so that neither a zero octet nor text that is no UTF-8 can hide anything.
  const row = columns.map((column) => `iif(${column} IS NULL, 'null', hex(${column}))`).join(" || ',' || ");
  const statement = database
    .prepare<[Readonly<Record<string, string | number>>], string>(`SELECT ${row} FROM ${rows}`)
    .pluck();
  return (bindings) => {
    const hash = createHash('sha256');
    let isEmpty = true;
    for (const text of statement.iterate(bindings)) {
      isEmpty = false;
      hash.update(`${text}\n`);
    }
    return isEmpty ? null : hash.digest('hex');
  };
}
