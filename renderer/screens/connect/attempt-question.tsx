import { CertificateDialog } from '../../components/certificate-dialog.tsx';
import { ClearTextConsentDialog } from '../../components/clear-text-consent-dialog.tsx';
import type { Question } from './use-attempts.ts';

interface AttemptQuestionProps {
  readonly question: Question;
  readonly onClose: () => void;
}

/** Asks what must be answered before anything is sent: whether a certificate can be trusted, or the password be read. */
export function AttemptQuestion({ question: { failure, goOn }, onClose }: AttemptQuestionProps) {
  if (failure.certificate === undefined)
    return <ClearTextConsentDialog failure={failure} onConsent={goOn} onClose={onClose} />;
  return (
    <CertificateDialog
      refusal={failure.certificate}
      code={failure.code === 'certificate-changed' ? 'certificate-changed' : 'certificate-untrusted'}
      onTrusted={goOn}
      onClose={onClose}
    />
  );
}
