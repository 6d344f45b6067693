import { gzipSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { JudgedObject, ObservedObject } from '../../../shared/history/comparison.ts';
import { fromColumns, judgedFromColumns } from '../../../shared/history/from-columns.ts';
import { observedColumns, toColumns } from '../../../shared/history/observed-columns.ts';
import { rowsOf, type AssessmentNumbers } from './queries.ts';
import { packedJson } from './rows.ts';
import { standingVerdicts } from './verdicts.ts';

/** What assessments are compared by. It is derived from the evidence, once. */
export interface ObservedTable {
  /** Whether it is kept. */
  isObserved(id: string): boolean;
  /** In the order of the tree; null if none is kept yet, as of an assessment from an older version. */
  observed(id: string): readonly ObservedObject[] | null;
  /** The same with what was decided on them. */
  judged(id: string): readonly JudgedObject[] | null;
  /** Once for each assessment. */
  keepObserved(id: string, objects: readonly ObservedObject[]): void;
}

export function observedTable(database: Database, numbers: AssessmentNumbers): ObservedTable {
  const insert = observedWriter(database);
  const verdictsOf = standingVerdicts(database);
  const observedOf = rowsOf(
    database,
    z.object({ objects: packedJson(observedColumns) }),
    'SELECT objects FROM observed WHERE assessment = :number',
  );
  const isKept = database.prepare<[number], number>('SELECT 1 FROM observed WHERE assessment = ?').pluck();
  return {
    isObserved: (id) => isKept.get(numbers.any(id)) !== undefined,
    observed: (id) => {
      const row = observedOf({ number: numbers.any(id) })[0];
      return row === undefined ? null : fromColumns(row.objects);
    },
    judged: (id) => {
      const number = numbers.any(id);
      const row = observedOf({ number })[0];
      return row === undefined ? null : judgedFromColumns(row.objects, verdictsOf(number));
    },
    keepObserved: (id, objects) => insert(numbers.any(id), objects),
  };
}

/** Writes what was observed, for the transaction in which a walk ends. */
export function observedWriter(
  database: Database,
): (assessment: number, objects: readonly ObservedObject[]) => void {
  const insert = database.prepare('INSERT INTO observed VALUES (?, ?)');
  return (assessment, objects) => {
    insert.run(assessment, gzipSync(JSON.stringify(toColumns(objects)), { level: 1 }));
  };
}
