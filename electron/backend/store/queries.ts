import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { AssessmentState } from '../../../shared/assessment/assessment.ts';
import { AppError, assertNever } from '../../../shared/errors.ts';
import { dataDamaged } from './store-error.ts';

/** Values for the `:names` of a statement. */
export type Bindings = Readonly<Record<string, string | number | null>>;
export type Rows<T> = (bindings: Bindings) => readonly T[];

/** A query whose rows are parsed as `shape`; a row of another shape is an AppError `data-damaged`. */
export function rowsOf<T>(database: Database, shape: z.ZodType<T>, sql: string): Rows<T> {
  const statement = database.prepare<[Bindings], unknown>(sql);
  return (bindings) =>
    statement.all(bindings).map((row) => {
      const parsed = shape.safeParse(row);
      if (parsed.success) return parsed.data;
      throw dataDamaged(database.name, z.prettifyError(parsed.error));
    });
}

const headRow = z.object({ number: z.number().int(), state: z.enum(['walking', 'in-review', 'completed']) });

/** Looks up the short number by which the rows of an assessment know it. Throws AppError `not-found`. */
export function assessmentNumbers(database: Database) {
  const heads = rowsOf(database, headRow, 'SELECT number, state FROM assessment WHERE id = :id');
  const head = (id: string) => {
    const found = heads({ id })[0];
    if (found === undefined) throw notFound(id);
    return found;
  };
  const number = database.prepare<[string], number>('SELECT number FROM assessment WHERE id = ?').pluck();
  return {
    any: (id: string): number => {
      const found = number.get(id);
      if (found === undefined) throw notFound(id);
      return found;
    },
    /** Throws AppError `assessment-completed` or `assessment-busy` if the assessment is in another state. */
    in: (state: 'walking' | 'in-review', id: string): number => {
      const found = head(id);
      if (found.state !== state) throw wrongState(found.state);
      return found.number;
    },
  };
}
export type AssessmentNumbers = ReturnType<typeof assessmentNumbers>;

export function notFound(id: string): AppError {
  return new AppError(
    'not-found',
    'This assessment is not in the data folder. Choose one in History.',
    `id ${id}`,
  );
}

function wrongState(state: AssessmentState): AppError {
  switch (state) {
    case 'walking':
      return new AppError(
        'assessment-busy',
        'This assessment is still being read. Wait for the walk to end, or cancel it.',
      );
    case 'in-review':
      return new AppError(
        'assessment-busy',
        'The walk of this assessment has ended: nothing can be added to what it read.',
      );
    case 'completed':
      return new AppError(
        'assessment-completed',
        'This assessment is completed and changes no more. To correct it, begin a new revision of it.',
      );
    default:
      return assertNever(state);
  }
}
