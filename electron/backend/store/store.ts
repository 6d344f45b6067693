import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Decision, Draft, Problem } from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import type { Backup } from '../../../shared/history/rescue.ts';
import { keepBackup, listBackups, removeUnfinished } from './backups.ts';
import { comparisonQueries, type ComparisonQueries } from './comparison-queries.ts';
import { documentImport } from './document-import.ts';
import { documentQueries } from './document-queries.ts';
import { eventTable } from './event-table.ts';
import type { HistoryStore } from './history-store.ts';
import { historyTables } from './history-tables.ts';
import { migrations } from './migrations.ts';
import { observedTable, type ObservedTable } from './observed-table.ts';
import { openDatabase } from './open-database.ts';
import { assessmentNumbers } from './queries.ts';
import type {
  AssessmentRecord,
  AuthorityRecord,
  DecisionRecord,
  EarlierRecord,
  EvidenceEntry,
  GroupedFigures,
  InterruptedWalk,
  NewAssessment,
  NewAuthority,
  NewBulkDraft,
  NewDecision,
  NewDraft,
  NewPin,
  NewWithdrawal,
  PinRecord,
  SubjectIdentity,
  SubjectProposal,
  WalkOutcome,
} from './records.ts';
import { reviewTables } from './review-tables.ts';
import { dataDamaged, storeError } from './store-error.ts';
import { revisions } from './revision.ts';
import { sealTable } from './seal-table.ts';
import { storedRows } from './stored-rows.ts';
import { walkWriter } from './walk-outcome.ts';
import { preferencesTable } from './preferences-table.ts';
import { trustTables } from './trust-tables.ts';
import { copyInSteps } from './verified-copy.ts';
import { walkTables } from './walk-tables.ts';

/** The one database file of a data folder. */
export const databaseFileName = 'hopcheck.db';

/**
 * Everything that Hopcheck keeps. Each call is one transaction and is on disk when it returns. Calls throw AppError: `not-found`
 * for an unknown assessment, `assessment-busy` or `assessment-completed` for one in another state than the call needs, and
 * `data-folder-full`, `data-folder-unwritable` or `data-damaged` if the data folder lets it down; then nothing of the call is kept.
 */
export interface Store extends HistoryStore, ObservedTable, ComparisonQueries {
  beginAssessment(assessment: NewAssessment): void;
  /** Adds to the evidence of a walk, in the order of reading. */
  appendEntries(id: string, entries: readonly DirectoryEntry[], readAt: string): void;
  /** Ends the walk: from now on its evidence is closed and its subjects can be decided. */
  finishWalk(id: string, outcome: WalkOutcome): void;
  /** Removes an assessment whose walk read nothing worth keeping; refused once the walk has ended. */
  discardAssessment(id: string): void;
  /** Assessments in the state `walking`: right after opening, those whose walk was killed with the application. */
  interruptedWalks(): readonly InterruptedWalk[];

  /** Newest first. */
  assessments(): readonly AssessmentRecord[];
  assessment(id: string): AssessmentRecord;
  /** In the order of reading. */
  entries(id: string): readonly DirectoryEntry[];
  /** The object of exactly this spelling of its name, the first if it came twice; null if it was not delivered. */
  entry(id: string, distinguishedName: string): EvidenceEntry | null;
  problems(id: string): readonly Problem[];
  /** What was sent to read it; null if that was not over a network, or nothing was kept of it. */
  wireLog(id: string): WireLog | null;
  /** In the order in which they were handed over. */
  proposals(id: string): readonly SubjectProposal[];
  /** The decision that counts of every subject that has one, by subject key: the newest that was not withdrawn. */
  standingDecisions(id: string): ReadonlyMap<string, Decision>;
  /** The decision that would count of every subject if the one that counts were withdrawn, by subject key; many have none. */
  precedingDecisions(id: string): ReadonlyMap<string, Decision>;
  /** Of one subject, oldest first, with those that were withdrawn. */
  decisionsOn(id: string, subjectKey: string): readonly DecisionRecord[];
  /**
   * The decisions that stand on the same object in older assessments whose walk has ended, newest assessment first: by its GUID if
   * both are known, else by its name. Older is what was read before, whenever it came here. Practice and real assessments do not know each
   * other; what a completed correction has taken the place of, and the same walk, are left out.
   */
  earlierDecisions(id: string, subject: SubjectIdentity): readonly EarlierRecord[];
  draftOn(id: string, subjectKey: string): Draft | null;
  /** The keys of all subjects with a draft that holds anything. */
  draftedSubjects(id: string): ReadonlySet<string>;
  /** What is typed to decide several subjects alike; null for nothing. */
  bulkDraft(id: string): Draft | null;

