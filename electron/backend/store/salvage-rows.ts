import { z } from 'zod';
import { observedColumns } from '../../../shared/history/observed-columns.ts';
import { statuses } from '../../../shared/stig/status.ts';
import type { RawRow } from './damaged-rows.ts';
import { authorityRow, evidenceRow, figures, flag, json, packedJson, pinRow, wireLogRow } from './rows.ts';
import { source } from './source-column.ts';

const timesAndTexts = {
  exchangeContainer: z.string(),
  assessor: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  organizationName: z.string().nullable(),
  incompleteReason: z.string().nullable(),
  toolVersion: z.string(),
  ruleVersion: z.number().int(),
  checkId: z.string(),
};

const assessment = z.object({
  id: z.string(),
  state: z.enum(['walking', 'in-review', 'completed']),
  practice: flag,
  complete: flag,
  source: json(source),
  figures: json(figures).nullable(),
  ...timesAndTexts,
});

/** What every version of the database tells of an assessment. */
export type KeptAssessment = z.output<typeof assessment>;

const jsonText = json(z.unknown());

/** What must be readable in a row beside the types of its columns; a row of any other table is taken as it is. */
const contents: Readonly<Record<string, z.ZodType>> = {
  evidence: evidenceRow.extend({ names: json(z.array(z.string())) }),
  wire_log: wireLogRow,
  subject: z.object({ reasons: json(z.array(z.string())) }),
  // The only status that the table itself does not hold to its list.
  decision: z.object({ previousStatus: z.enum(statuses) }),
  event: z.object({ detail: jsonText }),
  seal: z.object({ manifest: jsonText, stored: jsonText }),
  observed: z.object({ objects: packedJson(observedColumns) }),
  trusted_authority: authorityRow,
  pinned_certificate: pinRow,
};

/** The row of the table `assessment`; null if it cannot be understood. */
export function keptAssessment(row: RawRow): KeptAssessment | null {
  return assessment.safeParse(inOurNames(row)).data ?? null;
}

/** Whether what a row holds can be read. Damage within a text, which only a seal can tell, is not seen here. */
export function isSoundRow(table: string, row: RawRow): boolean {
  return contents[table]?.safeParse(inOurNames(row)).success ?? true;
}

/** `finished_at` as `finishedAt`. */
export function inOurNames(row: RawRow): RawRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
