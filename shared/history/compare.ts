import type { AssessmentSummary } from '../assessment/assessment.ts';
import { AppError } from '../errors.ts';
import {
  changes as allChanges,
  outcomes as allOutcomes,
  type ComparedPair,
  type Comparison,
  type JudgedObject,
  type Outcome,
} from './comparison.ts';
import { byWalkTime, isSameOrganization } from './last-completed.ts';
import { matchObjects, nobody } from './match-objects.ts';
import { changesBetween, serverPlace } from './object-changes.ts';

/** What the objects alone do not tell. */
export interface ComparisonContext {
  /** Whether the newer walk read everything. */
  readonly isAfterComplete: boolean;
  /** Whether the newer walk may not have seen an object that is there: in what it could not read. */
  readonly mayBeHidden: (object: JudgedObject) => boolean;
  /** Those of these objects that were open in an assessment older than both. Asked once, of what is open now and was not before. */
  readonly openEarlier: (objects: readonly JudgedObject[]) => ReadonlySet<JudgedObject>;
}

/**
 * The two in the order of their walks, the older first; two of one walk by revision. Throws AppError `not-comparable` if they are not
 * of one organisation, or practice data would be mixed with real data.
 */
export function inOrder(
  one: AssessmentSummary,
  other: AssessmentSummary,
): readonly [AssessmentSummary, AssessmentSummary] {
  demandOneOrganization([one, other]);
  return byWalkTime(one, other) <= 0 ? [one, other] : [other, one];
}

/** Throws AppError `not-comparable` if these are not all of one organisation, or practice data would be mixed with real data. */
export function demandOneOrganization(summaries: readonly AssessmentSummary[]): void {
  const [first, ...others] = summaries;
  if (first === undefined) return;
  if (others.some(({ practice }) => practice !== first.practice))
    throw new AppError(
      'not-comparable',
      'Practice data and a real assessment say nothing of each other. Choose assessments of one organisation.',
    );
  if (others.some((other) => !isSameOrganization(first, other)))
    throw new AppError(
      'not-comparable',
      'These assessments are of different organisations. Choose assessments of one organisation.',
      [...new Set(summaries.map(({ organizationDistinguishedName }) => organizationDistinguishedName))].join(
        '\n',
      ),
    );
}

/**
 * What became of each object between two assessments of one organisation. Every object of both lists is in exactly one pair, whatever
 * the data claims; in the order of `after`, then those that only `before` has.
 */
export function compareObjects(
  before: readonly JudgedObject[],
  after: readonly JudgedObject[],
  context: ComparisonContext,
): Pick<Comparison, 'outcomes' | 'changes' | 'pairs'> {
  const partners = matchObjects(before, after);
  const successors = new Int32Array(before.length).fill(nobody);
  for (const [at, partner] of partners.entries()) if (partner !== nobody) successors[partner] = at;
  const successorOf = successorsByPlace(before, after, successors);
  const olderOf = (at: number) => before[partners[at] ?? nobody] ?? null;
  const opened = after.filter(({ status }, at) => status === 'open' && olderOf(at)?.status !== 'open');
  const reopened = opened.length === 0 ? new Set<JudgedObject>() : context.openEarlier(opened);
  const pairs = after.map((object, at): ComparedPair => {
    const older = olderOf(at);
    return {
      before: older,
      after: object,
      outcome: outcomeOfPresent(older, object, reopened),
      changes: older === null ? [] : changesBetween(older, object, successorOf),
    };
  });
  for (const [at, object] of before.entries()) {
    if (successors[at] !== nobody) continue;
    const maybeUnseen =
      !context.isAfterComplete || isBlind(successorOf(object)) || context.mayBeHidden(object);
    pairs.push({ before: object, after: null, outcome: outcomeOfAbsent(object, maybeUnseen), changes: [] });
  }
  return { ...counted(pairs), pairs };
}

/** Without the objects that are unchanged in every respect. */
export function withoutUnchanged(pairs: readonly ComparedPair[]): readonly ComparedPair[] {
  return pairs.filter(({ outcome, changes }) => outcome !== 'unchanged' || changes.length > 0);
}

/** The server in the newer list that a virtual server of the older list would be on now; null if it is not there any more. */
type SuccessorOf = (virtualServer: JudgedObject) => JudgedObject | null;

function successorsByPlace(
  before: readonly JudgedObject[],
  after: readonly JudgedObject[],
  successors: Int32Array,
): SuccessorOf {
  let known: ReadonlyMap<string, JudgedObject | null> | null = null;
  // Few virtual servers change their place or go: most comparisons never ask.
  const all = () =>
    new Map(
      before.flatMap((object, at) =>
        object.kind === 'server'
          ? [[serverPlace(object), after[successors[at] ?? nobody] ?? null] as const]
          : [],
      ),
    );
  return (virtualServer) => {
    if (virtualServer.kind === 'server') return null;
    known ??= all();
    return known.get(serverPlace(virtualServer)) ?? null;
  };
}

function outcomeOfPresent(
  before: JudgedObject | null,
  after: JudgedObject,
  reopened: ReadonlySet<JudgedObject>,
): Outcome {
  if (after.status === 'open') {
    if (before?.status === 'open') return 'still-open';
    return reopened.has(after) ? 'reopened' : 'new';
  }
  if (before === null) return 'appeared';
  if (before.status === 'open')
    return after.status === null || after.status === 'not_reviewed' ? 'unclear' : 'closed';
  return before.status === after.status ? 'unchanged' : 'changed';
}

function outcomeOfAbsent({ status }: JudgedObject, maybeUnseen: boolean): Outcome {
  if (maybeUnseen) return 'unclear';
  return status === 'open' ? 'closed' : 'gone';
}

/** On a server that shows no virtual server and does not pass, one that was there before may only be hidden from the account. */
function isBlind(server: JudgedObject | null): boolean {
  return server !== null && (server.status === 'open' || server.status === 'not_reviewed');
}

function counted(pairs: readonly ComparedPair[]): Pick<Comparison, 'outcomes' | 'changes'> {
  const outcomes = zeros(allOutcomes);
  const changes = zeros(allChanges);
  for (const pair of pairs) {
    outcomes[pair.outcome] += 1;
    for (const change of pair.changes) changes[change] += 1;
  }
  return { outcomes, changes };
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
