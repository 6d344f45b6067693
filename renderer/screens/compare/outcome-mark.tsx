import {
  ArrowLeftRight,
  CircleCheck,
  CircleMinus,
  CirclePlus,
  CircleQuestionMark,
  Equal,
  OctagonAlert,
  OctagonX,
  RotateCcw,
  type LucideIcon,
} from 'lucide-react';
import type { ComparedPair, Outcome } from '../../../shared/history/comparison.ts';
import { outcomeOf } from '../../../shared/history/outcome-labels.ts';

const icons: Readonly<Record<Outcome, LucideIcon>> = {
  new: OctagonAlert,
  reopened: RotateCcw,
  'still-open': OctagonX,
  unclear: CircleQuestionMark,
  closed: CircleCheck,
  gone: CircleMinus,
  appeared: CirclePlus,
  changed: ArrowLeftRight,
  unchanged: Equal,
};

/** The sign of an outcome: shape and colour together. Its word stands beside it. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome }) {
  const Icon = icons[outcome];
  return <Icon className="outcome-mark" data-outcome={outcome} aria-hidden="true" />;
}

/** What became of one object, with its word. */
export function OutcomeText({ pair }: { readonly pair: ComparedPair }) {
  const text = outcomeOf(pair);
  return (
    <>
      <OutcomeMark outcome={pair.outcome} />
      <span className="cell-text" title={text}>
        {text}
      </span>
    </>
  );
}
