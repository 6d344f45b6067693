import { signInChoices } from '../../../shared/directory/connection.ts';
import { typeConnection } from '../../actions/connecting.ts';
import { HintedInput } from '../../components/hinted-input.tsx';
import { places } from '../../focus.ts';
import { isTlsOnly, signInTexts, usualPort } from '../../model/connection-form.ts';
import { parsePort } from '../../model/port.ts';
import { useStore } from '../../store.ts';

interface ChannelOptionsProps {
  readonly legacyTls: boolean;
  readonly onLegacyTls: (accepted: boolean) => void;
}

/** What else can be chosen with a channel; nothing with Automatic. */
export function ChannelOptions({ legacyTls, onLegacyTls }: ChannelOptionsProps) {
  const channel = useStore((state) => state.connection.channel);
  if (channel === 'automatic') return null;
  return (
    <>
      <div className="form-pair">
        <PortField />
        {isTlsOnly(channel) ? <SignInField /> : null}
      </div>
      {isTlsOnly(channel) ? <LegacyTls accepted={legacyTls} onAccept={onLegacyTls} /> : null}
    </>
  );
}

function PortField() {
  const { port, channel } = useStore((state) => state.connection);
  const isPort = parsePort(port) !== undefined;
  return (
    <div className="field">
      <label htmlFor={places.port}>
        Port <span className="soft">(optional)</span>
      </label>
      <HintedInput
        id={places.port}
        inputMode="numeric"
        maxLength={10}
        placeholder={String(usualPort(channel))}
        value={port}
        hint={`Usually ${usualPort(channel)}.`}
        wrong={isPort ? null : 'A port is a number from 1 to 65535.'}
        change={(typed) => typeConnection({ port: typed })}
      />
    </div>
  );
}

function SignInField() {
  const signIn = useStore((state) => state.connection.signIn);
  return (
    <div className="field">
      <label htmlFor="sign-in">Sign-in inside TLS</label>
      <select
        id="sign-in"
        value={signIn}
        aria-describedby="sign-in-hint"
        onChange={({ target }) => {
          const chosen = signInChoices.find((choice) => choice === target.value);
          if (chosen !== undefined) typeConnection({ signIn: chosen });
        }}
      >
        {signInChoices.map((choice) => (
          <option key={choice} value={choice}>
            {signInTexts[choice]}
          </option>
        ))}
      </select>
      <span id="sign-in-hint" className="hint">
        Automatic is NTLM where it is offered, else name and password if the encryption is strong.
      </span>
    </div>
  );
}

interface LegacyTlsProps {
  readonly accepted: boolean;
  readonly onAccept: (accepted: boolean) => void;
}

/** Offered only where this program can still do it. */
function LegacyTls({ accepted, onAccept }: LegacyTlsProps) {
  const isOffered = useStore(
    ({ application }) => application.kind === 'ready' && application.value.legacyTls,
  );
  if (!isOffered) return null;
  return (
    <div className="check-field">
      <label className="check">
        <input
          type="checkbox"
          checked={accepted}
          aria-describedby="legacy-tls-hint"
          onChange={(event) => onAccept(event.target.checked)}
        />
        Accept TLS 1.0 (weak)
      </label>
      <span id="legacy-tls-hint" className="hint">
        Only for a domain controller that knows nothing newer, such as Windows Server 2003. Encrypted Windows
        sign-in (NTLM) protects better there.
      </span>
    </div>
  );
}
