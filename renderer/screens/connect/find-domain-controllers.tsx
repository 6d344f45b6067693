import { Search } from 'lucide-react';
import { useEffect, useRef, type FormEvent } from 'react';
import { connectingPurpose, typeConnection } from '../../actions/connecting.ts';
import { findDomainControllers, offerOwnDomain, stopFinding } from '../../actions/finding.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { focusSoon, places } from '../../focus.ts';
import { useStore } from '../../store.ts';
import { FoundDomainControllers } from './found-domain-controllers.tsx';

/** Finds the domain controllers of a domain, for whoever was not told the name of one. Leaving the screen ends the questions. */
export function FindDomainControllers() {
  const { domain, dnsServer } = useStore((state) => state.connection);
  const finding = useStore((state) => state.finding);
  const isBusy = useStore((state) => connectingPurpose(state) !== null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    void offerOwnDomain();
    return stopFinding;
  }, []);

  const find = async (event: FormEvent) => {
    event.preventDefault();
    const isWanted = await findDomainControllers();
    // Whoever has gone on typing elsewhere is not called back.
    if (isWanted && form.current?.contains(document.activeElement)) focusSoon(places.candidates);
  };

  return (
    <form ref={form} className="card form" aria-label="Search in DNS" onSubmit={(event) => void find(event)}>
      <div className="card-head">
        <h2>Look in DNS</h2>
        <span className="soft">or type the name of a domain controller below</span>
      </div>
      <fieldset disabled={isBusy} className="find-row">
        <div className="field">
          <label htmlFor="domain">Domain</label>
          <input
            id="domain"
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={255}
            placeholder="corp.example"
            value={domain}
            onChange={(event) => typeConnection({ domain: event.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor="dns-server">
            DNS server <span className="soft">(optional)</span>
          </label>
          <input
            id="dns-server"
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            placeholder="This computer’s own"
            aria-describedby="dns-server-hint"
            value={dnsServer}
            onChange={(event) => typeConnection({ dnsServer: event.target.value })}
          />
        </div>
        <button type="submit" className="button" aria-disabled={finding.kind === 'looking'}>
          <Search aria-hidden="true" />
          {finding.kind === 'looking' ? 'Looking' : 'Find domain controllers'}
        </button>
        <p id="dns-server-hint" className="hint find-hint">
          Where this computer’s own DNS does not know the domain: the address of one that does, often a domain
          controller’s.
        </p>
      </fieldset>
      {finding.kind === 'failed' ? (
        <FailurePanel takesFocus failure={finding.failure} title="The search was not possible" />
      ) : null}
      {finding.kind === 'found' ? <FoundDomainControllers finding={finding} disabled={isBusy} /> : null}
    </form>
  );
}
