import { useRef, useState } from 'react';
import {
  importAuthorities,
  removeAuthority,
  trustedCertificates,
  unpinCertificate,
} from '../actions/trusting.ts';
import { focusSoon } from '../focus.ts';
import { formatQuantity } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { FailurePanel } from './failure-panel.tsx';
import { ImportAuthorities } from './import-authorities.tsx';
import { Loaded } from './loaded.tsx';
import { Modal } from './modal.tsx';
import { TrustedCertificatesList, trustedHeadings, type Removal } from './trusted-certificates-list.tsx';
import { useLoaded } from './use-loaded.ts';
import { useTask } from './use-task.ts';

/** What is trusted beside the computer's own authorities, with the way to add and to remove. */
export function TrustedCertificatesDialog({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const closing = useRef<HTMLButtonElement>(null);
  const loaded = useLoaded(trustedCertificates);
  const { reload } = loaded;
  const [removal, setRemoval] = useState<Removal | null>(null);
  const [note, setNote] = useState('');
  const { busy, failure, run } = useTask();

  const importFile = (file: File) =>
    run(async () => {
      setNote('');
      const { imported, known } = await importAuthorities(file);
      setNote(importedText(imported, known));
      reload();
    });
  const remove = async (what: Removal) => {
    setNote('');
    await (what.kind === 'pin'
      ? unpinCertificate(what.pin.host)
      : removeAuthority(what.authority.certificate.sha256));
    setNote('Removed.');
    reload();
    // The button that was pressed is gone with what it removed.
    focusSoon(trustedHeadings[what.kind]);
  };

  return (
    <>
      <Modal
        dialog={dialog}
        title="Trusted certificates"
        width="wide"
        busy={busy}
        firstFocus={closing}
        onClose={onClose}
        lead="What Hopcheck trusts on this computer, beside the authorities that the computer trusts itself."
        actions={
          <>
            <ImportAuthorities
              label="Import authorities"
              disabled={busy}
              onFile={(file) => void importFile(file)}
            />
            <button
              ref={closing}
              type="button"
              className="button button-primary"
              aria-disabled={busy}
              onClick={() => (busy ? undefined : dialog.current?.close())}
            >
              Close
            </button>
            <span role="status" className="modal-note">
              {note}
            </span>
          </>
        }
      >
        {failure === null ? null : (
          <FailurePanel takesFocus failure={failure} title="The authorities were not imported" />
        )}
        <Loaded
          of={loaded}
          reading="Reading the trusted certificates"
          failed="The trusted certificates could not be read"
        >
          {(trusted) => <TrustedCertificatesList trusted={trusted} onRemove={setRemoval} />}
        </Loaded>
      </Modal>
      {removal === null ? null : (
        <RemovalDialog removal={removal} onConfirm={() => remove(removal)} onClose={() => setRemoval(null)} />
      )}
    </>
  );
}

interface RemovalDialogProps {
  readonly removal: Removal;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

function RemovalDialog({ removal, onConfirm, onClose }: RemovalDialogProps) {
  return removal.kind === 'pin' ? (
    <ConfirmDialog
      title="Trust this certificate no longer?"
      confirmLabel="Remove"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>
        At the next connection to <bdi>{visibleText(removal.pin.host)}</bdi> its certificate is shown again,
        to be compared anew. Assessments made with it are not changed.
      </p>
    </ConfirmDialog>
  ) : (
    <ConfirmDialog
      title="Trust this authority no longer?"
      confirmLabel="Remove"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>
        Domain controllers for which only <bdi>{visibleText(removal.authority.certificate.subject)}</bdi>{' '}
        vouches are refused until it is imported again. Assessments made with it are not changed.
      </p>
    </ConfirmDialog>
  );
}

function importedText(imported: number, known: number): string {
  const news =
    imported === 0 ? 'Nothing new' : `${formatQuantity(imported, 'authority', 'authorities')} imported`;
  return known === 0
    ? `${news}.`
    : `${news}; ${formatQuantity(known, 'authority', 'authorities')} known already.`;
}
