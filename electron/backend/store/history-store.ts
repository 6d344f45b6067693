import type { AssessmentState } from '../../../shared/assessment/assessment.ts';
import type { EvidencePage, SinglePartName, SingleParts } from '../../../shared/history/document.ts';
import type { HistoryEvent, NewEvent } from '../../../shared/history/event.ts';
import type { Deletion } from '../../../shared/history/rescue.ts';
import type { Completion, NewDeletion, NewImport, NewSeal, SealRecord } from './history-records.ts';
import type { StoredTable } from './stored-rows.ts';

/** What the store keeps of the history of assessments; its calls are like those of the whole store. */
export interface HistoryStore {
  /** Completes and seals the assessment: nothing of it changes any more. Returns its seal. */
  complete(id: string, completion: Completion, seal: NewSeal): string;
  /** Seals one that was completed before there were seals. Returns its seal. */
  seal(id: string, seal: NewSeal): string;
  /** The completed assessments without a seal, in the order in which they were completed. */
  unsealed(): readonly string[];
  /** Null if it is not sealed. */
  sealOf(id: string): SealRecord | null;
  /** The seal at that place of this data folder's chain, from 1; null if there is none. */
  sealAt(position: number): SealRecord | null;

  /** One part of the assessment as a document. Throws AppError `not-found` for one that is still being read. */
  documentPart<Name extends SinglePartName>(id: string, name: Name): SingleParts[Name];
  /** Everything but the evidence. */
  documentOf(id: string): SingleParts;
  /** The numbers of its pages of evidence in the order of reading: 0, 1, 2, ... */
  evidencePages(id: string): readonly number[];
  evidencePage(id: string, page: number): EvidencePage;
  /** SHA-256 of the row of a page of evidence as it lies in its table. */
  storedPage(id: string, page: number): string;
  /** The same of all rows of another table, of the events up to the one of that number; null if there are none. */
  storedTable(id: string, table: StoredTable, lastEvent: number): string | null;
  /** How many decisions were made and how many taken back, together: it grows with each. */
  decisionsMade(id: string): number;

  /**
   * Keeps a document as a new assessment with that id, in the state in which it was, or nothing of it. `pages` is read once, page after page.
   * Throws AppError `bundle-unreadable` if its parts contradict each other.
   */
  importDocument(id: string, document: NewImport): void;

  /** The assessments that correct the one with that seal. */
  revisionsOf(
    seal: string,
  ): readonly { readonly revision: number; readonly state: Exclude<AssessmentState, 'walking'> }[];
  /** Makes a new assessment in review of the evidence and the decisions of a completed one, which has that seal. */
  reviseAssessment(id: string, newId: string, seal: string, event: NewEvent): void;

  /** Adds to what happened to an assessment. */
  appendEvent(id: string, event: NewEvent): void;
  /** Oldest first. */
  events(id: string): readonly HistoryEvent[];
  /** How many events belong to no assessment: none, unless something was changed. */
  strayEvents(): number;

  /** In the place of those before; returns them in order, each once. */
  setTags(id: string, tags: readonly string[]): readonly string[];
  /** Octets of the database file and of its log. */
  databaseBytes(): number;
  /** How many octets each assessment takes, by id, without what the database needs to find them. */
  octets(): Readonly<Record<string, number>>;
  /** Removes all of it, but leaves its seal in the chain of this data folder. */
  deleteAssessment(id: string, deletion: NewDeletion): void;
  /** What is left of those that were deleted, the newest deletion first. */
  deletions(): readonly Deletion[];
}
