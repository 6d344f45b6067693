import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { Problem } from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import type { RawRow } from './damaged-rows.ts';
import type { DecisionRecord, NewBulkDraft, NewDraft } from './records.ts';
import { decisionRow, draftRow, evidenceRow, problemRow, wireLogRow } from './rows.ts';
import { inOurNames, type KeptAssessment } from './salvage-rows.ts';
import type { Survey } from './salvage-survey.ts';

/** What is left of an assessment of which some rows are lost. */
export interface Fragment {
  readonly assessment: KeptAssessment;
  /** In the order of reading. */
  readonly pages: readonly { readonly readAt: string; readonly entries: readonly DirectoryEntry[] }[];
  readonly problems: readonly Problem[];
  readonly wireLog: WireLog | null;
  /** By subject key, oldest first. */
  readonly decisions: ReadonlyMap<string, readonly DecisionRecord[]>;
  readonly drafts: readonly NewDraft[];
  readonly bulkDraft: NewBulkDraft | null;
}

/** Before the third version there were none of these. */
const laterColumns = { findingDetails: null, severity: null, severityJustification: null };
const neverWithdrawn = { withdrawnAt: null, withdrawnBy: null };

/** Reads what is left of the assessment with this number. */
export function fragmentOf(
  database: Database,
  { assessments, rows }: Survey,
  number: number,
): Fragment | null {
  const assessment = assessments.get(number);
  if (assessment === undefined) return null;
  const read = (table: string): readonly RawRow[] => {
    const mine = (rows.get(table) ?? []).filter(({ owner }) => owner === number);
    // There may be no such table.
    if (mine.length === 0) return [];
    const select = database.prepare<[number], RawRow>(`SELECT * FROM "${table}" NOT INDEXED WHERE rowid = ?`);
    return mine.flatMap(({ rowid }) => rowAt(select, rowid));
  };
  const keys = new Map(
    read('subject').flatMap(({ number: subject, key }) => (typeof key === 'string' ? [[subject, key]] : [])),
  );
  return {
    assessment,
    pages: sound(evidenceRow, read('evidence')),
    problems: sound(problemRow, read('problem')),
    wireLog: sound(wireLogRow, read('wire_log'))[0]?.log ?? null,
    decisions: decisionsOf(read('decision'), read('withdrawal'), keys),
    drafts: read('draft').flatMap((row) => {
      const subjectKey = keys.get(row['subject']);
      return subjectKey === undefined ? [] : draftOf(row).map((draft) => ({ ...draft, subjectKey }));
    }),
    bulkDraft: read('bulk_draft').flatMap(draftOf)[0] ?? null,
  };
}

/** In a damaged table a row that was met on the way along it is not always found by its rowid. */
function rowAt(select: Statement<[number], RawRow>, rowid: number): readonly RawRow[] {
  try {
    const row = select.get(rowid);
    return row === undefined ? [] : [inOurNames(row)];
  } catch {
    return [];
  }
}

function draftOf(row: RawRow): readonly NewBulkDraft[] {
  const savedAt = z.string().safeParse(row['savedAt']).data;
  if (savedAt === undefined) return [];
  return sound(draftRow, [{ ...laterColumns, ...row }]).map((draft) => ({ ...draft, savedAt }));
}

function decisionsOf(
  decisions: readonly RawRow[],
  withdrawals: readonly RawRow[],
  keys: ReadonlyMap<unknown, string>,
): ReadonlyMap<string, readonly DecisionRecord[]> {
  const withdrawn = new Map(withdrawals.map((row) => [row['decision'], row]));
  const bySubject = new Map<string, DecisionRecord[]>();
  for (const row of decisions) {
    const key = keys.get(row['subject']);
    if (key === undefined) continue;
    const records = bySubject.get(key) ?? [];
    bySubject.set(key, records);
    records.push(
      ...sound(decisionRow, [
        { ...laterColumns, ...neverWithdrawn, ...row, ...withdrawn.get(row['number']) },
      ]),
    );
  }
  return bySubject;
}

/** Those of the rows that can be understood. */
function sound<T>(shape: z.ZodType<T>, rows: readonly RawRow[]): readonly T[] {
  return rows.flatMap((row) => {
    const parsed = shape.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}
