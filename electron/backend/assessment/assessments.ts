import type {
  AssessmentSummary,
  AssessmentView,
  Draft,
  NodeDetail,
  Problem,
} from '../../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import { valueOf, type DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { DirectorySource } from '../../../shared/directory/source.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import { toFailure, type Failure } from '../../../shared/errors.ts';
import { formatGeneralizedTime } from '../../../shared/exchange/generalized-time.ts';
import { formatObjectGuid } from '../../../shared/exchange/object-guid.ts';
import { readOrganization } from '../../../shared/exchange/organization.ts';
import { observedObjects } from '../../../shared/history/observed-objects.ts';
import { check } from '../../../shared/stig/check.ts';
import { ruleVersion } from '../../../shared/stig/decision-rule.ts';
import { RunningFigures } from '../../../shared/stig/running-figures.ts';
import type { Store } from '../store/store.ts';
import { newSubjects } from './new-subjects.ts';
import { programName } from './program-name.ts';
import type { OpenedAssessments } from './opened-assessments.ts';
import { summaryOf } from './summary.ts';
import type { WalkResult } from './walk.ts';

export interface AssessmentsOptions {
  readonly store: Store;
  readonly opened: OpenedAssessments;
  readonly now: () => Date;
  readonly toolVersion: string;
  /** Told of what went wrong where nobody waits for an answer. */
  readonly onUnexpected: (error: unknown) => void;
}

const interrupted =
  'The walk was interrupted before its end: what was read until then is kept. Walk again to read the rest.';

/** The kept assessments: how a walk becomes one, how it is looked at, and how it ends. Everything is on disk when a call returns. */
export class Assessments {
  readonly #store: Store;
  readonly #now: () => Date;
  readonly #toolVersion: string;
  readonly #onUnexpected: (error: unknown) => void;
  readonly #opened: OpenedAssessments;

  constructor({ store, opened, now, toolVersion, onUnexpected }: AssessmentsOptions) {
    this.#store = store;
    this.#opened = opened;
    this.#now = now;
    this.#toolVersion = toolVersion;
    this.#onUnexpected = onUnexpected;
  }

