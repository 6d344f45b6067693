import { LockOpen, ShieldCheck } from 'lucide-react';
import { channelChoices } from '../../../shared/directory/connection.ts';
import { typeConnection } from '../../actions/connecting.ts';
import { channelTexts, chooseChannel } from '../../model/connection-form.ts';
import { useStore } from '../../store.ts';

/** How the connection is protected, and whose certificates are trusted. */
export function ChannelField({ onCertificates }: { readonly onCertificates: () => void }) {
  const connection = useStore((state) => state.connection);
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor="channel">Security</label>
        <button type="button" className="link" onClick={onCertificates}>
          Trusted certificates
        </button>
      </div>
      <select
        id="channel"
        value={connection.channel}
        aria-describedby="channel-explanation"
        onChange={({ target }) => {
          const chosen = channelChoices.find((choice) => choice === target.value);
          if (chosen !== undefined) typeConnection(chooseChannel(connection, chosen));
        }}
      >
        {channelChoices.map((choice) => (
          <option key={choice} value={choice}>
            {channelTexts[choice].name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What the channel does and protects. */
export function ChannelExplanation() {
  const channel = useStore((state) => state.connection.channel);
  const isReadable = channel === 'clear-text';
  return (
    <p id="channel-explanation" className={isReadable ? 'danger' : 'assurance'}>
      {isReadable ? <LockOpen aria-hidden="true" /> : <ShieldCheck aria-hidden="true" />}
      {channelTexts[channel].explanation}
    </p>
  );
}
