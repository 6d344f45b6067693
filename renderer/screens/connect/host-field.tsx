import { typeConnection } from '../../actions/connecting.ts';
import { useStore } from '../../store.ts';

/** Which domain controller: always to be typed, whatever was found. */
export function HostField() {
  const host = useStore((state) => state.connection.host);
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor="host">Domain controller</label>
      </div>
      <input
        id="host"
        type="text"
        required
        autoComplete="off"
        spellCheck={false}
        maxLength={255}
        placeholder="dc1.corp.example"
        value={host}
        aria-describedby="host-hint"
        onChange={(event) => typeConnection({ host: event.target.value })}
      />
      <span id="host-hint" className="hint">
        Its full name, as it stands in its certificate, or its address.
      </span>
    </div>
  );
}
