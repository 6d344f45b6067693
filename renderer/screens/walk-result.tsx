import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { AssessmentSummary, TreeNode } from '../../shared/assessment/assessment.ts';
import { figuresOf } from '../../shared/stig/roll-up.ts';
import { goOnReviewing } from '../actions/reviewing.ts';
import { Screen } from '../components/screen.tsx';
import { StatusFigures } from '../components/status-counts.tsx';
import { reviewLabel } from '../model/assessment-state.ts';
import { formatCount } from '../model/format.ts';
import { sourceDetail } from '../model/source-label.ts';
import { visibleText } from '../model/visible-text.ts';
import { walkVerdict, type WalkVerdict } from '../model/walk-verdict.ts';
import { openAssessmentOf, useStore } from '../store.ts';
import { SinceLast, usePrevious } from './compare/since-last.tsx';
import { ProblemList } from './problem-list.tsx';

/** What came of a walk: what changed since the last one, whether it read everything, what is proposed, and the way into the review. */
export function WalkResult({ summary }: { readonly summary: AssessmentSummary }) {
  const open = useStore(openAssessmentOf);
  const assessment = open?.summary.id === summary.id ? open : null;
  const previous = usePrevious(summary);
  const nodes = assessment?.nodes;
  const proposed = useMemo(
    () => (nodes === undefined ? summary : figuresOf(nodes.map(withoutDecision), summary.complete)),
    [nodes, summary],
  );
  return (
    <Screen title="Walk" lead={visibleText(sourceDetail(summary.source))}>
      {previous === null ? null : <SinceLast previous={previous} summary={summary} />}
      <section className="card" aria-labelledby="walk-result">
        <Verdict verdict={walkVerdict(summary, assessment?.problems ?? null)} />
        <h3>SMTP virtual servers as proposed</h3>
        <StatusFigures counts={proposed.virtualServers} label="Virtual servers as proposed" />
        <h3>Servers as proposed</h3>
        <StatusFigures counts={proposed.servers} label="Servers as proposed" />
        {previous === null ? <WayOn summary={summary} /> : null}
      </section>
      {assessment === null || assessment.problems.length === 0 ? null : (
        <ProblemList assessment={assessment} />
      )}
    </Screen>
  );
}

function withoutDecision(node: TreeNode): TreeNode {
  return node.kind === 'server' || node.kind === 'virtual-server' ? { ...node, decision: null } : node;
}

const markClasses = {
  good: 'verdict verdict-good',
  attention: 'verdict verdict-incomplete',
  incomplete: 'verdict verdict-incomplete',
  unknown: 'verdict',
} as const;

function Verdict({ verdict: { mark, title, text } }: { readonly verdict: WalkVerdict }) {
  const Icon = mark === 'good' ? CircleCheck : mark === 'unknown' ? Info : TriangleAlert;
  return (
    <div className={markClasses[mark]}>
      <Icon aria-hidden="true" />
      <div>
        <h2 id="walk-result">{title}</h2>
        <p>{text}</p>
      </div>
    </div>
  );
}

function WayOn({ summary }: { readonly summary: AssessmentSummary }) {
  const { decided, toDecide } = summary;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="button-row card-actions">
      <button
        ref={button}
        type="button"
        className="button button-primary button-large"
        onClick={() => void goOnReviewing(summary.id)}
      >
        {reviewLabel(summary)}
      </button>
      <span className="soft">
        {decided > 0
          ? `${formatCount(decided)} of ${formatCount(toDecide)} decided`
          : `${formatCount(toDecide)} to decide`}
      </span>
    </div>
  );
}
