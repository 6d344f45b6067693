import { typeConnection } from '../../actions/connecting.ts';
import { HintedInput } from '../../components/hinted-input.tsx';
import { focusNow, places } from '../../focus.ts';
import { accountAdvice } from '../../model/account-advice.ts';
import { demands } from '../../model/required-fields.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';

interface AccountFieldProps {
  /** True once the account was typed to its end: before that, nothing is wrong with it. */
  readonly isLeft: boolean;
  readonly onLeave: (isLeft: boolean) => void;
  /** The form was to be sent. */
  readonly isTried: boolean;
}

/** The account, with advice as soon as it is known to need some: a wrong form counts as a wrong password. */
export function AccountField({ isLeft, onLeave, isTried }: AccountFieldProps) {
  const connection = useStore((state) => state.connection);
  const advice = isLeft ? accountAdvice(connection) : null;
  const isMissing = isTried && connection.account.trim() === '';
  return (
    <div className="field">
      <label htmlFor={places.account}>Account</label>
      <HintedInput
        id={places.account}
        required
        spellCheck={false}
        maxLength={1024}
        placeholder="CORP\name or name@corp.example"
        value={connection.account}
        hint={advice?.text ?? 'Exchange View-Only Administrator sees everything that is needed.'}
        wrong={isMissing ? demands.account : advice?.isError === true ? advice.text : null}
        onBlur={() => onLeave(true)}
        change={(account) => {
          onLeave(false);
          typeConnection({ account });
        }}
      />
      {advice === null || advice.suggestion === null ? null : <Suggestion account={advice.suggestion} />}
    </div>
  );
}

function Suggestion({ account }: { readonly account: string }) {
  const use = () => {
    typeConnection({ account });
    focusNow(places.account);
  };
  return (
    <button type="button" className="link suggestion" onClick={use}>
      <span>
        Use <bdi>{visibleText(account)}</bdi>
      </span>
    </button>
  );
}
