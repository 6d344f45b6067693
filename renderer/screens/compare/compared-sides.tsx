import { ArrowRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { byWalkTime, isSameOrganization } from '../../../shared/history/last-completed.ts';
import { compare } from '../../actions/comparing.ts';
import { StatusCells } from '../../components/status-counts.tsx';
import { stateLabel } from '../../model/assessment-state.ts';
import { assessmentLabel } from '../../model/history-rows.ts';
import { formatInstant } from '../../model/format.ts';
import { sourceLabel } from '../../model/source-label.ts';
import { useStore, type ComparedIds } from '../../store.ts';

const noSummaries: readonly AssessmentSummary[] = [];

/** The two assessments, each to be swapped for another one of the same organisation. */
export function ComparedSides({ ids }: { readonly ids: ComparedIds }) {
  const kept = useStore((state) => (state.history.kind === 'ready' ? state.history.value : noSummaries));
  const known = useStore((state) => (state.comparison.kind === 'ready' ? state.comparison.value : null));
  const before = kept.find(({ id }) => id === ids.before) ?? known?.before;
  const after = kept.find(({ id }) => id === ids.after) ?? known?.after;
  return (
    <div className="compared-sides">
      <Side
        label="Before"
        summary={before}
        others={othersOf(kept, before, after)}
        choose={(id) => void compare(id, ids.after)}
      />
      <ArrowRight aria-hidden="true" className="compared-arrow" />
      <Side
        label="After"
        summary={after}
        others={othersOf(kept, after, before)}
        choose={(id) => void compare(ids.before, id)}
      />
    </div>
  );
}

/** What may stand in the place of an assessment, newest first, and itself. */
function othersOf(
  kept: readonly AssessmentSummary[],
  shown: AssessmentSummary | undefined,
  opposite: AssessmentSummary | undefined,
): readonly AssessmentSummary[] {
  if (shown === undefined) return noSummaries;
  const others = kept.filter(
    (summary) =>
      summary.state !== 'walking' &&
      summary.id !== shown.id &&
      summary.id !== opposite?.id &&
      isSameOrganization(summary, shown),
  );
  return [shown, ...others].toSorted((one, other) => byWalkTime(other, one));
}

interface SideProps {
  readonly label: string;
  readonly summary: AssessmentSummary | undefined;
  readonly others: readonly AssessmentSummary[];
  readonly choose: (assessmentId: string) => void;
}

function Side({ label, summary, others, choose }: SideProps) {
  const id = useId();
  return (
    <div className="card compared-side">
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <select id={id} value={summary?.id ?? ''} onChange={({ target }) => choose(target.value)}>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {assessmentLabel(other)}
            </option>
          ))}
        </select>
      </div>
      {summary === undefined ? null : <SideFacts summary={summary} />}
    </div>
  );
}

/** What the line that was chosen does not say. */
function SideFacts({ summary }: { readonly summary: AssessmentSummary }) {
  const { source, completedAt, seal, complete, virtualServers } = summary;
  return (
    <dl className="compared-facts">
      <Fact term="Source">
        {sourceLabel(source)} {complete ? null : <span className="chip chip-incomplete">INCOMPLETE</span>}
      </Fact>
      <Fact term="Completed">
        {completedAt === null ? `Not yet: ${stateLabel(summary)}` : formatInstant(completedAt)}
      </Fact>
      <Fact term="Seal">{seal === null ? 'None yet' : <code title={seal}>{seal.slice(0, 12)}…</code>}</Fact>
      <Fact term="Virtual servers">
        <StatusCells counts={virtualServers} />
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
