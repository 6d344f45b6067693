import { typeConnection, wrongHost } from '../../actions/connecting.ts';
import { places } from '../../focus.ts';
import { demands } from '../../model/required-fields.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';

/** Which domain controller: always to be typed, whatever was found. `isTried`: the form was to be sent. */
export function HostField({ isTried }: { readonly isTried: boolean }) {
  const host = useStore((state) => state.connection.host);
  const refused = useStore(wrongHost);
  const wrong = isTried && host.trim() === '' ? demands.host : refused;
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={places.host}>Domain controller</label>
      </div>
      <input
        id={places.host}
        type="text"
        required
        autoComplete="off"
        spellCheck={false}
        maxLength={255}
        placeholder="dc1.corp.example"
        value={host}
        aria-invalid={wrong !== null}
        aria-describedby="host-hint"
        onChange={(event) => typeConnection({ host: event.target.value })}
      />
      <span id="host-hint" className={wrong === null ? 'hint' : 'field-error'}>
        {wrong === null
          ? 'Its full name, as it stands in its certificate, or its address.'
          : visibleText(wrong)}
      </span>
    </div>
  );
}
