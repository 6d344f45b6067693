import { useEffect, useId, useRef, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';

interface ModalProps {
  /** By which the buttons close it. */
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly title: ReactNode;
  readonly width?: 'usual' | 'wide' | 'widest';
  /** A warning before something that endangers the account. */
  readonly danger?: boolean;
  /** True while something is under way that cannot be taken back: nothing closes the dialog then. */
  readonly busy?: boolean;
  /** Takes the focus when the dialog opens; the choice that does no harm. */
  readonly firstFocus: RefObject<HTMLElement | null>;
  /** Called once the dialog is closed, however that came about. */
  readonly onClose: () => void;
  /** The sentence that a screen reader says with the title. */
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** The row of buttons at the foot, which stays in sight while the rest scrolls. */
  readonly actions: ReactNode;
}

const widths = { usual: '', wide: ' dialog-wide', widest: ' dialog-widest' } as const;

/** A dialog over the window whose content may be longer than the window is high. */
export function Modal({
  dialog,
  title,
  width = 'usual',
  danger = false,
  busy = false,
  firstFocus,
  onClose,
  lead,
  children,
  actions,
}: ModalProps) {
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    firstFocus.current?.focus();
    // Reading starts at the top, wherever the focus went on its way to the buttons.
    for (const part of [dialog.current, body.current]) part?.scrollTo(0, 0);
  }, [dialog, firstFocus]);
  // Outside of what opened it: neither a form nor an alert around that button is the dialog's.
  return createPortal(
    <dialog
      ref={dialog}
      className={`dialog modal${widths[width]}${danger ? ' modal-danger' : ''}`}
      aria-labelledby={`${id}-title`}
      aria-describedby={lead === undefined ? undefined : `${id}-lead`}
      onClose={onClose}
      // The Enter that opened it, held a little too long, must not answer it.
      onKeyDown={(event) => (event.repeat && event.key === 'Enter' ? event.preventDefault() : undefined)}
      onCancel={(event) => (busy ? event.preventDefault() : undefined)}
    >
      <header className="modal-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {lead === undefined ? null : (
          <p id={`${id}-lead`} className="modal-lead">
            {lead}
          </p>
        )}
      </header>
      <div ref={body} className="modal-body">
        {children}
      </div>
      <div className="button-row modal-actions">{actions}</div>
    </dialog>,
    document.body,
  );
}
