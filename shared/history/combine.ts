import type { AssessmentSummary } from '../assessment/assessment.ts';
import { countStatuses, worst, type Status } from '../stig/status.ts';
import type { Combination, CombinedObject, PartVerdict } from './combination.ts';
import { demandOneOrganization } from './compare.ts';
import type { JudgedObject } from './comparison.ts';
import { byWalkTime } from './last-completed.ts';
import { matchObjects, nobody } from './match-objects.ts';
import { isSameProposal, isSameSecurity } from './object-changes.ts';

/** One assessment to be combined. */
export interface Part {
  readonly summary: AssessmentSummary;
  readonly objects: readonly JudgedObject[];
}

/** An object while the parts are put together. */
interface Gathered {
  /** As the newest part that saw it observed it. */
  object: JudgedObject;
  readonly verdicts: PartVerdict[];
  /** What each verdict is on. */
  readonly seen: JudgedObject[];
  /** Whether a part saw virtual servers on it, which are decided on in its place. */
  isContainer: boolean;
}

/**
 * Several assessments of one organisation read as one, in the order of their walks; an object as the newest that saw it observed it.
 * A server on which one part saw virtual servers is only listed if somebody decided on it itself. Throws AppError `not-comparable`
 * as `demandOneOrganization` does.
 */
export function combine(parts: readonly Part[]): Combination {
  demandOneOrganization(parts.map(({ summary }) => summary));
  const inTime = parts.toSorted((one, other) => byWalkTime(one.summary, other.summary));
  const gathered: Gathered[] = [];
  for (const part of inTime) gather(part, gathered);
  const objects = gathered.filter(isDecidedOn).map(combined);
  const overlaps = { none: 0, one: 0, agreeing: 0, differing: 0 };
  for (const { overlap } of objects) overlaps[overlap] += 1;
  return {
    parts: inTime.map(({ summary }) => summary),
    counts: countStatuses(objects.map(({ status }) => status)),
    overlaps,
    objects,
  };
}

function gather({ summary, objects }: Part, gathered: Gathered[]): void {
  const known = gathered.map(({ object }) => object);
  const partners = matchObjects(known, objects);
  for (const [at, object] of objects.entries()) {
    const { status, decision, objectGuid } = object;
    const found = gathered[partners[at] ?? nobody];
    const entry = found ?? { object, verdicts: [], seen: [], isContainer: false };
    if (found === undefined) gathered.push(entry);
    // The GUID that an earlier part saw finds the object in the next one, too.
    entry.object = objectGuid === null ? { ...object, objectGuid: entry.object.objectGuid } : object;
    if (status === null) {
      entry.isContainer = true;
      continue;
    }
    entry.verdicts.push(verdictOf(summary.id, status, decision));
    entry.seen.push(object);
  }
}

function verdictOf(assessmentId: string, status: Status, decision: JudgedObject['decision']): PartVerdict {
  return {
    assessmentId,
    status,
    decided: decision !== null,
    decidedBy: decision?.decidedBy ?? null,
    decidedAt: decision?.decidedAt ?? null,
  };
}

function isDecidedOn({ verdicts, isContainer }: Gathered): boolean {
  return verdicts.length > 0 && (!isContainer || verdicts.some(({ decided }) => decided));
}

function combined({ object: judged, verdicts, seen }: Gathered): CombinedObject {
  const { status: _status, decision: _decision, ...object } = judged;
  const decisions = verdicts.filter(({ decided }) => decided);
  const decidedOn = seen.filter(({ decision }) => decision !== null);
  // What was decided says nothing of an object that another part saw otherwise.
  const counting = verdicts.filter(
    ({ decided }, at) => decided || !decidedOn.some((other) => isSeenAlike(other, seen[at])),
  );
  return {
    object,
    verdicts,
    status: worst(counting.map(({ status }) => status)),
    overlap: overlapOf(decisions),
  };
}

function isSeenAlike(one: JudgedObject, other: JudgedObject | undefined): boolean {
  return (
    other !== undefined &&
    isSameSecurity(one.security, other.security) &&
    isSameProposal(one.proposal, other.proposal)
  );
}

function overlapOf(decisions: readonly PartVerdict[]): CombinedObject['overlap'] {
  const [first, ...others] = decisions;
  if (first === undefined) return 'none';
  if (others.length === 0) return 'one';
  return others.every(({ status }) => status === first.status) ? 'agreeing' : 'differing';
}
