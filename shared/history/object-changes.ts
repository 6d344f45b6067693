import type { SecurityFacts } from '../assessment/assessment.ts';
import { parentName } from '../directory/distinguished-name.ts';
import type { Proposal } from '../stig/proposal.ts';
import type { Severity } from '../stig/severity.ts';
import type { Status } from '../stig/status.ts';
import type { Change, JudgedObject, ObservedObject } from './comparison.ts';

const none: readonly Change[] = [];

/**
 * In what two observations of one object differ, with what was decided. `successorOf` tells where the server of a virtual server is
 * now: one whose server was only renamed did not move.
 */
export function changesBetween(
  before: JudgedObject,
  after: JudgedObject,
  successorOf: (virtualServer: JudgedObject) => ObservedObject | null,
): readonly Change[] {
  const isPlacedAlike =
    before.server === after.server && before.administrativeGroup === after.administrativeGroup;
  const isNamedAlike = before.name === after.name && before.key === after.key;
  const isSeenAlike = before.version === after.version && isSameSecurity(before.security, after.security);
  const isProposedAlike = isSameProposal(before.proposal, after.proposal);
  const isDecidedAlike = !isDecidedOtherwise(before, after);
  // Nearly all objects of a large organisation end here.
  if (isPlacedAlike && isNamedAlike && isSeenAlike && isProposedAlike && isDecidedAlike) return none;

  const isMoved = !isPlacedAlike && hasMoved(before, after, successorOf);
  const isRenamed = before.name !== after.name || (!isMoved && !(isPlacedAlike && isNamedAlike));
  const found: readonly (Change | false)[] = [
    isRenamed && 'renamed',
    isMoved && 'moved',
    !isSeenAlike && 'observation',
    !isProposedAlike && 'proposal',
    !isDecidedAlike && (isSeenAlike && isProposedAlike ? 'decision-alone' : 'decision'),
  ];
  return found.filter((change) => change !== false);
}

/** What tells servers apart by the names they are shown with. */
export function serverPlace({ administrativeGroup, server }: ObservedObject): string {
  return `${administrativeGroup}\n${server}`;
}

/** Steps of a name from an object up to what holds its server: the virtual server, SMTP, Protocols, the server. */
const stepsToContainer = { server: 1, 'virtual-server': 4 } as const;

function hasMoved(
  before: JudgedObject,
  after: JudgedObject,
  successorOf: (virtualServer: JudgedObject) => ObservedObject | null,
): boolean {
  // A group that is only shown under another name is the same group: the distinguished name says so.
  const isGroupAlike =
    before.administrativeGroup === after.administrativeGroup || containerOf(before) === containerOf(after);
  if (!isGroupAlike || before.kind === 'server') return !isGroupAlike;
  const successor = successorOf(before);
  return successor === null ? before.server !== after.server : serverPlace(successor) !== serverPlace(after);
}

function containerOf({ key, kind }: ObservedObject): string | null {
  let name: string | null = key;
  for (let step = 0; name !== null && step < stepsToContainer[kind]; step += 1) name = parentName(name);
  return name;
}

/** Whether two observations of the flag say the same. */
export function isSameSecurity(one: SecurityFacts | null, other: SecurityFacts | null): boolean {
  return (
    one?.rawFlag === other?.rawFlag &&
    one?.authentication === other?.authentication &&
    one?.tls === other?.tls
  );
}

/** Whether the same is proposed, for the same reasons. */
export function isSameProposal(one: Proposal | null, other: Proposal | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.status === other.status &&
    one.reasons.length === other.reasons.length &&
    one.reasons.every((reason, at) => reason === other.reasons[at])
  );
}

/**
 * Whether the assessors said otherwise, and the verdict differs by that. To accept a proposal, or not to have decided yet, says nothing
 * but what is proposed: else a walk that nobody reviewed yet would differ everywhere.
 */
function isDecidedOtherwise(before: JudgedObject, after: JudgedObject): boolean {
  if (severityOf(before) !== severityOf(after)) return true;
  return before.status !== after.status && saidBeside(before) !== saidBeside(after);
}

function severityOf({ decision }: JudgedObject): Severity | null {
  return decision?.severityOverride?.severity ?? null;
}

/** The status that was decided in the place of the proposed one; null for none. */
function saidBeside({ decision, proposal }: JudgedObject): Status | null {
  return decision === null || decision.status === proposal?.status ? null : decision.status;
}
