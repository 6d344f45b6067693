import type { Change, ComparedPair, Outcome } from './comparison.ts';

export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  new: 'New finding',
  reopened: 'Reopened',
  'still-open': 'Still open',
  unclear: 'Unclear',
  closed: 'Closed',
  gone: 'Gone',
  appeared: 'Appeared',
  changed: 'Status changed',
  unchanged: 'Unchanged',
};

/** What an outcome means, in a sentence. */
export const outcomeTexts: Readonly<Record<Outcome, string>> = {
  new: 'Open now, and not before.',
  reopened: 'Open now, and in an earlier assessment, but not in the one before.',
  'still-open': 'Open before and now.',
  unclear:
    'Open before and not judged now, or there before and perhaps only not seen now. Nothing is closed by that: look at it.',
  closed: 'Open before and not any more; or the object itself is gone.',
  gone: 'There before, without a finding, and not any more.',
  appeared: 'There now, without a finding, and not before.',
  changed: 'Another status than before; neither is Open.',
  unchanged: 'The same status as before, and not Open.',
};

export const changeLabels: Readonly<Record<Change, string>> = {
  renamed: 'Renamed',
  moved: 'Moved',
  observation: 'Observation differs',
  proposal: 'Proposal differs',
  decision: 'Decision differs',
  'decision-alone': 'Only the decision differs',
};

/** The outcome of one pair in a few words: of a finding that closed, whether only because its object is gone. */
export function outcomeOf({ outcome, after }: ComparedPair): string {
  const isGone = outcome === 'closed' && after === null;
  return isGone ? `${outcomeLabels.closed}: the object is gone` : outcomeLabels[outcome];
}
