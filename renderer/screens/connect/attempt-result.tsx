import { useState } from 'react';
import { whyUntrusted } from '../../../shared/directory/untrusted-certificate.ts';
import type { ErrorCode, Failure } from '../../../shared/errors.ts';
import { wrongHost, type Purpose } from '../../actions/connecting.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { WireLogDialog } from '../../components/wire-log-dialog.tsx';
import { places } from '../../focus.ts';
import { useStore } from '../../store.ts';
import { ConnectionReportPanel } from './connection-report-panel.tsx';

interface AttemptResultProps {
  /** Tests the connection by LDAPS, which Automatic passed over because of its certificate. */
  readonly onLookAtCertificate: () => void;
  /** Sends what stands in the form once more: its certificate is then shown again. */
  readonly onTryAgain: (purpose: Purpose) => void;
}

/** What became of the last attempt to connect or to test: why it failed, or what was found. */
export function AttemptResult({ onLookAtCertificate, onTryAgain }: AttemptResultProps) {
  const walk = useStore((state) => state.walk);
  const test = useStore((state) => state.connectionTest);
  // That stands at the field.
  if (useStore(wrongHost) !== null) return null;
  if (walk.kind === 'failed' && walk.way === 'domain-controller')
    return (
      <AttemptFailure
        failure={walk.failure}
        title="The domain controller could not be read"
        onTryAgain={() => onTryAgain('connect')}
      />
    );
  if (test.kind === 'failed')
    return (
      <AttemptFailure
        failure={test.failure}
        title="The connection does not work"
        onTryAgain={() => onTryAgain('test')}
      />
    );
  if (test.kind !== 'passed') return null;
  const { ldapsPassedOver } = test.report.description;
  return (
    <ConnectionReportPanel report={test.report}>
      <button type="submit" form={places.signIn} value="connect" className="button button-primary">
        Connect
      </button>
      {ldapsPassedOver === null || whyUntrusted(ldapsPassedOver) === null ? null : (
        <LookAtCertificate onLook={onLookAtCertificate} />
      )}
      <WhatWasSent />
    </ConnectionReportPanel>
  );
}

interface AttemptFailureProps {
  readonly failure: Failure;
  readonly title: string;
  readonly onTryAgain: () => void;
}

function AttemptFailure({ failure, title, onTryAgain }: AttemptFailureProps) {
  return (
    <FailurePanel
      // Another failure takes the focus anew.
      key={title + failure.code + failure.message}
      takesFocus
      failure={failure}
      neutral={isOwnDecision(failure)}
      title={headingFor(failure, title)}
    >
      {failure.certificate === undefined ? null : <LookAtCertificate onLook={onTryAgain} />}
      <WhatWasSent />
    </FailurePanel>
  );
}

const signInCodes: ReadonlySet<ErrorCode> = new Set([
  'sign-in-failed',
  'sign-in-not-offered',
  'account-form',
  'password-empty',
]);

function headingFor(failure: Failure, otherwise: string): string {
  if (isOwnDecision(failure)) return 'Not connected';
  return signInCodes.has(failure.code) ? 'Not signed in' : otherwise;
}

/** True if nothing failed: the assessor cancelled, or did not agree to go on. */
function isOwnDecision({ code, certificate }: Failure): boolean {
  if (code === 'certificate-untrusted') return certificate !== undefined;
  return code === 'cancelled' || code === 'clear-text-consent-required';
}

function LookAtCertificate({ onLook }: { readonly onLook: () => void }) {
  return (
    <button type="button" className="button" onClick={onLook}>
      Look at the certificate
    </button>
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
