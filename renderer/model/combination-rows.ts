import type { Combination, CombinedObject } from '../../shared/history/combination.ts';
import { statusLabels, type Status } from '../../shared/stig/status.ts';
import { observationText } from './comparison-texts.ts';
import { searchable, wordsOf } from './text-filter.ts';

type Overlap = CombinedObject['overlap'];

/** How far the parts overlap, the most important first. */
export const overlaps: readonly Overlap[] = ['differing', 'agreeing', 'one', 'none'];

export const overlapLabels: Readonly<Record<Overlap, string>> = {
  differing: 'Decided differently',
  agreeing: 'Decided alike',
  one: 'Decided in one part',
  none: 'Not decided',
};

/** Which objects of a combination are shown; null and empty let everything through. */
export interface CombinationFilter {
  readonly overlap: Overlap | null;
  readonly status: Status | null;
  /** Words that all occur somewhere in the row. */
  readonly text: string;
}

export const noCombinationFilter: CombinationFilter = { overlap: null, status: null, text: '' };

/** The objects of a combination: those on which the parts differ first, else in their order. */
export function differingFirst(objects: readonly CombinedObject[]): readonly CombinedObject[] {
  const isDiffering = ({ overlap }: CombinedObject) => overlap === 'differing';
  return [...objects.filter(isDiffering), ...objects.filter((object) => !isDiffering(object))];
}

/** The objects that a filter lets through, in their order. */
export function filterCombination(
  objects: readonly CombinedObject[],
  { overlap, status, text }: CombinationFilter,
): readonly CombinedObject[] {
  const words = wordsOf(text);
  return objects.filter(
    (object) =>
      (overlap === null || object.overlap === overlap) &&
      (status === null || object.status === status) &&
      words.every((word) => searchedText(object).includes(word)),
  );
}

/** What the words are looked for in, made once for each object and only if it is asked for: there may be 50,000. */
const searchedTexts = new WeakMap<CombinedObject, string>();

function searchedText(combined: CombinedObject): string {
  const made = searchedTexts.get(combined) ?? searchable(textsOf(combined));
  searchedTexts.set(combined, made);
  return made;
}

function textsOf({ object, verdicts, status, overlap }: CombinedObject): readonly (string | null)[] {
  return [
    object.name,
    object.server,
    object.administrativeGroup,
    object.objectGuid,
    observationText(object),
    statusLabels[status],
    overlapLabels[overlap],
    ...verdicts.map(({ decidedBy }) => decidedBy),
  ];
}

/** The parts under numbers from 1, by which the verdicts on an object name them. */
export function partNumbers({ parts }: Combination): ReadonlyMap<string, number> {
  return new Map(parts.map(({ id }, index) => [id, index + 1]));
}
