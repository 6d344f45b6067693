import { HintedInput } from '../../components/hinted-input.tsx';
import { places } from '../../focus.ts';
import { demands } from '../../model/required-fields.ts';

interface PasswordFieldProps {
  readonly password: string;
  readonly onType: (password: string) => void;
  /** The form was to be sent. */
  readonly isTried: boolean;
}

/** The password, which lives no longer than the form. */
export function PasswordField({ password, onType, isTried }: PasswordFieldProps) {
  return (
    <div className="field">
      <label htmlFor={places.password}>Password</label>
      <HintedInput
        id={places.password}
        type="password"
        required
        maxLength={1024}
        value={password}
        hint="Kept nowhere, and forgotten when this screen is left."
        wrong={isTried && password === '' ? demands.password : null}
        change={onType}
      />
    </div>
  );
}
