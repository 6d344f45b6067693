import { useState, type FormEvent } from 'react';
import { demandAssessor } from '../../actions/application.ts';
import { connectingPurpose, typeConnection } from '../../actions/connecting.ts';
import { AssessorField } from '../../components/assessor-field.tsx';
import { TrustedCertificatesDialog } from '../../components/trusted-certificates-dialog.tsx';
import { focusNow, places } from '../../focus.ts';
import { chooseChannel, connectionTarget, type ConnectionTarget } from '../../model/connection-form.ts';
import { firstWrong } from '../../model/required-fields.ts';
import { useStore } from '../../store.ts';
import { AccountField } from './account-field.tsx';
import { AttemptButtons } from './attempt-buttons.tsx';
import { AttemptQuestion } from './attempt-question.tsx';
import { AttemptResult } from './attempt-result.tsx';
import { HeldBack } from './held-back.tsx';
import { ChannelExplanation, ChannelField } from './channel-field.tsx';
import { ChannelOptions } from './channel-options.tsx';
import { HostField } from './host-field.tsx';
import { PasswordField } from './password-field.tsx';
import { useAttempts } from './use-attempts.ts';

/** Which domain controller, how, and as whom. The password never leaves this component but for the sign-in. */
export function ConnectionForm() {
  const connection = useStore((state) => state.connection);
  const isBusy = useStore((state) => connectingPurpose(state) !== null);
  const isBlocked = useStore(({ walk }) => walk.kind === 'running');
  const [password, setPassword] = useState('');
  const [legacyTls, setLegacyTls] = useState(false);
  const [isTried, setTried] = useState(false);
  const [isAccountLeft, setAccountLeft] = useState(false);
  /** What was asked for although it was just refused. */
  const [heldBack, setHeldBack] = useState<'test' | 'connect' | null>(null);
  const [areCertificatesShown, showCertificates] = useState(false);
  const attempts = useAttempts(() => setPassword(''));
  const target = connectionTarget(connection, { password, legacyTls });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const purpose = submitter?.getAttribute('value') === 'test' ? 'test' : 'connect';
    setTried(true);
    setAccountLeft(true);
    if (isBusy || isBlocked || !isReady(target)) return;
    const isSame = attempts.isRefused(target);
    setHeldBack(isSame ? purpose : null);
    if (!isSame) attempts.send(purpose, target);
  };

  const isReady = (form: ConnectionTarget | null): form is ConnectionTarget => {
    const wrong = firstWrong(connection, form);
    if (wrong !== null) focusNow(places[wrong]);
    return wrong === null && demandAssessor();
  };

  const lookAtCertificate = () => {
    const changes = chooseChannel(connection, 'ldaps');
    typeConnection(changes);
    const byLdaps = connectionTarget({ ...connection, ...changes }, { password, legacyTls });
    if (byLdaps !== null) attempts.send('test', byLdaps);
  };

  return (
    <>
      <form id={places.signIn} className="form card" noValidate onSubmit={submit} aria-label="Sign-in">
        <h2>Sign in</h2>
        <fieldset disabled={isBusy} className="form">
          <div className="form-pair">
            <HostField isTried={isTried} />
            <ChannelField onCertificates={() => showCertificates(true)} />
            <ChannelExplanation />
          </div>
          <ChannelOptions legacyTls={legacyTls} onLegacyTls={setLegacyTls} />
          <div className="form-pair">
            <AccountField isLeft={isAccountLeft} onLeave={setAccountLeft} isTried={isTried} />
            <PasswordField password={password} onType={setPassword} isTried={isTried} />
          </div>
          <div className="form-pair">
            <AssessorField disabled={isBusy} isTried={isTried} />
          </div>
        </fieldset>
        <AttemptButtons isBlocked={isBlocked && !isBusy} />
        {heldBack !== null && target !== null && attempts.isRefused(target) ? (
          <HeldBack
            purpose={heldBack}
            onSend={() => {
              setHeldBack(null);
              attempts.send(heldBack, target);
            }}
          />
        ) : null}
      </form>
      {areCertificatesShown ? <TrustedCertificatesDialog onClose={() => showCertificates(false)} /> : null}
      {attempts.question === null ? (
        <AttemptResult
          onLookAtCertificate={lookAtCertificate}
          onTryAgain={(purpose) => (target === null ? undefined : attempts.send(purpose, target))}
        />
      ) : (
        <AttemptQuestion question={attempts.question} onClose={attempts.dropQuestion} />
      )}
    </>
  );
}
