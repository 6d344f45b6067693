import type { Database } from 'better-sqlite3';
import { gzipSync } from 'node:zlib';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { ObservedObject } from '../../../shared/history/comparison.ts';
import type { GroupCounts } from '../../../shared/history/trend.ts';
import { observedWriter } from './observed-table.ts';
import { rowsOf } from './queries.ts';
import type { Descent, NewAssessment, WalkOutcome } from './records.ts';
import { evidenceNamesRow } from './rows.ts';

/** What is kept when a walk has ended, or when an ended walk is imported; what is null is derived when it is asked for. */
export interface KeptOutcome extends Omit<WalkOutcome, 'figures' | 'observed' | 'endedBy'> {
  readonly figures: Omit<WalkOutcome['figures'], 'groups'>;
  readonly groups: readonly GroupCounts[] | null;
  readonly observed: readonly ObservedObject[] | null;
}

/** A row of evidence as it is written. */
export interface PackedPage {
  readonly readAt: string;
  readonly entryCount: number;
  /** JSON of the distinguished names. */
  readonly names: string;
  readonly entries: Buffer;
}

/** Some entries, and when they were read, as a row of evidence: the work of it can be done before anything is written. */
export function packedPage({
  readAt,
  entries,
}: {
  readonly readAt: string;
  readonly entries: readonly DirectoryEntry[];
}): PackedPage {
  const names = JSON.stringify(entries.map(({ distinguishedName }) => distinguishedName));
  return { readAt, entryCount: entries.length, names, entries: packed(entries) };
}

/** In the tables' own way of keeping much text: JSON in gzip. */
function packed(value: unknown): Buffer {
  return gzipSync(JSON.stringify(value), { level: 1 });
}

/** Writes what a walk leaves behind, however it came here. */
export function walkWriter(database: Database) {
  const insertAssessment = database.prepare(`
    INSERT INTO assessment (id, state, practice, exchange_container, source, assessor, started_at, complete, tool_version, rule_version,
      check_id, walk, revision, revises, origin)
    VALUES (:id, 'walking', :practice, :exchangeContainer, :source, :assessor, :startedAt, 0, :toolVersion, :ruleVersion, :checkId,
      :walk, :revision, :revises, :origin)`);
  const insertPage = database.prepare(`
    INSERT INTO evidence VALUES (:number, (SELECT count(*) FROM evidence WHERE assessment = :number), :readAt, :entryCount, :names, :entries)`);
  return {
    begin: (assessment: NewAssessment, descent: Descent): void => {
      insertAssessment.run({
        ...assessment,
        ...descent,
        practice: Number(assessment.practice),
        source: JSON.stringify(assessment.source),
        origin: descent.origin === null ? null : JSON.stringify(descent.origin),
      });
    },
    page: (number: number, page: PackedPage): void => {
      insertPage.run({ ...page, number });
    },
    end: walkEnd(database),
  };
}
export type WalkWriter = ReturnType<typeof walkWriter>;

function walkEnd(database: Database): (number: number, outcome: KeptOutcome) => void {
  const insertProblem = database.prepare('INSERT INTO problem VALUES (?, ?, ?, ?, ?)');
  const pagesOf = pagesOfNames(database);
  const insertSubject = database.prepare('INSERT INTO subject VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
  const insertWireLog = database.prepare('INSERT INTO wire_log VALUES (?, ?)');
  const keepObserved = observedWriter(database);
  const endWalk = database.prepare(`
    UPDATE assessment SET state = 'in-review', finished_at = :finishedAt, organization_name = :organizationName,
      organization_dn = :organizationDistinguishedName, complete = :complete, incomplete_reason = :incompleteReason,
      figures = :figures, group_figures = :groups
    WHERE number = :number`);
  return (number, { problems, subjects, figures, groups, wireLog, observed, ...row }) => {
    for (const [ordinal, { code, message, distinguishedName }] of problems.entries()) {
      insertProblem.run(number, ordinal, code, message, distinguishedName);
    }
    const pages = pagesOf(number, new Set(subjects.map(({ distinguishedName }) => distinguishedName)));
    for (const { subjectKey, distinguishedName, proposal, objectGuid } of subjects) {
      insertSubject.run(
        number,
        subjectKey,
        distinguishedName,
        proposal.status,
        JSON.stringify(proposal.reasons),
        objectGuid,
        pages.get(distinguishedName) ?? null,
      );
    }
    if (wireLog !== null) insertWireLog.run(number, packed(wireLog));
    if (observed !== null) keepObserved(number, observed);
    endWalk.run({
      ...row,
      number,
      complete: Number(row.incompleteReason === null),
      figures: JSON.stringify(figures),
      groups: groups === null ? null : JSON.stringify(groups),
    });
  };
}

/** Finds the page of evidence that holds the entry of each of these names, the first if it came twice. */
function pagesOfNames(
  database: Database,
): (assessment: number, wanted: ReadonlySet<string>) => ReadonlyMap<string, number> {
  const namesOf = rowsOf(
    database,
    evidenceNamesRow,
    'SELECT page, names FROM evidence WHERE assessment = :assessment ORDER BY page DESC',
  );
  return (assessment, wanted) => {
    const pages = new Map<string, number>();
    // From the last page to the first: of several pages for a name, a map keeps the one that is set last.
    for (const { page, names } of namesOf({ assessment }))
      for (const name of names) if (wanted.has(name)) pages.set(name, page);
    return pages;
  };
}