  /** All or none; each removes the draft of its subject. `figures` are those of the assessment with these decisions. */
  recordDecisions(id: string, decisions: readonly NewDecision[], figures: GroupedFigures): void;
  /** As {@link recordDecisions}, for what was typed to decide them alike: removes the bulk draft as well. */
  recordBulkDecision(id: string, decisions: readonly NewDecision[], figures: GroupedFigures): void;
  /** Throws AppError `not-found` if no decision stands on the subject. `figures` are those without the decision. */
  withdrawDecision(id: string, withdrawal: NewWithdrawal, figures: GroupedFigures): void;
  /** As {@link withdrawDecision} on several subjects, all or none. */
  withdrawDecisions(id: string, withdrawals: readonly NewWithdrawal[], figures: GroupedFigures): void;
  /** Replaces the draft of its subject. */
  saveDraft(id: string, draft: NewDraft): void;
  /** Replaces the bulk draft; one that holds nothing removes it. */
  saveBulkDraft(id: string, draft: NewBulkDraft): void;

  /** The trusted authorities, by fingerprint. */
  authorities(): readonly AuthorityRecord[];
  /** All or none; returns how many are new. One that is trusted already stays as it is. */
  addAuthorities(authorities: readonly NewAuthority[]): number;
  /** Returns whether it was there; `sha256` is its fingerprint, `AA:BB:...`. */
  removeAuthority(sha256: string): boolean;
  /** The pinned certificates, by host. */
  pins(): readonly PinRecord[];
  /** The one pinned for a host, which is given in lower case; null if there is none. */
  pinOf(host: string): PinRecord | null;
  /** Replaces what was pinned for its host. */
  setPin(pin: NewPin): void;
  /** Returns whether one was there. */
  removePin(host: string): boolean;

  /** How the window is liked, as it was kept; null if nothing was. */
  preferences(): string | null;
  keepPreferences(text: string): void;

  /**
   * Writes a copy of everything as one file that was read again and found the same, in steps between which other calls go on. Rejects
   * with AppError, or with the reason of `signal` when it is aborted; then there is no file.
   */
  backUpTo(file: string, signal?: AbortSignal): Promise<void>;
  /** The same among the backups of the data folder, named after `now`; of those that were made so the newest three are kept. */
  keepBackup(now: Date, signal?: AbortSignal): Promise<void>;
  /**
   * The backups of the data folder, newest first, checked in steps between which other calls go on. Rejects with the reason of
   * `signal` when it is aborted.
   */
  backups(signal?: AbortSignal): Promise<readonly Backup[]>;

  /** Folds the log into the database file, which is then all there is, and releases the data folder. */
  close(): void;
}

export interface StoreOptions {
  /** The version of Hopcheck: an older one that is refused later names it as the one that is needed. */
  readonly toolVersion: string;
}

/**
 * Opens the store of a data folder, creating both if need be. Throws AppError `data-folder-in-use`, `data-folder-unwritable`,
 * `data-folder-full`, `data-from-newer-version` or `data-damaged`.
 */
export function openStore(dataFolder: string, { toolVersion }: StoreOptions): Store {
  const database = openDatabase(join(dataFolder, databaseFileName), migrations, toolVersion);
  removeUnfinished(dataFolder);
  try {
    return storeOver(database);
  } catch (error) {
    database.close();
    // A statement that does not fit the tables, although their version is ours: somebody changed them.
    throw dataDamaged(database.name, String(error));
  }
}

/** The store over a database that is open and up to date. */
export function storeOver(database: Database): Store {
  const calls = inTransactions(database, tablesOf(database));
  return {
    ...calls,
    deleteAssessment: (id, deletion) => {
      calls.deleteAssessment(id, deletion);
      emptyLog(database);
    },
    ...backingUp(database),
    close: () => void database.close(),
  };
}

/** The log holds what was there before a deletion, until it is written anew. */
function emptyLog(database: Database): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // The deletion is done all the same; the log is emptied at the latest when the database is closed.
  }
}

function backingUp(database: Database): Pick<Store, 'backUpTo' | 'keepBackup' | 'backups'> {
  const told = (file: string) => (error: unknown) => {
    throw storeError(error, file);
  };
  return {
    backUpTo: (file, signal) => copyInSteps(database, file, signal).catch(told(file)),
    keepBackup: (now, signal) => keepBackup(database, now, signal).catch(told(database.name)),
    backups: (signal) => listBackups(dirname(database.name), signal),
  };
}

function tablesOf(database: Database) {
  const numbers = assessmentNumbers(database);
  const events = eventTable(database);
  const writer = walkWriter(database);
  const documents = documentQueries(database, numbers, events);
  const rows = storedRows(database, numbers);
  const seals = sealTable(database, { numbers, events, documents, rows });
  return {
    ...walkTables(database, numbers, writer, events),
    ...reviewTables(database, numbers),
    ...documents,
    ...rows,
    ...seals.calls,
    ...documentImport(database, { numbers, writer, events, documents, rows, seals }),
    ...revisions(database, numbers, events),
    ...historyTables(database, numbers, events),
    ...observedTable(database, numbers),
    ...comparisonQueries(database, numbers),
    ...trustTables(database),
    ...preferencesTable(database),
  };
}

/** Each function as one transaction, with its failures told in the user's words. */
function inTransactions<T extends object>(database: Database, functions: T): T {
  const guarded = Object.entries(functions).map(([name, run]) => {
    const transaction = database.transaction(run);
    const call = (...args: unknown[]): unknown => {
      try {
        return transaction(...args);
      } catch (error) {
        throw storeError(error, database.name);
      }
    };
    return [name, call];
  });
  return Object.fromEntries(guarded) as T;
}
