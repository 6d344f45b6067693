import { acceptedProposal } from '../../../shared/assessment/accepted-proposal.ts';
import type {
  Decision,
  Draft,
  EarlierDecision,
  RestoredDecision,
  Ruling,
  Signature,
  TakenSubjects,
} from '../../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import { AppError } from '../../../shared/errors.ts';
import { asksForDecision } from '../../../shared/stig/roll-up.ts';
import type { DecisionRecord, GroupedFigures } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { earlierDecisionsOn } from './earlier-decisions.ts';
import { isSubject, type OpenedAssessments, type Subject } from './opened-assessments.ts';
import { justified } from './ruling.ts';

export interface DecisionsOptions {
  readonly store: Store;
  readonly opened: OpenedAssessments;
  readonly now: () => Date;
}

interface Judgement {
  readonly subject: Subject;
  /** Null if none stands any more. */
  readonly decision: Decision | null;
}

/**
 * What the assessors decide in an assessment in review. `assessor` is who decides: not always the one who walked. Everything is on
 * disk when a call returns; calls throw AppError `assessment-completed` once the assessment is.
 */
export class Decisions {
  readonly #store: Store;
  readonly #opened: OpenedAssessments;
  readonly #now: () => Date;

  constructor({ store, opened, now }: DecisionsOptions) {
    this.#store = store;
    this.#opened = opened;
    this.#now = now;
  }

  /** Throws AppError `justification-required` if it differs from the proposal, or from the check's severity, and does not say why. */
  record(id: string, distinguishedName: string, ruling: Ruling, assessor: string): Decision {
    const subject = this.#opened.subjectOf(id, distinguishedName);
    const decision = { ...justified(ruling, [subject.proposal]), ...this.#signature(assessor) };
    this.#keep(id, [{ subject, decision }]);
    return decision;
  }

  /**
   * The same decision on the subjects with these ids, all or none. One with something typed for it is left out: it is being
   * thought about. What was typed for such a decision is done with. Throws like {@link record}, if any of them differs.
   */
  recordMany(
    id: string,
    nodeIds: readonly number[],
    ruling: Ruling,
    assessor: string,
  ): TakenSubjects & { readonly decision: Decision } {
    const selected = this.#opened.subjectsOf(id, nodeIds);
    const subjects = this.#withoutDraft(id, selected);
    const proposals = subjects.map(({ proposal }) => proposal);
    const decision = { ...justified(ruling, proposals), ...this.#signature(assessor) };
    this.#keep(
      id,
      subjects.map((subject) => ({ subject, decision })),
      this.#store.recordBulkDecision,
    );
    return { decision, ...taken(subjects, selected) };
  }

  /**
   * Decides every subject that asks for a decision and has none, as proposed. One with something typed for it is left out: it is
   * being thought about.
   */
  acceptProposals(id: string, assessor: string): TakenSubjects & Signature {
    const undecided = this.#opened
      .get(id)
      .running.nodes.filter(isSubject)
      .filter((node) => asksForDecision(node) && node.decision === null);
    const subjects = this.#withoutDraft(id, undecided);
    const signature = this.#signature(assessor);
    this.#keep(
      id,
      subjects.map((subject) => ({
        subject,
        decision: acceptedProposal(subject.proposal, signature),
      })),
    );
    return { ...signature, ...taken(subjects, undecided) };
  }

  /** Takes the newest standing decision back; returns the one that counts now. Throws AppError `not-found` if none stands. */
  withdraw(id: string, distinguishedName: string, assessor: string): Decision | null {
    const subject = this.#opened.subjectOf(id, distinguishedName);
    const subjectKey = distinguishedNameKey(subject.distinguishedName);
    const standing = this.#store.decisionsOn(id, subjectKey).filter(({ withdrawn }) => withdrawn === null);
    const decision = decisionOf(standing.at(-2));
    const withdrawal = { subjectKey, withdrawnAt: this.#now().toISOString(), withdrawnBy: assessor };
    this.#change(id, [{ subject, decision }], (figures) =>
      this.#store.withdrawDecision(id, withdrawal, figures),
    );
    return decision;
  }

