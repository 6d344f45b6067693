import type { ReactNode } from 'react';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import { loadHistory } from '../actions/application.ts';
import { useStore } from '../store.ts';
import { FailurePanel } from './failure-panel.tsx';
import { Empty, Loading } from './states.tsx';

interface KeptAssessmentsProps {
  /** What to do where none is kept yet. */
  readonly whenNone: ReactNode;
  readonly children: (summaries: readonly AssessmentSummary[]) => ReactNode;
}

/** The assessments kept on this machine, in each state of being read. */
export function KeptAssessments({ whenNone, children }: KeptAssessmentsProps) {
  const history = useStore((state) => state.history);
  switch (history.kind) {
    case 'idle':
    case 'loading':
      return <Loading what="Reading the assessments" />;
    case 'failed':
      return (
        <FailurePanel failure={history.failure} title="The list of assessments could not be read">
          <button type="button" className="button" onClick={() => void loadHistory()}>
            Try again
          </button>
        </FailurePanel>
      );
    case 'ready':
      return history.value.length === 0 ? (
        <Empty title="No assessment yet">{whenNone}</Empty>
      ) : (
        children(history.value)
      );
  }
}
