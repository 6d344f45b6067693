import type { ComparedPair, Comparison, ObservedObject } from '../../shared/history/comparison.ts';
import { authenticationLabel, tlsLabel } from './dialog.ts';
import { formatQuantity } from './format.ts';

/** What was observed of an object, in a few words: the setting of a virtual server with its flag, nothing for a server. */
export function observationText({ security }: ObservedObject): string {
  if (security === null) return '';
  const { rawFlag, authentication, tls } = security;
  return `${authenticationLabel(authentication)}, ${tlsLabel(tls)} (${rawFlag ?? 'no flag'})`;
}

/** What became of the findings and of the objects between two assessments, as a sentence without its full stop. */
export function changesInWords({ outcomes, changes, pairs }: Comparison): string {
  const stillOpen = count(outcomes['still-open'], 'still open', 'still open');
  const found = [
    count(outcomes.new, 'new finding'),
    count(outcomes.reopened, 'reopened', 'reopened'),
    count(outcomes.closed, 'closed', 'closed'),
    count(outcomes.unclear, 'unclear', 'unclear'),
    stillOpen,
    count(renamed(pairs, 'server'), 'server renamed', 'servers renamed'),
    count(renamed(pairs, 'virtual-server'), 'virtual server renamed', 'virtual servers renamed'),
    count(changes.moved, 'object moved', 'objects moved'),
    count(outcomes.appeared, 'object appeared', 'objects appeared'),
    count(outcomes.gone, 'object gone', 'objects gone'),
    count(outcomes.changed, 'status changed otherwise', 'statuses changed otherwise'),
  ].filter((text) => text !== null);
  // Smaller differences are told where nothing greater is.
  const isSmall = found.every((text) => text === stillOpen);
  const told = isSmall ? [...found, ...smallChanges(changes)] : found;
  if (told.length === 0) return 'Nothing changed, and no finding is open';
  return told.length === 1 && told[0] === stillOpen ? `Nothing changed: ${stillOpen}` : told.join(', ');
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

/** How many objects of the newer assessment have no decision yet where one is asked for: there, what is proposed counts. */
export function undecidedAfter({ after }: Comparison): number {
  return after.state === 'completed' ? 0 : Math.max(0, after.toDecide - after.decided);
}

/** What must be known to read a comparison rightly, a sentence or two each. */
export function comparisonNotes(comparison: Comparison): readonly string[] {
  const { before, after } = comparison;
  const undecided = undecidedAfter(comparison);
  return [
    ...(after.complete
      ? []
      : ['The newer walk is INCOMPLETE: what it did not see is unclear, and nothing is closed by that.']),
    ...(before.complete
      ? []
      : ['The older walk is INCOMPLETE: what seems to have appeared may have been there already.']),
    ...(undecided === 0
      ? []
      : [
          `${formatQuantity(undecided, 'object')} of the newer assessment ${undecided === 1 ? 'is' : 'are'} not decided yet: there, what is proposed counts.`,
        ]),
    ...(before.walk === after.walk ? ['Both rest on the same evidence: only decisions can differ.'] : []),
  ];
}
