import { Fragment } from 'react';
import type { Comparison } from '../../../shared/history/comparison.ts';
import { goTo } from '../../actions/application.ts';
import { compare, openTrend } from '../../actions/comparing.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Name } from '../../components/name.tsx';
import { Screen } from '../../components/screen.tsx';
import { Empty, Loading } from '../../components/states.tsx';
import { changesInWords, comparisonNotes } from '../../model/comparison-texts.ts';
import { useStore } from '../../store.ts';
import { ComparedObjects } from './compared-objects.tsx';
import { ComparedSides } from './compared-sides.tsx';

/** Two assessments of one organisation, and what changed from the one to the other. */
export function ComparisonScreen() {
  const comparing = useStore((state) => state.comparing);
  const comparison = useStore((state) => state.comparison);
  const shown = comparison.kind === 'ready' ? comparison.value : null;
  return (
    <Screen
      title="What changed"
      lead={shown === null ? undefined : <Name of={shown.after.organization} />}
      width="wide"
      actions={
        <>
          {comparing === null ? null : (
            <button type="button" className="button" onClick={() => openTrend(comparing.after)}>
              Over time
            </button>
          )}
          <button type="button" className="button" onClick={() => goTo('history')}>
            Back to History
          </button>
        </>
      }
    >
      {comparing === null ? null : <ComparedSides ids={comparing} />}
      <Body />
    </Screen>
  );
}

function Body() {
  const comparing = useStore((state) => state.comparing);
  const comparison = useStore((state) => state.comparison);
  if (comparing === null) {
    return (
      <Empty title="Nothing is compared">
        <p>Choose two assessments of one organisation in History.</p>
      </Empty>
    );
  }
  switch (comparison.kind) {
    case 'idle':
    case 'loading':
      return <Loading what="Comparing" />;
    case 'failed':
      return (
        <FailurePanel failure={comparison.failure} title="The two assessments could not be compared">
          <button
            type="button"
            className="button"
            onClick={() => void compare(comparing.before, comparing.after)}
          >
            Try again
          </button>
        </FailurePanel>
      );
    case 'ready':
      return (
        <Fragment key={`${comparing.before} ${comparing.after}`}>
          <InWords comparison={comparison.value} />
          <ComparedObjects comparison={comparison.value} />
        </Fragment>
      );
  }
}

function InWords({ comparison }: { readonly comparison: Comparison }) {
  return (
    <section className="compared-words" aria-label="In words">
      <p className="compared-sum" role="status">
        {changesInWords(comparison)}.
      </p>
      {comparisonNotes(comparison).map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
    </section>
  );
}
