import { useRef, useState } from 'react';
import type { CertificateFacts, CertificateRefusal } from '../../shared/directory/certificate.ts';
import { importAuthorities, pinCertificate } from '../actions/trusting.ts';
import { formatQuantity } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import { CertificateComparison, CertificateFactsList } from './certificate-facts-list.tsx';
import { FailurePanel } from './failure-panel.tsx';
import { ImportAuthorities } from './import-authorities.tsx';
import { Modal } from './modal.tsx';
import { useTask } from './use-task.ts';

interface CertificateDialogProps {
  readonly refusal: CertificateRefusal;
  readonly code: 'certificate-untrusted' | 'certificate-changed';
  /** Called once the dialog is closed and the certificate, or an authority that may vouch for it, is trusted. */
  readonly onTrusted: () => void;
  /** Called once the dialog is closed without that. */
  readonly onClose: () => void;
}

/** Shows a certificate that was refused. A new one can be trusted after comparing it; a changed one is the end of the way. */
export function CertificateDialog({ refusal, code, onTrusted, onClose }: CertificateDialogProps) {
  return code === 'certificate-changed' && refusal.pinned !== null ? (
    <ChangedCertificate refusal={refusal} pinned={refusal.pinned} onClose={onClose} />
  ) : (
    <FirstContact refusal={refusal} onTrusted={onTrusted} onClose={onClose} />
  );
}

function FirstContact({ refusal, onTrusted, onClose }: Omit<CertificateDialogProps, 'code'>) {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const isTrusted = useRef(false);
  const [isCompared, setCompared] = useState(false);
  const [note, setNote] = useState('');
  const { busy, failure, run } = useTask();
  const host = visibleText(refusal.host);

  const trust = async () => {
    isTrusted.current = await run(() => pinCertificate(refusal));
    if (isTrusted.current) dialog.current?.close();
  };
  const importFile = async (file: File) => {
    setNote('');
    await run(async () => {
      const { imported, known } = await importAuthorities(file);
      isTrusted.current = imported > 0;
      if (imported === 0)
        setNote(
          `${formatQuantity(known, 'authority', 'authorities')} of this file ${known === 1 ? 'was' : 'were'} imported before, and the certificate is refused all the same: another authority has issued it.`,
        );
    });
    if (isTrusted.current) dialog.current?.close();
  };

  return (
    <Modal
      dialog={dialog}
      title={`Is this ${host}?`}
      width="wide"
      busy={busy}
      firstFocus={cancel}
      onClose={() => (isTrusted.current ? onTrusted() : onClose())}
      lead={
        <>
          The certificate that{' '}
          <bdi>
            {host}:{refusal.port}
          </bdi>{' '}
          presented is not trusted, because {visibleText(refusal.reason.replace(/\.$/, ''))}. Nothing but the
          handshake was sent: no account and no password.
        </>
      }
      actions={
        <>
          <button
            type="button"
            className="button button-primary"
            aria-disabled={!isCompared || busy}
            onClick={() => (isCompared ? void trust() : undefined)}
          >
            <span>
              Trust this certificate for <bdi>{host}</bdi>
            </span>
          </button>
          <ImportAuthorities
            label="Import the authority’s certificate instead"
            disabled={busy}
            onFile={(file) => void importFile(file)}
          />
          <button
            ref={cancel}
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => (busy ? undefined : dialog.current?.close())}
          >
            Cancel
          </button>
        </>
      }
    >
      <CertificateFactsList certificate={refusal.presented} />
      <p className="modal-advice">
        Ask the administrator of the domain controller for the fingerprint, by telephone or in person, not
        over this connection. Either of the two is enough; Windows shows the second one as “thumbprint”.
      </p>
      <label className="check">
        <input type="checkbox" checked={isCompared} onChange={(event) => setCompared(event.target.checked)} />
        I compared this fingerprint with the one the administrator told me
      </label>
      <p role="status" className="modal-note">
        {note}
      </p>
      {failure === null ? null : <FailurePanel takesFocus failure={failure} title="Nothing was trusted" />}
    </Modal>
  );
}

interface ChangedCertificateProps {
  readonly refusal: CertificateRefusal;
  readonly pinned: CertificateFacts;
  readonly onClose: () => void;
}

function ChangedCertificate({ refusal, pinned, onClose }: ChangedCertificateProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const closing = useRef<HTMLButtonElement>(null);
  const host = visibleText(refusal.host);
  return (
    <Modal
      dialog={dialog}
      danger
      title="The certificate has changed"
      width="wide"
      firstFocus={closing}
      onClose={onClose}
      lead={
        <>
          <bdi>
            {host}:{refusal.port}
          </bdi>{' '}
          did not present the certificate that is trusted for it. It was renewed, or somebody stands between
          this computer and the domain controller. Nothing but the handshake was sent: no account and no
          password.
        </>
      }
      actions={
        <button ref={closing} type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      }
    >
      <p className="modal-advice">
        Ask the administrator whether the certificate was renewed. Only if it was: remove the old one under
        “Trusted certificates” on the Connect screen and connect again. The new certificate is then shown to
        be compared.
      </p>
      <CertificateComparison pinned={pinned} presented={refusal.presented} />
    </Modal>
  );
}
