import {
  changes,
  outcomes,
  type Change,
  type ComparedPair,
  type Comparison,
  type JudgedObject,
  type Outcome,
} from '../../shared/history/comparison.ts';
import { changeLabels, outcomeLabels } from '../../shared/history/outcome-labels.ts';
import { statusLabels } from '../../shared/stig/status.ts';
import { observationText } from './comparison-texts.ts';
import { searchable, wordsOf } from './text-filter.ts';

/** Which objects of a comparison are shown; null and empty let everything through. */
export interface ComparisonFilter {
  readonly outcome: Outcome | null;
  readonly change: Change | null;
  /** Words that all occur somewhere in the row. */
  readonly text: string;
}

export const noComparisonFilter: ComparisonFilter = { outcome: null, change: null, text: '' };

/** Whether a filter holds anything back. */
export function isComparisonFiltered({ outcome, change, text }: ComparisonFilter): boolean {
  return outcome !== null || change !== null || wordsOf(text).length > 0;
}

/** One object of a comparison as a row of its table. */
export interface ComparisonRow {
  /** Different for each row. */
  readonly key: string;
  readonly pair: ComparedPair;
  /** As the newer assessment saw it, else the older. */
  readonly object: JudgedObject;
}

/** The pairs of a comparison as rows, in their order. */
export function comparisonRows(pairs: readonly ComparedPair[]): readonly ComparisonRow[] {
  return pairs.flatMap((pair) => {
    const object = pair.after ?? pair.before;
    return object === null
      ? []
      : [{ key: `${pair.before?.key ?? ''}\n${pair.after?.key ?? ''}`, pair, object }];
  });
}

/** Whether nothing was left out of the comparison, what is unchanged in every respect included. */
export function isWhole({ pairs, outcomes: counts }: Comparison): boolean {
  return pairs.length === Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/**
 * How many objects each outcome and each change would show, given what is chosen of the other kind: a count never promises what a
 * press on it does not show.
 */
export function filterCounts(
  comparison: Comparison,
  { outcome, change }: ComparisonFilter,
): Pick<Comparison, 'outcomes' | 'changes'> {
  // What the pairs leave out is unchanged in every respect, so that nothing with a change is missing here.
  const count = (is: (pair: ComparedPair) => boolean) => comparison.pairs.filter(is).length;
  const counted = <Name extends string>(
    names: readonly Name[],
    has: (pair: ComparedPair, name: Name) => boolean,
  ) =>
    Object.fromEntries(names.map((name) => [name, count((pair) => has(pair, name))])) as Record<Name, number>;
  return {
    outcomes:
      change === null
        ? comparison.outcomes
        : counted(outcomes, (pair, name) => pair.outcome === name && pair.changes.includes(change)),
    changes:
      outcome === null
        ? comparison.changes
        : counted(changes, (pair, name) => pair.changes.includes(name) && pair.outcome === outcome),
  };
}

/** How many objects are unchanged in every respect: those are not shown unless they are asked for. */
export function unchangedAltogether({ outcomes: counts, pairs }: Comparison): number {
  return (
    counts.unchanged - pairs.filter((pair) => pair.outcome === 'unchanged' && isWorthShowing(pair)).length
  );
}

/**
 * The rows that a filter lets through, in their order. What is unchanged in every respect is shown only to whoever asks for
 * what is unchanged.
 */
export function filterComparison(
  rows: readonly ComparisonRow[],
  { outcome, change, text }: ComparisonFilter,
): readonly ComparisonRow[] {
  const words = wordsOf(text);
  return rows.filter(
    (row) =>
      (outcome === null ? isWorthShowing(row.pair) : row.pair.outcome === outcome) &&
      (change === null || row.pair.changes.includes(change)) &&
      words.every((word) => searchedText(row).includes(word)),
  );
}

function isWorthShowing({ outcome, changes: differs }: ComparedPair): boolean {
  return outcome !== 'unchanged' || differs.length > 0;
}

/** What the words are looked for in, made once for each row and only if it is asked for: there may be 50,000. */
const searchedTexts = new WeakMap<ComparisonRow, string>();

function searchedText(row: ComparisonRow): string {
  const made = searchedTexts.get(row) ?? searchable(textsOf(row));
  searchedTexts.set(row, made);
  return made;
}

function textsOf({
  pair: { before, after, outcome, changes: differs },
}: ComparisonRow): readonly (string | null)[] {
  // Where nothing differs, once is enough: only who decided may still be another.
  const isAlike = differs.length === 0 && after !== null;
  return [
    outcomeLabels[outcome],
    ...differs.map((change) => changeLabels[change]),
    before?.decision?.decidedBy ?? null,
    ...[isAlike ? null : before, after].flatMap((object) => (object === null ? [] : textsOfObject(object))),
  ];
}

function textsOfObject(object: JudgedObject): readonly (string | null)[] {
  return [
    object.name,
    object.server,
    object.administrativeGroup,
    object.objectGuid,
    observationText(object),
    object.status === null ? null : statusLabels[object.status],
    object.decision?.decidedBy ?? null,
  ];
}
