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
  const isMissing = isTried && password === '';
  return (
    <div className="field">
      <label htmlFor={places.password}>Password</label>
      <input
        id={places.password}
        type="password"
        required
        autoComplete="off"
        maxLength={1024}
        value={password}
        aria-invalid={isMissing}
        aria-describedby="password-hint"
        onChange={(event) => onType(event.target.value)}
      />
      <span id="password-hint" className={isMissing ? 'field-error' : 'hint'}>
        {isMissing ? demands.password : 'Kept nowhere, and forgotten when this screen is left.'}
      </span>
    </div>
  );
}
