import { typeConnection, wrongHost } from '../../actions/connecting.ts';
import { HintedInput } from '../../components/hinted-input.tsx';
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
      <HintedInput
        id={places.host}
        required
        spellCheck={false}
        maxLength={255}
        placeholder="dc1.corp.example"
        value={host}
        hint="Its full name, as it stands in its certificate, or its address."
        wrong={wrong === null ? null : visibleText(wrong)}
        change={(typed) => typeConnection({ host: typed })}
      />
    </div>
  );
}
