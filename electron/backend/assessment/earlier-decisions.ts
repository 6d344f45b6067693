import type { EarlierDecision } from '../../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import { valueOf, valuesOf, type DirectoryEntry } from '../../../shared/directory/entry.ts';
import { formatObjectGuid } from '../../../shared/exchange/object-guid.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import type { Store } from '../store/store.ts';
import type { Subject } from './opened-assessments.ts';

/** How many are told: more would be a history, not a help. */
const most = 5;

/** What the proposals rest on. */
const observed = ['msExchSmtpOutboundSecurityFlag', 'msExchServerBindings', 'serialNumber'];

/**
 * The decisions that stand on the same object in older assessments, newest first, at most five. The same object is the one with the
 * same objectGUID, so that a renamed one is found; where one of the two has none, the one with the same name.
 */
export function earlierDecisionsOn(store: Store, id: string, subject: Subject): readonly EarlierDecision[] {
  const today = store.entry(id, subject.distinguishedName);
  const objectGuid = guidOf(today);
  const identity = { subjectKey: distinguishedNameKey(subject.distinguishedName), objectGuid };
  const found: EarlierDecision[] = [];
  for (const earlier of store.earlierDecisions(id, identity)) {
    if (found.length === most) break;
    const then = store.entry(earlier.assessmentId, earlier.distinguishedName);
    // Old data does not tell the GUID before its evidence is looked at.
    const isOther = guidOf(then) !== null && objectGuid !== null && guidOf(then) !== objectGuid;
    if (isOther) continue;
    found.push({
      assessmentId: earlier.assessmentId,
      readAt: earlier.finishedAt,
      decision: earlier.decision,
      observationChanged: observationOf(today, subject.proposal) !== observationOf(then, earlier.proposal),
    });
  }
  return found;
}

function guidOf(entry: DirectoryEntry | null): string | null {
  return entry === null ? null : formatObjectGuid(valueOf(entry, 'objectGUID'));
}

/** All that the proposal came from, as one text to compare; the order of values means nothing in a directory. */
function observationOf(entry: DirectoryEntry | null, proposal: Proposal): string {
  const values = observed.map((name) => (entry === null ? null : valuesOf(entry, name).toSorted()));
  return JSON.stringify([values, proposal]);
}
