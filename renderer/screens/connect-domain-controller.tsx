import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { cancelWalk, startDomainController, typeConnection } from '../actions/walking.ts';
import { AssessorField } from '../components/assessor-field.tsx';
import { FailurePanel } from '../components/failure-panel.tsx';
import { parsePort } from '../model/port.ts';
import { visibleText } from '../model/visible-text.ts';
import { useStore } from '../store.ts';

/** The form that signs in to a live domain controller. The password never leaves this component but for the sign-in. */
export function ConnectDomainController() {
  const walk = useStore((state) => state.walk);
  const { host, port, account } = useStore((state) => state.connection);
  const [password, setPassword] = useState('');
  const portNumber = parsePort(port);
  const isRunning = walk.kind === 'running';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRunning || portNumber === undefined) return;
    void startDomainController({ host: host.trim(), port: portNumber, account: account.trim(), password });
  };

  return (
    <>
      {walk.kind === 'failed' && walk.way === 'domain-controller' ? (
        <FailurePanel
          takesFocus
          failure={walk.failure}
          title={
            walk.failure.code === 'cancelled' ? 'Not connected' : 'The domain controller could not be read'
          }
        />
      ) : null}
      <form className="form card" onSubmit={submit} aria-label="Sign-in">
        <div className="form-row">
          <div className="field field-grow">
            <label htmlFor="host">Domain controller</label>
            <input
              id="host"
              type="text"
              required
              autoComplete="off"
              spellCheck={false}
              maxLength={255}
              placeholder="dc1.corp.example"
              value={host}
              disabled={isRunning}
              aria-describedby="host-hint"
              onChange={(event) => typeConnection({ host: event.target.value })}
            />
            <span id="host-hint" className="hint">
              By the name that stands in its certificate.
            </span>
          </div>
          <div className="field field-port">
            <label htmlFor="port">
              Port <span className="soft">(optional)</span>
            </label>
            <input
              id="port"
              type="text"
              inputMode="numeric"
              autoComplete="off"
              placeholder="636"
              value={port}
              disabled={isRunning}
              aria-invalid={portNumber === undefined}
              aria-describedby="port-hint"
              onChange={(event) => typeConnection({ port: event.target.value })}
            />
            <span id="port-hint" className={portNumber === undefined ? 'field-error' : 'hint'}>
              {portNumber === undefined ? 'From 1 to 65535.' : 'LDAPS.'}
            </span>
          </div>
        </div>
        <div className="field">
          <label htmlFor="account">Account</label>
          <input
            id="account"
            type="text"
            required
            autoComplete="off"
            spellCheck={false}
            maxLength={1024}
            placeholder="assessor@corp.example"
            value={account}
            disabled={isRunning}
            aria-describedby="account-hint"
            onChange={(event) => typeConnection({ account: event.target.value })}
          />
          <span id="account-hint" className="hint">
            As name@domain, DOMAIN\name or distinguished name. Exchange View-Only Administrator on the
            organisation sees everything that is needed.
          </span>
        </div>
        <div className="field">
          <label htmlFor="password">Password</label>
          <input
            id="password"
            type="password"
            required
            autoComplete="off"
            maxLength={1024}
            value={password}
            disabled={isRunning}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <AssessorField disabled={isRunning} />
        <p className="assurance">
          <ShieldCheck aria-hidden="true" />
          Sign-in is a simple bind inside verified LDAPS: the password is sent only after the certificate was
          found good, and is kept nowhere.
        </p>
        <div className="button-row">
          {isRunning ? (
            <>
              <Progress>
                {walk.cancelling ? 'Cancelling' : `Connecting to ${visibleText(walk.label)}`}
              </Progress>
              <button
                type="button"
                className="button"
                disabled={walk.cancelling}
                onClick={() => void cancelWalk()}
              >
                Cancel
              </button>
            </>
          ) : (
            <button type="submit" className="button button-primary">
              Connect
            </button>
          )}
        </div>
      </form>
    </>
  );
}

/** Takes the focus from the button that was pressed; not Cancel, which a second Enter would press. */
function Progress({ children }: { readonly children: ReactNode }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <span ref={text} tabIndex={-1} className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {children}
    </span>
  );
}
