import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import type { GroupCounts } from '../../../shared/history/trend.ts';
import { standing } from './decision-queries.ts';
import { rowsOf, type AssessmentNumbers } from './queries.ts';
import type { AssessmentRecord, SubjectIdentity } from './records.ts';
import { figures, flag, json } from './rows.ts';

/** An assessment of the same organisation, with as much of it as a trend shows. */
export interface RelativeRecord extends Pick<AssessmentRecord, 'id' | 'complete' | 'revision'> {
  readonly completed: boolean;
  readonly finishedAt: string;
  readonly figures: NonNullable<AssessmentRecord['figures']>;
  /** Null in an assessment from an older version. */
  readonly groups: readonly GroupCounts[] | null;
}

/** What comparisons ask for: much of it at once, and nothing that they do not need. */
export interface ComparisonQueries {
  /**
   * The assessments of its organisation whose walk has ended, oldest first, practice and real ones apart. Of several of one walk, such
   * as corrections, or one that was reviewed here and elsewhere, one: the newest revision that is completed, else the newest.
   */
  relatives(id: string): readonly RelativeRecord[];
  /** For each object whether it was open in any of these assessments: by its GUID if both are known, else by its name. */
  wereOpen(ids: readonly string[], objects: readonly SubjectIdentity[]): readonly boolean[];
}

export function comparisonQueries(database: Database, numbers: AssessmentNumbers): ComparisonQueries {
  return {
    ...relatives(database, numbers),
    ...openBefore(database, numbers),
  };
}

const count = z.number().int();
const groupCounts: z.ZodType<GroupCounts> = z.object({
  administrativeGroup: z.string(),
  counts: z.object({ open: count, not_reviewed: count, not_a_finding: count, not_applicable: count }),
});

const relativeRow = z.object({
  id: z.string(),
  organizationDistinguishedName: z.string(),
  completed: flag,
  complete: flag,
  revision: z.number().int(),
  finishedAt: z.string(),
  figures: json(figures),
  groups: json(z.array(groupCounts)).nullable(),
});

function relatives(database: Database, numbers: AssessmentNumbers) {
  const organizationOf = rowsOf(
    database,
    z.object({ name: z.string().nullable() }),
    'SELECT organization_dn AS name FROM assessment WHERE number = :number',
  );
  const withSameMark = rowsOf(
    database,
    relativeRow,
    `SELECT id, organization_dn AS organizationDistinguishedName, state = 'completed' AS completed, complete, revision,
        finished_at AS finishedAt, figures, group_figures AS groups
      FROM (SELECT *, row_number() OVER (PARTITION BY walk
            ORDER BY state = 'completed' DESC, revision DESC, completed_at DESC, number DESC) AS place
          FROM assessment
          WHERE state <> 'walking' AND practice = (SELECT practice FROM assessment WHERE number = :number))
      WHERE place = 1
      ORDER BY finished_at, revision, number`,
  );
  return {
    relatives: (id: string): readonly RelativeRecord[] => {
      const number = numbers.any(id);
      const key = distinguishedNameKey(organizationOf({ number })[0]?.name ?? '');
      return withSameMark({ number }).flatMap(({ organizationDistinguishedName, ...relative }) =>
        distinguishedNameKey(organizationDistinguishedName) === key ? [relative] : [],
      );
    },
  };
}

function openBefore(database: Database, numbers: AssessmentNumbers) {
  const isOpenIn = database
    .prepare<[{ number: number; objectGuid: string | null; subjectKey: string }], number>(
      `SELECT count(*) FROM subject WHERE number = coalesce(
          (SELECT number FROM subject WHERE assessment = :number AND object_guid = :objectGuid LIMIT 1),
          (SELECT number FROM subject WHERE assessment = :number AND key = :subjectKey
            AND (object_guid IS NULL OR :objectGuid IS NULL)))
        AND 'open' = coalesce(
          (SELECT status FROM decision WHERE subject = subject.number AND ${standing} ORDER BY number DESC LIMIT 1), status)`,
    )
    .pluck();
  return {
    wereOpen: (ids: readonly string[], objects: readonly SubjectIdentity[]): readonly boolean[] => {
      const among = ids.map((id) => numbers.any(id));
      return objects.map(({ objectGuid, subjectKey }) =>
        among.some((number) => isOpenIn.get({ number, objectGuid, subjectKey }) === 1),
      );
    },
  };
}
