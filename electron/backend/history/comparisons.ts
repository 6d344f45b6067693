import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { AppError } from '../../../shared/errors.ts';
import { combine } from '../../../shared/history/combine.ts';
import type { Combination } from '../../../shared/history/combination.ts';
import {
  compareObjects,
  demandOneOrganization,
  inOrder,
  withoutUnchanged,
} from '../../../shared/history/compare.ts';
import type { Comparison, JudgedObject } from '../../../shared/history/comparison.ts';
import { hiddenBelow } from '../../../shared/history/hidden-objects.ts';
import { groupCounts } from '../../../shared/history/group-counts.ts';
import type { TrendPoint } from '../../../shared/history/trend.ts';
import { summaryOf } from '../assessment/summary.ts';
import type { RelativeRecord } from '../store/comparison-queries.ts';
import type { Store } from '../store/store.ts';
import { observe } from './observe.ts';

export interface ComparisonsOptions {
  readonly store: Store;
}

/**
 * Assessments of one organisation beside each other. Calls throw AppError `not-found` for an unknown assessment, `assessment-busy`
 * for one that is still being read, and `not-comparable` for assessments that have nothing in common.
 */
export class Comparisons {
  readonly #store: Store;

  constructor({ store }: ComparisonsOptions) {
    this.#store = store;
  }

  /** What changed between two assessments; whichever is named first, the one that was read first is `before`. */
  compare(one: string, other: string, includeUnchanged: boolean): Comparison {
    const [before, after] = inOrder(this.#summary(one), this.#summary(other));
    const { pairs, ...counts } = compareObjects(this.#judged(before.id), this.#judged(after.id), {
      isAfterComplete: after.complete,
      mayBeHidden: hiddenBelow(this.#store.problems(after.id)),
      openEarlier: (objects) => this.#openEarlier(before, objects),
    });
    return { before, after, ...counts, pairs: includeUnchanged ? pairs : withoutUnchanged(pairs) };
  }

  /** Several assessments read as one, each once. */
  combine(ids: readonly string[]): Combination {
    const summaries = [...new Set(ids)].map((id) => this.#summary(id));
    demandOneOrganization(summaries);
    return combine(summaries.map((summary) => ({ summary, objects: this.#judged(summary.id) })));
  }

  /** The organisation of this assessment over time, oldest first: of every walk the assessment that counts, see `relatives`. */
  trend(id: string): readonly TrendPoint[] {
    this.#summary(id);
    return this.#store.relatives(id).map((relative) => this.#point(relative));
  }

  #point({ id, finishedAt, completed, complete, figures, groups }: RelativeRecord): TrendPoint {
    return {
      assessmentId: id,
      finishedAt,
      completed,
      complete,
      counts: figures.virtualServers,
      groups: groups ?? groupCounts(this.#judged(id)),
    };
  }

  #summary(id: string): AssessmentSummary {
    const summary = summaryOf(this.#store.assessment(id));
    if (summary.state === 'walking')
      throw new AppError('assessment-busy', 'This assessment is still being read. Wait for the walk to end.');
    return summary;
  }

  #judged(id: string): readonly JudgedObject[] {
    const judged = this.#store.judged(id);
    if (judged !== null) return judged;
    observe(this.#store, id);
    return this.#store.judged(id) ?? [];
  }

  #openEarlier(before: AssessmentSummary, objects: readonly JudgedObject[]): ReadonlySet<JudgedObject> {
    const older = this.#store
      .relatives(before.id)
      .filter(({ finishedAt }) => finishedAt < (before.finishedAt ?? ''));
    const wereOpen = this.#store.wereOpen(
      older.map(({ id }) => id),
      objects.map(({ key, objectGuid }) => ({ subjectKey: key, objectGuid })),
    );
    return new Set(objects.filter((_, at) => wereOpen[at]));
  }
}