  /**
   * Takes a step for several back: the decisions on the subjects with these ids, all or none. Returns those that count again where
   * one stood before. Throws AppError `decided-since` if a decision that is not signed so, or none, stands on any of them.
   */
  withdrawMany(
    id: string,
    nodeIds: readonly number[],
    step: Signature,
    assessor: string,
  ): readonly RestoredDecision[] {
    const subjects = this.#opened.subjectsOf(id, nodeIds);
    const changed = subjects.filter(({ decision }) => !isSigned(decision, step)).length;
    if (changed > 0) throw decidedSince(changed, subjects.length);
    const preceding = this.#store.precedingDecisions(id);
    const withdrawnAt = this.#now().toISOString();
    const judged = subjects.map((subject) => {
      const subjectKey = distinguishedNameKey(subject.distinguishedName);
      return { subject, subjectKey, decision: preceding.get(subjectKey) ?? null };
    });
    const withdrawals = judged.map(({ subjectKey }) => ({ subjectKey, withdrawnAt, withdrawnBy: assessor }));
    this.#change(id, judged, (figures) => this.#store.withdrawDecisions(id, withdrawals, figures));
    return judged.flatMap(({ subject, decision }) =>
      decision === null ? [] : [{ node: subject.id, decision }],
    );
  }

  /** The decisions that stand on the same object in older assessments, newest first, at most five. */
  earlier(id: string, distinguishedName: string): readonly EarlierDecision[] {
    return earlierDecisionsOn(this.#store, id, this.#opened.subjectOf(id, distinguishedName));
  }

  saveDraft(id: string, distinguishedName: string, draft: Draft): void {
    const subject = this.#opened.subjectOf(id, distinguishedName);
    const subjectKey = distinguishedNameKey(subject.distinguishedName);
    this.#store.saveDraft(id, { ...draft, subjectKey, savedAt: this.#now().toISOString() });
  }

  /** Keeps what is typed to decide several subjects alike; nothing in it takes it away. */
  saveBulkDraft(id: string, draft: Draft): void {
    this.#store.saveBulkDraft(id, { ...draft, savedAt: this.#now().toISOString() });
  }

  #withoutDraft(id: string, subjects: readonly Subject[]): readonly Subject[] {
    const drafted = this.#store.draftedSubjects(id);
    if (drafted.size === 0) return subjects;
    return subjects.filter(({ distinguishedName }) => !drafted.has(distinguishedNameKey(distinguishedName)));
  }

  #signature(assessor: string): Signature {
    return { decidedAt: this.#now().toISOString(), decidedBy: assessor };
  }

  #keep(
    id: string,
    judgements: readonly (Judgement & { readonly decision: Decision })[],
    record = this.#store.recordDecisions,
  ): void {
    if (judgements.length === 0) return;
    const events = judgements.map(({ subject, decision }) => ({
      ...decision,
      subjectKey: distinguishedNameKey(subject.distinguishedName),
    }));
    this.#change(id, judgements, (figures) => record(id, events, figures));
  }

  /** Changes what is in memory, and through `write` what is on disk, together. */
  #change(id: string, judgements: readonly Judgement[], write: (figures: GroupedFigures) => void): void {
    const { running } = this.#opened.get(id);
    try {
      for (const { subject, decision } of judgements) running.replace({ ...subject, decision });
      write({ ...running.figures, groups: running.groups });
    } catch (error) {
      this.#opened.forget(id);
      throw error;
    }
  }
}

function taken(subjects: readonly Subject[], all: readonly Subject[]): TakenSubjects {
  return { decided: subjects.map((subject) => subject.id), leftOut: all.length - subjects.length };
}

function isSigned(decision: Decision | null, { decidedAt, decidedBy }: Signature): boolean {
  return decision?.decidedAt === decidedAt && decision.decidedBy === decidedBy;
}

function decidedSince(changed: number, all: number): AppError {
  return new AppError(
    'decided-since',
    `${changed} of the ${all} objects ${changed === 1 ? 'has' : 'have'} been decided anew or taken back since. Take back the decisions on the objects themselves.`,
  );
}

/** What is known of a decision in the tree; null for none. */
function decisionOf(record: DecisionRecord | undefined): Decision | null {
  if (record === undefined) return null;
  const { previousStatus: _previousStatus, withdrawn: _withdrawn, ...decision } = record;
  return decision;
}
