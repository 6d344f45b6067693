import { useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { WireLogDialog } from '../../components/wire-log-dialog.tsx';
import { useStore } from '../../store.ts';
import { ConnectionReportPanel } from './connection-report-panel.tsx';

/** What became of the last attempt to connect or to test: why it failed, or what was found. */
export function AttemptResult() {
  const walk = useStore((state) => state.walk);
  const test = useStore((state) => state.connectionTest);
  if (walk.kind === 'failed' && walk.way === 'domain-controller')
    return <AttemptFailure failure={walk.failure} title="The domain controller could not be read" />;
  if (test.kind === 'failed')
    return <AttemptFailure failure={test.failure} title="The connection does not work" />;
  if (test.kind !== 'passed') return null;
  return (
    <ConnectionReportPanel report={test.report}>
      <WhatWasSent />
    </ConnectionReportPanel>
  );
}

function AttemptFailure({ failure, title }: { readonly failure: Failure; readonly title: string }) {
  return (
    <FailurePanel
      // Another failure takes the focus anew.
      key={title + failure.code + failure.message}
      takesFocus
      failure={failure}
      title={failure.code === 'cancelled' ? 'Not connected' : title}
    >
      <WhatWasSent />
    </FailurePanel>
  );
}

/** The proof that nothing but reading happened. */
function WhatWasSent() {
  const [isShown, show] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => show(true)}>
        What was sent
      </button>
      {isShown ? <WireLogDialog assessmentId={null} onClose={() => show(false)} /> : null}
    </>
  );
}
