import { useEffect, useRef, type ReactNode } from 'react';
import { goTo } from '../../actions/application.ts';
import { cancelConnecting, connectingPurpose } from '../../actions/connecting.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';

/** Connect and Test connection; while one of them runs, what it does and Cancel. */
export function AttemptButtons({ isBlocked }: { /** Another walk runs. */ readonly isBlocked: boolean }) {
  const purpose = useStore(connectingPurpose);
  if (purpose !== null) return <Running />;
  if (isBlocked) return <Blocked />;
  return (
    <div className="button-row">
      <button type="submit" value="connect" className="button button-primary">
        Connect
      </button>
      <button type="submit" value="test" className="button">
        Test connection
      </button>
    </div>
  );
}

function Running() {
  const walk = useStore((state) => state.walk);
  const test = useStore((state) => state.connectionTest);
  const isCancelling =
    (walk.kind === 'running' && walk.cancelling) || (test.kind === 'running' && test.cancelling);
  return (
    <div className="button-row">
      <Progress>{isCancelling ? 'Cancelling' : doing()}</Progress>
      <button
        type="button"
        className="button"
        disabled={isCancelling}
        onClick={() => void cancelConnecting()}
      >
        Cancel
      </button>
    </div>
  );

  function doing(): ReactNode {
    if (test.kind === 'running') return `Testing the connection to ${visibleText(test.host)}`;
    return walk.kind === 'running' ? `Connecting to ${visibleText(walk.label)}` : null;
  }
}

function Blocked() {
  return (
    <div className="button-row">
      <span>A walk is running. Another connection can be made when it has ended.</span>
      <button type="button" className="button" onClick={() => goTo('walk')}>
        Show the walk
      </button>
    </div>
  );
}

/** Takes the focus from the button that was pressed; not Cancel, which a second Enter would press. */
function Progress({ children }: { readonly children: ReactNode }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <span ref={text} tabIndex={-1} className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {children}
    </span>
  );
}
