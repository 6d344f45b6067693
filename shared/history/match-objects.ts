import type { ObservedObject } from './comparison.ts';

/** What an object is known by in several assessments. */
export type Identity = Pick<ObservedObject, 'kind' | 'objectGuid' | 'key'>;

/** Stands for the position of no object. */
export const nobody = -1;

/**
 * For each object of `after` the position of the same object in `before`, or {@link nobody}; no position comes twice. The same object
 * is the one with the same objectGUID; where one of the two has none, the one of the same name. A GUID that two objects of one list
 * claim says nothing of either. Of several objects of one name, the first goes with the first.
 */
export function matchObjects(before: readonly Identity[], after: readonly Identity[]): Int32Array {
  const matching: Matching = {
    before,
    after,
    partners: new Int32Array(after.length).fill(nobody),
    taken: new Uint8Array(before.length),
  };
  matchAlike(matching);
  const left = {
    before: unmatched(before, (at) => matching.taken[at] === 1),
    after: unmatched(after, (at) => matching.partners[at] !== nobody),
  };
  if (left.before.length > 0 && left.after.length > 0) matchOthers(matching, left);
  return matching.partners;
}

interface Matching {
  readonly before: readonly Identity[];
  readonly after: readonly Identity[];
  readonly partners: Int32Array;
  readonly taken: Uint8Array;
}

/** Positions of the objects without a partner. */
interface Left {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** How many objects may have been put in or taken out at one place: enough for a server or two. */
const reach = 16;

/**
 * Matches what is known by the same in both, as nearly all is, while it goes through the two lists side by side: they are in the order
 * of the tree, and tables of 100,000 GUIDs would take longer than all the rest.
 */
function matchAlike(matching: Matching): void {
  const { before, after } = matching;
  let at = 0;
  let partner = 0;
  while (at < after.length && partner < before.length) {
    let gap = 0;
    while (
      gap <= reach &&
      !isAlike(before[partner + gap], after[at]) &&
      !isAlike(before[partner], after[at + gap])
    )
      gap += 1;
    if (isAlike(before[partner + gap], after[at])) partner += gap;
    else if (isAlike(before[partner], after[at + gap])) at += gap;
    if (gap <= reach) take(matching, at, partner);
    at += 1;
    partner += 1;
  }
}

function isAlike(one: Identity | undefined, other: Identity | undefined): boolean {
  return (
    one !== undefined &&
    one.objectGuid === other?.objectGuid &&
    one.kind === other.kind &&
    one.key === other.key
  );
}

function take({ partners, taken }: Matching, at: number, partner: number): void {
  partners[at] = partner;
  taken[partner] = 1;
}

function unmatched(objects: readonly Identity[], isMatched: (at: number) => boolean): readonly number[] {
  const left: number[] = [];
  for (let at = 0; at < objects.length; at += 1) if (!isMatched(at)) left.push(at);
  return left;
}

/** Matches by GUID, and what that leaves by name. */
function matchOthers(matching: Matching, left: Left): void {
  const { before, after, partners, taken } = matching;
  const knownBefore = byGuid(before, left.before);
  const knownAfter = byGuid(after, left.after);
  for (const [guid, at] of knownAfter) {
    const partner = knownBefore.get(guid) ?? nobody;
    const areBoth = at !== nobody && partner !== nobody;
    if (areBoth && before[partner]?.kind === after[at]?.kind) take(matching, at, partner);
  }
  const namesakes = byKey(
    before,
    left.before.filter((at) => taken[at] === 0),
  );
  for (const at of left.after) {
    const object = after[at];
    const candidates = namesakes.get(object?.key ?? '');
    const partner = candidates?.at(-1);
    if (partners[at] !== nobody || object === undefined || partner === undefined) continue;
    const candidate = before[partner];
    // Two that are known by different GUIDs are two objects: one was removed and another given its name.
    const areTwo = isKnown(candidate, knownBefore) && isKnown(object, knownAfter);
    if (areTwo || candidate?.kind !== object.kind) continue;
    candidates?.pop();
    take(matching, at, partner);
  }
}

/** These positions by GUID; {@link nobody} for a GUID that any other object of the list claims as well. */
function byGuid(objects: readonly Identity[], positions: readonly number[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const at of positions) {
    const guid = objects[at]?.objectGuid ?? null;
    if (guid !== null) found.set(guid, at);
  }
  for (let at = 0; at < objects.length; at += 1) {
    const guid = objects[at]?.objectGuid ?? null;
    if (guid !== null && (found.get(guid) ?? at) !== at) found.set(guid, nobody);
  }
  return found;
}

function isKnown(object: Identity | undefined, positions: ReadonlyMap<string, number>): boolean {
  return typeof object?.objectGuid === 'string' && positions.get(object.objectGuid) !== nobody;
}

/** Positions by name, the last first. */
function byKey(objects: readonly Identity[], positions: readonly number[]): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>();
  for (const at of positions.toReversed()) {
    const key = objects[at]?.key ?? '';
    const namesakes = found.get(key);
    if (namesakes === undefined) found.set(key, [at]);
    else namesakes.push(at);
  }
  return found;
}
