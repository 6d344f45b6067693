import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type {
  ComparedPair,
  Comparison,
  JudgedObject,
  ObservedObject,
  Outcome,
} from '../../shared/history/comparison.ts';
import { authenticationLabel, tlsLabel } from './dialog.ts';
import { formatCount, formatQuantity } from './format.ts';

/** What was observed of an object, in a few words: the setting of a virtual server with its flag, nothing for a server. */
export function observationText({ security }: ObservedObject): string {
  if (security === null) return '';
  const { rawFlag, authentication, tls } = security;
  // Where neither is known, one word says so.
  const setting = [...new Set([authenticationLabel(authentication), tlsLabel(tls)])].join(', ');
  return `${setting} (${rawFlag ?? 'no flag'})`;
}

/** Whether the status that counts is what is proposed, as nobody has decided on the object. */
export function isOnlyProposed(object: JudgedObject | null): boolean {
  return object !== null && object.status !== null && object.decision === null;
}

/** What became of the findings and of the objects between two assessments, as a sentence without its full stop. */
export function changesInWords({ outcomes, changes, pairs }: Comparison): string {
  const stillOpen = count(outcomes['still-open'], 'still open', 'still open');
  const judged = (outcome: Outcome, singular: string, plural?: string) => {
    const text = count(outcomes[outcome], singular, plural);
    return text === null ? null : `${text}${proposedText(pairs, outcome)}`;
  };
  const found = [
    judged('new', 'new finding'),
    judged('reopened', 'reopened', 'reopened'),
    judged('closed', 'closed', 'closed'),
    count(outcomes.unclear, 'unclear', 'unclear'),
    stillOpen,
    count(renamed(pairs, 'server'), 'server renamed', 'servers renamed'),
    count(renamed(pairs, 'virtual-server'), 'virtual server renamed', 'virtual servers renamed'),
    count(changes.moved, 'object moved', 'objects moved'),
    count(outcomes.appeared, 'object appeared', 'objects appeared'),
    count(outcomes.gone, 'object gone', 'objects gone'),
    judged('changed', 'status changed otherwise', 'statuses changed otherwise'),
  ].filter((text) => text !== null);
  // Smaller differences are told where nothing greater is.
  const isSmall = found.every((text) => text === stillOpen);
  const told = isSmall ? [...found, ...smallChanges(changes)] : found;
  if (told.length === 0) return 'Nothing changed, and no finding is open';
  return told.length === 1 && told[0] === stillOpen ? `Nothing changed: ${stillOpen}` : told.join(', ');
}

/** How many of an outcome rest on a mere proposal; empty for none. It is a decision that is compared with one else. */
function proposedText(pairs: readonly ComparedPair[], outcome: Outcome): string {
  const those = pairs.filter((pair) => pair.outcome === outcome);
  const proposed = those.filter(
    ({ before, after }) => isOnlyProposed(after) || (outcome === 'changed' && isOnlyProposed(before)),
  ).length;
  if (proposed === 0) return '';
  return proposed === those.length ? ' (proposed)' : ` (${formatCount(proposed)} proposed)`;
}

function smallChanges(changes: Comparison['changes']): readonly string[] {
  const alone = changes['decision-alone'];
  return [
    count(changes.observation, 'observed otherwise', 'observed otherwise'),
    count(alone, 'decided otherwise although observed alike', 'decided otherwise although observed alike'),
  ].filter((text) => text !== null);
}

function count(value: number, singular: string, plural?: string): string | null {
  return value === 0 ? null : formatQuantity(value, singular, plural);
}

function renamed(pairs: readonly ComparedPair[], kind: ObservedObject['kind']): number {
  // A virtual server counts as renamed if its server is: that is told once.
  return pairs.filter(
    ({ before, after, changes }) =>
      after?.kind === kind && changes.includes('renamed') && before?.name !== after.name,
  ).length;
}

/** That objects of an assessment have no decision yet where one is asked for, as sentences: one or none. */
function undecidedNotes(which: string, summary: AssessmentSummary): readonly string[] {
  const undecided = summary.state === 'completed' ? 0 : summary.toDecide - summary.decided;
  if (undecided <= 0) return [];
  return [
    `${formatQuantity(undecided, 'object')} of the ${which} assessment ${undecided === 1 ? 'is' : 'are'} not decided yet: there, what is proposed counts.`,
  ];
}

/** What must be known to read a comparison rightly, a sentence or two each. */
export function comparisonNotes(comparison: Comparison): readonly string[] {
  const { before, after } = comparison;
  return [
    ...(after.complete
      ? []
      : ['The newer walk is INCOMPLETE: what it did not see is unclear, and nothing is closed by that.']),
    ...(before.complete
      ? []
      : ['The older walk is INCOMPLETE: what seems to have appeared may have been there already.']),
    ...undecidedNotes('newer', after),
    ...undecidedNotes('older', before),
    ...(before.walk === after.walk ? ['Both rest on the same evidence: only decisions can differ.'] : []),
  ];
}
