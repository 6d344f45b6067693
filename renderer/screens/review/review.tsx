import { ChevronDown, ChevronsDownUp, ChevronsUpDown, ChevronUp } from 'lucide-react';
import { goTo } from '../../actions/application.ts';
import { collapseAll, expandAll, goToUndecided } from '../../actions/reviewing.ts';
import { EsmTree } from '../../components/esm-tree.tsx';
import { Name } from '../../components/name.tsx';
import { ScreenHeading } from '../../components/screen.tsx';
import { Splitter } from '../../components/splitter.tsx';
import { Empty, ErrorBoundary } from '../../components/states.tsx';
import { TreeLegend } from '../../components/tree-legend.tsx';
import { focusSoon, places } from '../../focus.ts';
import { formatCount } from '../../model/format.ts';
import { useStore, type OpenAssessment } from '../../store.ts';
import { WayBack } from '../compare/way-back.tsx';
import { OpenedAssessment } from '../opened-assessment.tsx';
import { NodeContent } from './node-content.tsx';

/** The review: the tree of Exchange System Manager on the left, what is selected on the right. */
export function ReviewScreen() {
  return (
    <OpenedAssessment title="Review">{(assessment) => <Review assessment={assessment} />}</OpenedAssessment>
  );
}

function Review({ assessment }: { readonly assessment: OpenAssessment }) {
  const treeWidth = useStore((state) => state.preferences.treeWidth);
  const selected = useStore((state) => state.selected) ?? assessment.outline.order[0];
  const node = selected === undefined ? undefined : assessment.nodes[selected];
  return (
    <div className="review">
      <ReviewBar assessment={assessment} />
      <div
        className="review-panes"
        style={{ gridTemplateColumns: `minmax(0, min(${treeWidth}px, 42%)) 5px minmax(0, 1fr)` }}
      >
        <section className="pane pane-tree" aria-label="Tree">
          <div className="pane-tools">
            <span className="pane-title">Exchange System Manager</span>
            <button
              type="button"
              className="tool tool-small"
              aria-label="Expand all"
              title="Expand all"
              onClick={expandAll}
            >
              <ChevronsUpDown aria-hidden="true" />
            </button>
            <button
              type="button"
              className="tool tool-small"
              aria-label="Collapse all"
              title="Collapse all"
              onClick={collapseAll}
            >
              <ChevronsDownUp aria-hidden="true" />
            </button>
          </div>
          <ErrorBoundary>
            <EsmTree assessment={assessment} />
          </ErrorBoundary>
          <TreeLegend />
        </section>
        <Splitter />
        {/* With a key of its own, so that each selection starts at its top. */}
        <section key={selected} className="pane pane-content" aria-label="Selection">
          <ErrorBoundary>
            {node === undefined ? (
              <Empty title="This assessment holds no object" />
            ) : (
              <NodeContent node={node} assessment={assessment} />
            )}
          </ErrorBoundary>
        </section>
      </div>
    </div>
  );
}

function ReviewBar({ assessment: { summary } }: { readonly assessment: OpenAssessment }) {
  const { toDecide, decided } = summary;
  const isDone = decided >= toDecide;
  const go = (step: 1 | -1) => {
    goToUndecided(step);
    if (!isDone) focusSoon(places.detail);
  };
  return (
    <div className="review-bar">
      <ScreenHeading className="review-title">Review</ScreenHeading>
      <span className="review-organization">
        <Name of={summary.organization} />
      </span>
      <div className="review-progress">
        <progress
          className="bar"
          aria-label="Decided"
          max={Math.max(1, toDecide)}
          value={toDecide === 0 ? 1 : decided}
        />
        <span className="review-progress-text">
          {formatCount(decided)} of {formatCount(toDecide)} decided
        </span>
      </div>
      <div className="button-row">
        <WayBack assessmentId={summary.id} />
        {isDone ? (
          <button
            type="button"
            id={places.next}
            className="button button-primary"
            onClick={() => goTo('finish')}
          >
            {summary.state === 'completed' ? 'Show result and seal' : 'Continue to Finish'}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="button button-icon"
              aria-label="Previous undecided"
              title="Previous undecided (P or Alt+P)"
              onClick={() => go(-1)}
            >
              <ChevronUp aria-hidden="true" />
            </button>
            <button
              type="button"
              id={places.next}
              className="button"
              title="Next undecided (N or Alt+N)"
              onClick={() => go(1)}
            >
              <ChevronDown aria-hidden="true" />
              Next undecided
            </button>
          </>
        )}
      </div>
    </div>
  );
}
