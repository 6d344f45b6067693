import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import type { Verification } from '../../../shared/history/seal.ts';
import type { OpenedAssessments } from '../assessment/opened-assessments.ts';
import { programName } from '../assessment/program-name.ts';
import type { NewSeal, SealRecord } from '../store/history-records.ts';
import type { Store } from '../store/store.ts';
import { documentPart, hashedPart, hashEvidence, type HashedEvidence } from './document-parts.ts';
import { observe } from './observe.ts';
import { hashSettled, unsettledParts, type HashedSettled } from './settled.ts';
import { verifySealed, type Verified } from './verify-sealed.ts';

export interface SealsOptions {
  readonly store: Store;
  readonly opened: OpenedAssessments;
  readonly now: () => Date;
  readonly toolVersion: string;
  /** Aborted when the backend closes. */
  readonly closing: AbortSignal;
}

/** How assessments are completed and sealed, and how a seal is checked. */
export class Seals {
  readonly #store: Store;
  readonly #opened: OpenedAssessments;
  readonly #now: () => Date;
  readonly #toolVersion: string;
  readonly #closing: AbortSignal;
  /** Those that wait for {@link sealUnsealed}. */
  #waiting: ReadonlySet<string> = new Set();

  constructor({ store, opened, now, toolVersion, closing }: SealsOptions) {
    this.#store = store;
    this.#opened = opened;
    this.#now = now;
    this.#toolVersion = toolVersion;
    this.#closing = closing;
  }

  /**
   * Completes an assessment and seals it, both or neither. Throws AppError `undecided-remain` as long as a subject asks for a decision
   * and has none, `assessment-completed` if it is completed already, and `assessment-busy` while it is being read.
   */
  async complete(id: string, assessor: string, problemsRead: number): Promise<void> {
    this.#demandDecided(id);
    observe(this.#store, id);
    // Nobody needs to wait while the most of it is hashed. The rest is, at the end, in one step.
    const evidence = await hashEvidence(this.#store, id, this.#closing);
    let settled = await hashSettled(this.#store, id, this.#closing);
    while (settled.decisionsMade !== this.#store.decisionsMade(id))
      settled = await hashSettled(this.#store, id, this.#closing);
    const running = this.#demandDecided(id);
    const completedAt = this.#now().toISOString();
    this.#store.complete(
      id,
      {
        completedAt,
        completedBy: assessor,
        figures: { ...running.figures, groups: running.groups },
        detail: { problemsRead },
      },
      this.#newSeal(evidence, settled, { sealedAt: completedAt, sealedBy: assessor, detail: {} }),
    );
  }

  /**
   * Hashes everything anew and compares it with the seal. What it found is an event as well. Throws AppError `not-found`, and
   * `assessment-busy` for one that is just being sealed.
   */
  async verify(id: string, assessor: string): Promise<Verification> {
    const seal = this.#store.sealOf(id);
    if (seal === null && this.#store.assessment(id).state !== 'completed') return this.#unsealed();
    if (seal === null && this.#waiting.has(id)) throw beingSealed();
    const verified = await verifySealed(this.#store, id, seal, this.#closing);
    const verification = this.#verification(seal, verified);
    const { outcome, checkedAt, differences } = verification;
    this.#store.appendEvent(id, {
      kind: 'verified',
      at: checkedAt,
      by: assessor,
      detail: {
        outcome,
        seal: verification.seal,
        ...(differences[0] === undefined ? {} : { firstDifference: differences[0].message }),
      },
    });
    return verification;
  }

  /**
   * Seals what was completed before there were seals, or lost its seal, one after the other. Throws why the first of those could not
   * be sealed that could not; all others are.
   */
  async sealUnsealed(): Promise<void> {
    const ids = this.#store.unsealed();
    this.#waiting = new Set(ids);
    const failures: unknown[] = [];
    for (const id of ids) {
      await this.#sealLate(id).catch((error: unknown) => failures.push(error));
      if (this.#closing.aborted) break;
      await setImmediate();
    }
    this.#waiting = new Set();
    if (failures.length > 0) throw failures[0];
  }

  async #sealLate(id: string): Promise<void> {
    try {
      observe(this.#store, id);
      const evidence = await hashEvidence(this.#store, id, this.#closing);
      const settled = await hashSettled(this.#store, id, this.#closing);
      const detail = { reason: this.#whyLate(id) };
      const sealedBy = programName(this.#toolVersion);
      this.#store.seal(
        id,
        this.#newSeal(evidence, settled, { sealedAt: this.#now().toISOString(), sealedBy, detail }),
      );
    } catch (error) {
      // Meanwhile it may have been deleted.
      if (!(error instanceof AppError && error.code === 'not-found')) throw error;
    }
  }

  #whyLate(id: string): string {
    const hadSeal =
      this.#store.assessment(id).origin !== null ||
      this.#store.events(id).some(({ kind }) => kind === 'completed' || kind === 'sealed');
    return hadSeal
      ? 'Its seal was lost: it was sealed anew, and what came before is not proven.'
      : 'It had no seal, as what was completed before Hopcheck had seals: what came before this moment is not sealed.';
  }

  /** The figures of the opened assessment, all of whose subjects are decided. */
  #demandDecided(id: string) {
    const { running } = this.#opened.get(id);
    const { toDecide, decided } = running.figures;
    if (toDecide === decided) return running;
    throw new AppError(
      'undecided-remain',
      `${toDecide - decided} of ${toDecide} are not decided yet. Decide them, or accept what is proposed, then complete.`,
    );
  }

  #newSeal(
    evidence: HashedEvidence,
    settled: HashedSettled,
    signature: Pick<NewSeal, 'sealedAt' | 'sealedBy' | 'detail'>,
  ): NewSeal {
    const { sealedAt, sealedBy } = signature;
    return {
      ...signature,
      rows: { ...settled.rows, evidence: evidence.rows },
      manifest: (read, previousSeal) => ({
        format: 'hopcheck-seal',
        version: 1,
        sealedAt,
        sealedBy,
        toolVersion: this.#toolVersion,
        previousSeal,
        parts: [
          ...unsettledParts.map((name) => hashedPart(documentPart(name, read(name)))),
          ...settled.parts,
          ...evidence.parts,
        ].toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      }),
    };
  }

  #verification(seal: SealRecord | null, { manifest, parts, differences }: Verified): Verification {
    return {
      outcome: differences.length === 0 ? 'intact' : 'changed',
      checkedAt: this.#now().toISOString(),
      seal: seal?.sha256 ?? null,
      sealedAt: manifest?.sealedAt ?? null,
      sealedBy: manifest?.sealedBy ?? null,
      previousSeal: manifest?.previousSeal ?? null,
      chainedHere: seal !== null && seal.position !== null,
      parts,
      differences,
    };
  }

  #unsealed(): Verification {
    return {
      outcome: 'unsealed',
      checkedAt: this.#now().toISOString(),
      seal: null,
      sealedAt: null,
      sealedBy: null,
      previousSeal: null,
      chainedHere: false,
      parts: 0,
      differences: [],
    };
  }
}

function beingSealed(): AppError {
  return new AppError('assessment-busy', 'This assessment is just being sealed. Try again in a moment.');
}
