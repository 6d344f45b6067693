import { useEffect, useRef, useState, type ReactNode } from 'react';
import { toFailure, type Failure } from '../../shared/errors.ts';
import { visibleText } from '../model/visible-text.ts';

interface ConfirmDialogProps {
  readonly title: string;
  readonly confirmLabel: string;
  readonly children: ReactNode;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something that decides much or cannot be taken back. Stays open with the reason if it fails. */
export function ConfirmDialog({ title, confirmLabel, children, onConfirm, onClose }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      dialog.current?.close();
    } catch (error) {
      setFailure(toFailure(error));
      setBusy(false);
    }
  };
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="confirm-title"
      onClose={onClose}
      // The Enter that opened it, held a little too long, must not answer it.
      onKeyDown={(event) => (event.repeat && event.key === 'Enter' ? event.preventDefault() : undefined)}
      // What is under way cannot be taken back, and its failure must be seen.
      onCancel={(event) => (busy ? event.preventDefault() : undefined)}
    >
      <h2 id="confirm-title">{title}</h2>
      <div className="dialog-body">{children}</div>
      {failure === null ? null : (
        <p className="field-error" role="alert">
          {visibleText(failure.message)}
        </p>
      )}
      <div className="button-row dialog-actions">
        <button
          type="button"
          className="button button-primary"
          aria-disabled={busy}
          onClick={() => void confirm()}
        >
          {confirmLabel}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={busy}
          onClick={() => (busy ? undefined : dialog.current?.close())}
        >
          Cancel
        </button>
      </div>
    </dialog>
  );
}