  begin(
    id: string,
    {
      assessor,
      source,
      startedAt,
    }: { readonly assessor: string; readonly source: DirectorySource; readonly startedAt: Date },
  ): void {
    this.#store.beginAssessment({
      id,
      practice: source.description.kind === 'practice',
      exchangeContainer: source.exchangeContainer,
      source: source.description,
      assessor,
      startedAt: startedAt.toISOString(),
      toolVersion: this.#toolVersion,
      ruleVersion,
      checkId: check.id,
    });
  }

  keepEntries(id: string, entries: readonly DirectoryEntry[]): void {
    this.#store.appendEntries(id, entries, this.#timestamp());
  }

  /** Puts what was read together, proposes, and opens the assessment for review. Throws AppError `exchange-not-found` or `several-organizations`. */
  concludeWalk(
    id: string,
    walked: Pick<WalkResult, 'incompleteReason' | 'problems'> & {
      readonly wireLog?: WireLog | null;
      /** The assessor if it is not said. */
      readonly endedBy?: string;
    },
  ): AssessmentSummary {
    const { exchangeContainer, source, assessor } = this.#store.assessment(id);
    const entries = this.#store.entries(id);
    const organization = readOrganization(entries, exchangeContainer, {
      source: source.kind,
      isCutShort: walked.incompleteReason !== null,
    });
    const reasons = [walked.incompleteReason, organization.incompleteReason].filter(
      (reason) => reason !== null,
    );
    const incompleteReason = reasons.length === 0 ? null : reasons.join(' ');
    const running = new RunningFigures(organization.nodes, incompleteReason === null);
    this.#store.finishWalk(id, {
      finishedAt: this.#timestamp(),
      organizationName: organization.name,
      organizationDistinguishedName: organization.distinguishedName,
      incompleteReason,
      problems: [...cutShort(incompleteReason), ...walked.problems, ...organization.problems],
      subjects: newSubjects(organization, entries),
      figures: { ...running.figures, groups: running.groups },
      wireLog: walked.wireLog ?? null,
      observed: observedObjects(organization, entries),
      endedBy: walked.endedBy ?? assessor,
    });
    this.#opened.add(id, organization, running);
    return this.summary(id);
  }

  /** After a walk that failed: forgets it if it holds nothing of an organisation, else leaves it for {@link concludeInterrupted}. */
  abandonWalk(id: string, failure: Failure): void {
    const walking = this.#store.interruptedWalks().find((walk) => walk.id === id);
    if (!walking) return;
    const worthless = walking.entryCount === 0 || isWorthless(failure.code);
    if (worthless) this.#store.discardAssessment(id);
  }

  /**
   * Concludes, as incomplete, every walk that was stopped with the application or by a full disk. One that cannot be concluded
   * now, for whatever reason, is left for the next start: it must not keep the others from being opened.
   */
  concludeInterrupted(): void {
    for (const { id, entryCount } of this.#store.interruptedWalks()) {
      try {
        if (entryCount === 0) this.#store.discardAssessment(id);
        else
          this.concludeWalk(id, {
            incompleteReason: interrupted,
            problems: [],
            endedBy: programName(this.#toolVersion),
          });
        // Nobody has asked for it yet.
        this.#opened.forget(id);
      } catch (error) {
        const failure = toFailure(error);
        if (isWorthless(failure.code)) this.#store.discardAssessment(id);
        else this.#onUnexpected(error);
      }
    }
  }

  /** Newest first; one that is still being read is not listed. */
  list(): readonly AssessmentSummary[] {
    return this.#store
      .assessments()
      .filter(({ state }) => state !== 'walking')
      .map(summaryOf);
  }

  summary(id: string): AssessmentSummary {
    return summaryOf(this.#store.assessment(id));
  }

  open(id: string): AssessmentView {
    this.#opened.keepOnly(id);
    // As they are now: what is decided later is not to change what was told.
    const nodes = [...this.#opened.get(id).running.nodes];
    return {
      summary: this.summary(id),
      nodes,
      problems: this.#store.problems(id),
      drafts: this.#drafts(id),
      bulkDraft: this.#store.bulkDraft(id),
    };
  }

  node(id: string, distinguishedName: string): NodeDetail {
    const key = distinguishedNameKey(distinguishedName);
    const node = this.#opened.nodeOf(id, distinguishedName);
    const entry = this.#store.entry(id, node.distinguishedName);
    return {
      distinguishedName: node.distinguishedName,
      attributes: entry?.attributes ?? {},
      objectGuid: entry ? formatObjectGuid(valueOf(entry, 'objectGUID')) : null,
      whenChanged: entry ? formatGeneralizedTime(valueOf(entry, 'whenChanged')) : null,
      readAt: entry?.readAt ?? null,
      remoteDomains: this.#opened.get(id).remoteDomains.get(key) ?? [],
      decisions: this.#store
        .decisionsOn(id, key)
        .map(({ previousStatus: _previousStatus, ...decision }) => decision),
      draft: this.#store.draftOn(id, key),
    };
  }

  /** What was sent to read it; null for what was not read from a domain controller. */
  wireLog(id: string): WireLog | null {
    return this.#store.wireLog(id);
  }

  #drafts(id: string): Readonly<Record<string, Draft>> {
    const { running, ids } = this.#opened.get(id);
    const drafts = [...this.#store.draftedSubjects(id)].flatMap((key) => {
      const node = running.nodes[ids.get(key) ?? -1];
      const draft = this.#store.draftOn(id, key);
      return node === undefined || draft === null ? [] : [[node.distinguishedName, draft] as const];
    });
    return Object.fromEntries(drafts);
  }

  #timestamp(): string {
    return this.#now().toISOString();
  }
}

function cutShort(reason: string | null): readonly Problem[] {
  return reason === null ? [] : [{ code: 'cut-short', message: reason, distinguishedName: null }];
}

function isWorthless(code: Failure['code']): boolean {
  return code === 'exchange-not-found' || code === 'several-organizations';
}
