import { useRef, useState } from 'react';
import type { Failure } from '../../shared/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import { Modal } from './modal.tsx';

interface ClearTextConsentDialogProps {
  /** Says whether the domain controller offers a sign-in that is encrypted. */
  readonly failure: Failure;
  /** Called once the dialog is closed with the consent, which holds for one sign-in. */
  readonly onConsent: () => void;
  /** Called once the dialog is closed without it. */
  readonly onClose: () => void;
}

/** Asks, every time anew, whether the password may cross the network readable. */
export function ClearTextConsentDialog({ failure, onConsent, onClose }: ClearTextConsentDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const isConsented = useRef(false);
  const [isAccepted, setAccepted] = useState(false);
  return (
    <Modal
      dialog={dialog}
      danger
      title="Send the password readable?"
      firstFocus={cancel}
      onClose={() => (isConsented.current ? onConsent() : onClose())}
      lead="Your password would cross the network readable for anybody on the way. Whoever reads it can use the account."
      actions={
        <>
          <button
            type="button"
            className="button button-danger"
            aria-disabled={!isAccepted}
            onClick={() => {
              if (!isAccepted) return;
              isConsented.current = true;
              dialog.current?.close();
            }}
          >
            Sign in without encryption
          </button>
          <button ref={cancel} type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </>
      }
    >
      <p className="consent-reason">{visibleText(failure.message)}</p>
      <label className="check">
        <input type="checkbox" checked={isAccepted} onChange={(event) => setAccepted(event.target.checked)} />
        I accept that my password crosses the network readable
      </label>
      <p className="soft">
        Hopcheck asks every time. The consent is written into the evidence of the assessment.
      </p>
    </Modal>
  );
}
