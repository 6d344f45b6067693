import { useRef, type ReactNode, type RefObject } from 'react';
import { Modal } from './modal.tsx';

interface ReadingDialogProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly width: 'wide' | 'widest';
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What can be done beside closing it. */
  readonly actions?: ReactNode;
  /** For actions that close it, too. */
  readonly dialog?: RefObject<HTMLDialogElement | null>;
}

/** A dialog that shows something and asks nothing: its first button closes it. */
export function ReadingDialog({
  title,
  lead,
  width,
  onClose,
  children,
  actions,
  dialog: given,
}: ReadingDialogProps) {
  const own = useRef<HTMLDialogElement>(null);
  const dialog = given ?? own;
  const closing = useRef<HTMLButtonElement>(null);
  return (
    <Modal
      dialog={dialog}
      title={title}
      lead={lead}
      width={width}
      firstFocus={closing}
      onClose={onClose}
      actions={
        <>
          <button
            ref={closing}
            type="button"
            className="button button-primary"
            onClick={() => dialog.current?.close()}
          >
            Close
          </button>
          {actions}
        </>
      }
    >
      {children}
    </Modal>
  );
}
