import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { sha256Of } from '../canonical-json.ts';
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

const tables = {
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
    // None if the number is not that of an event of this assessment.
    rows: `event WHERE assessment = :id AND number <= :lastEvent
      AND EXISTS (SELECT 1 FROM event WHERE number = :lastEvent AND assessment = :id) ORDER BY number`,
  },
  wire_log: { columns: ['assessment', 'log'], rows: 'wire_log WHERE assessment = :number' },
  observed: { columns: ['assessment', 'objects'], rows: 'observed WHERE assessment = :number' },
} as const satisfies Readonly<Record<string, Table>>;

/** A table of which rows belong to an assessment, beside the evidence. */
export type StoredTable = keyof typeof tables;
export const storedTables = Object.keys(tables) as readonly StoredTable[];

/** Characters: to hash 50,000 rows one by one would take twice as long. */
const hashedAtOnce = 65_536;

/** The hash of all pages of evidence from those of each, in their order. */
export function hashOfPages(pages: readonly string[]): string {
  return sha256Of(pages.join('\n'));
}

/** Hashes of the rows as they lie in the tables, to the octet: they find what the document does not tell, such as a broken number. */
export function storedRows(database: Database, numbers: AssessmentNumbers) {
  const hashes = new Map(storedTables.map((name) => [name, hashOf(database, tables[name])]));
  const hashOfPage = hashOf(database, evidence);
  return {
    /** Of one page of evidence. */
    storedPage: (id: string, page: number): string => hashOfPage({ number: numbers.any(id), page }) ?? '',
    /** Of another table; `lastEvent` is the number of the last event that counts. */
    storedTable: (id: string, table: StoredTable, lastEvent: number): string | null =>
      hashes.get(table)?.({ id, number: numbers.any(id), lastEvent }) ?? null,
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
    let some = '';
    for (const text of statement.iterate(bindings)) {
      isEmpty = false;
      some += `${text}\n`;
      if (some.length < hashedAtOnce) continue;
      hash.update(some);
      some = '';
    }
    return isEmpty ? null : hash.update(some).digest('hex');
  };
}
