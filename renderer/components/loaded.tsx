import type { ReactNode } from 'react';
import { FailurePanel } from './failure-panel.tsx';
import { Loading } from './states.tsx';
import type { LoadedAnswer } from './use-loaded.ts';

interface LoadedProps<T> {
  readonly of: LoadedAnswer<T>;
  /** Said while it is being read. */
  readonly reading: string;
  /** Said if it could not be read. */
  readonly failed: string;
  readonly children: (value: T) => ReactNode;
}

/** What was asked of the backend, in each state of being read; a failure can be tried again. */
export function Loaded<T>({ of: { answer, reload }, reading, failed, children }: LoadedProps<T>): ReactNode {
  switch (answer.kind) {
    case 'loading':
      return <Loading what={reading} />;
    case 'failed':
      return (
        <FailurePanel failure={answer.failure} title={failed}>
          <button type="button" className="button" onClick={reload}>
            Try again
          </button>
        </FailurePanel>
      );
    case 'ready':
      return children(answer.value);
  }
}
