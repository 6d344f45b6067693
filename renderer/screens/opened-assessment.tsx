import type { ReactNode } from 'react';
import { goTo } from '../actions/application.ts';
import { FailurePanel } from '../components/failure-panel.tsx';
import { Screen } from '../components/screen.tsx';
import { Empty, Loading } from '../components/states.tsx';
import { useStore, type OpenAssessment } from '../store.ts';

interface OpenedAssessmentProps {
  /** Of the screen, for as long as there is no assessment to show. */
  readonly title: string;
  readonly children: (assessment: OpenAssessment) => ReactNode;
}

/** The assessment that is open; or that none is, that it is being read, or why it cannot be. */
export function OpenedAssessment({ title, children }: OpenedAssessmentProps) {
  const assessment = useStore((state) => state.assessment);
  switch (assessment.kind) {
    case 'idle':
      return (
        <Screen title={title}>
          <Empty title="No assessment is open">
            <button type="button" className="button" onClick={() => goTo('start')}>
              Go to Start
            </button>
          </Empty>
        </Screen>
      );
    case 'loading':
      return (
        <Screen title={title}>
          <Loading what="Reading the assessment" />
        </Screen>
      );
    case 'failed':
      return (
        <Screen title={title}>
          <FailurePanel failure={assessment.failure} title="The assessment could not be opened">
            <button type="button" className="button" onClick={() => goTo('history')}>
              Back to History
            </button>
          </FailurePanel>
        </Screen>
      );
    case 'ready':
      return children(assessment.value);
  }
}
