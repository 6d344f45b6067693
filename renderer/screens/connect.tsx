import { chooseWay } from '../actions/application.ts';
import { Screen } from '../components/screen.tsx';
import { useStore } from '../store.ts';
import { ConnectDomainController } from './connect-domain-controller.tsx';
import { ConnectLdif } from './connect-ldif.tsx';

/** Where the evidence comes from: a live domain controller, or a file exported from one. */
export function ConnectScreen() {
  const way = useStore((state) => (state.way === 'ldif' ? 'ldif' : 'domain-controller'));
  return (
    <Screen
      width="form"
      title={way === 'ldif' ? 'Open an LDIF export' : 'Connect to a domain controller'}
      lead={
        way === 'ldif'
          ? 'Hopcheck reads the file and judges it exactly as it judges a live domain controller.'
          : 'Hopcheck signs in, reads the Exchange configuration, and leaves. It cannot write: no such operation exists in it.'
      }
    >
      <div className="segments" role="group" aria-label="Source">
        <button
          type="button"
          className="segment"
          aria-pressed={way === 'domain-controller'}
          onClick={() => chooseWay('domain-controller')}
        >
          Domain controller
        </button>
        <button
          type="button"
          className="segment"
          aria-pressed={way === 'ldif'}
          onClick={() => chooseWay('ldif')}
        >
          LDIF export
        </button>
      </div>
      {way === 'ldif' ? <ConnectLdif /> : <ConnectDomainController />}
    </Screen>
  );
}
