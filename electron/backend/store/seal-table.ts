import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { canonicalText, sha256Of } from '../canonical-json.ts';
import type { documentQueries } from './document-queries.ts';
import type { EventTable } from './event-table.ts';
import type { Completion, NewSeal, SealRecord, StoredRows } from './history-records.ts';
import { rowsOf, type AssessmentNumbers } from './queries.ts';
import { storedTables, type storedRows } from './stored-rows.ts';

const sealRow: z.ZodType<SealRecord> = z.object({
  sha256: z.string(),
  manifest: z.string(),
  stored: z.string(),
  position: z.number().int().nullable(),
});
const idRow = z.object({ id: z.string() });

export interface SealTableParts {
  readonly numbers: AssessmentNumbers;
  readonly events: EventTable;
  readonly documents: Pick<ReturnType<typeof documentQueries>, 'documentPart'>;
  readonly rows: Pick<ReturnType<typeof storedRows>, 'storedTable'>;
}

/** The seals of completed assessments, each chained to the one before of this data folder. */
export function sealTable(database: Database, { numbers, events, documents, rows }: SealTableParts) {
  const select = 'SELECT sha256, manifest, stored, position FROM seal';
  const ofAssessment = rowsOf(database, sealRow, `${select} WHERE assessment = :id`);
  const atPosition = rowsOf(database, sealRow, `${select} WHERE position = :position`);
  const newest = rowsOf(database, sealRow, `${select} WHERE position = (SELECT max(position) FROM seal)`);
  const unsealed = rowsOf(
    database,
    idRow,
    `SELECT id FROM assessment WHERE state = 'completed' AND id NOT IN (SELECT assessment FROM seal) ORDER BY completed_at, number`,
  );
  const decisionsMade = database
    .prepare<[number], number>(
      `SELECT count(*) + count(withdrawal.decision) FROM decision LEFT JOIN withdrawal ON withdrawal.decision = decision.number
        WHERE subject IN (SELECT number FROM subject WHERE assessment = ?)`,
    )
    .pluck();
  const complete = database.prepare(`
    UPDATE assessment SET state = 'completed', completed_at = :completedAt, figures = :figures, group_figures = :groups
    WHERE number = :number`);
  const insert = database.prepare(
    'INSERT INTO seal (assessment, sha256, manifest, stored, position) VALUES (:id, :sha256, :manifest, :stored, :position)',
  );

  const keep = (
    id: string,
    row: Pick<SealRecord, 'sha256' | 'manifest' | 'position'>,
    hashed: StoredRows['tables'],
  ): void => {
    const lastEvent = events.newestNumber(id);
    const others = storedTables
      .filter((table) => !Object.hasOwn(hashed, table))
      .map((table) => [table, rows.storedTable(id, table, lastEvent)]);
    const stored: StoredRows = { lastEvent, tables: { ...hashed, ...Object.fromEntries(others) } };
    insert.run({ ...row, id, stored: canonicalText(stored) });
  };
  const sealNow = (id: string, { sealedAt, sealedBy, detail, rows: hashed, manifest }: NewSeal): string => {
    const previous = newest({})[0];
    const text = canonicalText(
      manifest((part) => documents.documentPart(id, part), previous?.sha256 ?? null),
    );
    const sha256 = sha256Of(text);
    events.append(id, { kind: 'sealed', at: sealedAt, by: sealedBy, detail: { ...detail, seal: sha256 } });
    keep(id, { sha256, manifest: text, position: (previous?.position ?? 0) + 1 }, hashed);
    return sha256;
  };

  return {
    /** Keeps a seal that came with a bundle: it is part of no chain here. */
    keepImported: (
      id: string,
      imported: Pick<SealRecord, 'sha256' | 'manifest'>,
      evidenceRows: string,
    ): void => keep(id, { ...imported, position: null }, { evidence: evidenceRows }),
    calls: {
      complete: (id: string, completion: Completion, seal: NewSeal): string => {
        const number = numbers.in('in-review', id);
        const { completedAt, completedBy, detail } = completion;
        const { groups, ...figures } = completion.figures;
        complete.run({
          number,
          completedAt,
          figures: JSON.stringify(figures),
          groups: JSON.stringify(groups),
        });
        events.append(id, { kind: 'completed', at: completedAt, by: completedBy, detail });
        return sealNow(id, seal);
      },
      seal: sealNow,
      decisionsMade: (id: string): number => decisionsMade.get(numbers.any(id)) ?? 0,
      unsealed: (): readonly string[] => unsealed({}).map(({ id }) => id),
      sealOf: (id: string): SealRecord | null => ofAssessment({ id })[0] ?? null,
      sealAt: (position: number): SealRecord | null => atPosition({ position })[0] ?? null,
    },
  };
}
export type SealTable = ReturnType<typeof sealTable>;
