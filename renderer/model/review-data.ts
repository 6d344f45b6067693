import type {
  AssessmentSummary,
  AssessmentView,
  Draft,
  Problem,
  TreeNode,
} from '../../shared/assessment/assessment.ts';
import { RunningFigures } from '../../shared/stig/running-figures.ts';
import { isUndecided, pathTo, undecidedCounts, type Outline } from './outline.ts';
import type { ReviewData } from './result-rows.ts';

/** An assessment with everything that is derived from its nodes. */
export interface Review extends ReviewData {
  readonly summary: AssessmentSummary;
  readonly problems: readonly Problem[];
  /** What had been typed and not decided when it was opened, by distinguished name. */
  readonly drafts: Readonly<Record<string, Draft>>;
  /** What had been typed until then to decide several subjects alike; null for nothing. */
  readonly bulkDraft: Draft | null;
}

/** The running figures of the newest version of each review; an older version has to count afresh. */
const runningFigures = new WeakMap<Review, RunningFigures>();

/** Derives what the review needs from an assessment and its outline. */
export function deriveReview(view: AssessmentView, outline: Outline): Review {
  const figures = new RunningFigures(view.nodes, view.summary.complete);
  const statuses = view.nodes.map(({ id }) => figures.statusOf(id));
  const review = { ...view, outline, statuses, undecided: undecidedCounts(view.nodes) };
  runningFigures.set(review, figures);
  return review;
}

/**
 * The review with these nodes changed in nothing but their decisions. Only their way up to the organisation is counted again: one
 * decision must not cost as much as reading 50,000 virtual servers, nor must many mean that they are all read again.
 */
export function withNodes(review: Review, changed: readonly TreeNode[]): Review {
  const known = changed.filter(({ id }) => review.nodes[id] !== undefined);
  if (known.length === 0) return review;
  const figures = runningFigures.get(review) ?? new RunningFigures(review.nodes, review.summary.complete);
  runningFigures.delete(review);
  const nodes = [...review.nodes];
  const statuses = [...review.statuses];
  const undecided = [...review.undecided];
  for (const node of known) {
    const before = nodes[node.id];
    figures.replace(node);
    nodes[node.id] = node;
    const difference = Number(isUndecided(node)) - Number(before !== undefined && isUndecided(before));
    for (const { id } of pathTo(nodes, node.id)) {
      statuses[id] = figures.statusOf(id);
      undecided[id] = (undecided[id] ?? 0) + difference;
    }
  }
  const summary = { ...review.summary, ...figures.figures };
  const next = { ...review, summary, nodes, statuses, undecided };
  runningFigures.set(next, figures);
  return next;
}
