import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { EventKind, HistoryEvent } from '../../../shared/history/event.ts';
import type { Usage } from '../../../shared/history/rescue.ts';
import type { OpenedAssessments } from '../assessment/opened-assessments.ts';
import type { Store } from '../store/store.ts';

export interface HistoryOptions {
  readonly store: Store;
  readonly opened: OpenedAssessments;
  readonly now: () => Date;
  /** Aborted when the backend closes. */
  readonly closing: AbortSignal;
}

/** The life of the kept assessments beside their review: what happened to them, their tags, corrections, and their end. */
export class History {
  readonly #store: Store;
  readonly #opened: OpenedAssessments;
  readonly #now: () => Date;
  readonly #closing: AbortSignal;

  constructor({ store, opened, now, closing }: HistoryOptions) {
    this.#store = store;
    this.#opened = opened;
    this.#now = now;
    this.#closing = closing;
  }

  /** What happened to an assessment, oldest first. */
  events(id: string): readonly HistoryEvent[] {
    return this.#store.events(id);
  }

  /** Notes that something of it left Hopcheck. */
  noteExport(id: string, assessor: string, what: string): void {
    this.#store.appendEvent(id, this.#event('exported', assessor, { what }));
  }

  /** In the place of the tags before; returns them in order, each once. Spaces around them do not count, empty ones are left out. */
  setTags(id: string, tags: readonly string[]): readonly string[] {
    const said = tags.map((tag) => tag.trim()).filter((tag) => tag !== '');
    return this.#store.setTags(id, [...new Set(said)]);
  }

  /** Removes an assessment for good; of one that was sealed here the seal stays in the chain. Throws AppError `assessment-busy` during its walk. */
  delete(id: string, assessor: string): void {
    if (this.#store.assessment(id).state === 'walking')
      throw new AppError(
        'assessment-busy',
        'This assessment is still being read. Wait for the walk to end, or cancel it.',
      );
    this.#store.deleteAssessment(id, { deletedAt: this.#now().toISOString(), deletedBy: assessor });
    this.#opened.forget(id);
  }

  /**
   * Begins a correction of a completed assessment: its evidence and its decisions in review again. Returns the id of the correction.
   * Throws AppError `assessment-busy` if it is not completed and sealed, or was corrected already: corrections follow each other.
   */
  revise(id: string, assessor: string, reason: string): string {
    const { state, seal } = this.#store.assessment(id);
    if (state !== 'completed' || seal === null) throw notToBeRevised(state === 'completed');
    const correction = this.#store.revisionsOf(seal)[0];
    if (correction !== undefined) throw revisedAlready(correction);
    const newId = randomUUID();
    this.#store.reviseAssessment(
      id,
      newId,
      seal,
      this.#event('revised', assessor, { reason, revises: seal }),
    );
    return newId;
  }

  /** What the data folder takes of the disk, and what is left of what was deleted there. Rejects with the reason of `closing` when it is aborted. */
  async usage(): Promise<Usage> {
    const backups = await this.#store.backups(this.#closing);
    this.#closing.throwIfAborted();
    return {
      databaseBytes: this.#store.databaseBytes(),
      backups,
      assessments: this.#store.octets(),
      deletions: this.#store.deletions(),
    };
  }

  #event(kind: EventKind, by: string, detail: HistoryEvent['detail']) {
    return { kind, at: this.#now().toISOString(), by, detail };
  }
}

function notToBeRevised(isCompleted: boolean): AppError {
  return new AppError(
    'assessment-busy',
    isCompleted
      ? 'This assessment is just being sealed. Try again in a moment.'
      : 'This assessment is still in review: change it there. Only a completed one is corrected.',
  );
}

function revisedAlready({
  revision,
  state,
}: {
  readonly revision: number;
  readonly state: string;
}): AppError {
  return new AppError(
    'assessment-busy',
    state === 'completed'
      ? `This assessment was corrected already: correct its revision ${revision} instead.`
      : `A correction of this assessment, revision ${revision}, is in review already: go on with that one, or delete it first.`,
  );
}
