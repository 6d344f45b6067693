import { useRef, useState } from 'react';
import type { Failure } from '../../shared/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import { Modal } from './modal.tsx';

interface ClearTextConsentDialogProps {
  /** Says what is at stake, and whether the domain controller offers a sign-in that is encrypted. */
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
      lead={visibleText(failure.message)}
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
      <label className="check">
        <input type="checkbox" checked={isAccepted} onChange={(event) => setAccepted(event.target.checked)} />
        I accept this for this one sign-in
      </label>
      <p className="soft">
        Whoever reads the password can use the account. The evidence of the assessment tells of this consent.
      </p>
    </Modal>
  );
}
