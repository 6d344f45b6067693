import type { Authentication } from '../../../shared/exchange/outbound-security.ts';
import { outboundSecurityDialog, type DialogOption, type Mark } from '../../model/dialog.ts';

interface OutboundSecurityProps {
  readonly authentication: Authentication;
  readonly tls: boolean | null;
}

/** The Outbound Security dialog as Exchange System Manager draws it, filled with what was read. Nothing in it can be changed. */
export function OutboundSecurityDialog({ authentication, tls }: OutboundSecurityProps) {
  const dialog = outboundSecurityDialog(authentication, tls);
  const isKnown = dialog.options.every(({ mark }) => mark !== 'unknown');
  return (
    <section className="esm-dialog" aria-labelledby="outbound-security">
      <div className="esm-dialog-title">
        <h3 id="outbound-security">Outbound Security</h3>
        <span className="soft">as read</span>
      </div>
      <div className="esm-dialog-body">
        {isKnown ? (
          <div role="radiogroup" aria-label="Authentication" aria-readonly="true" className="esm-options">
            {dialog.options.map((option) => (
              <div
                key={option.label}
                role="radio"
                aria-checked={option.mark === 'selected'}
                aria-disabled="true"
                className="esm-option"
              >
                <OptionContent option={option} />
              </div>
            ))}
          </div>
        ) : (
          <ul aria-label="Authentication" className="esm-options">
            {dialog.options.map((option) => (
              <li key={option.label} className="esm-option">
                <OptionContent option={option} />
                <span className={option.mark === 'unknown' ? 'esm-note' : 'visually-hidden'}>
                  {option.mark === 'unknown' ? 'unknown' : ', not selected'}
                </span>
              </li>
            ))}
          </ul>
        )}
        <hr />
        <div
          role="checkbox"
          aria-checked={dialog.tls === 'unknown' ? 'mixed' : dialog.tls === 'selected'}
          aria-disabled="true"
          aria-readonly="true"
          className="esm-option"
        >
          <Box mark={dialog.tls} shape="square" />
          <span>TLS encryption</span>
          {dialog.tls === 'unknown' ? <span className="esm-note">unknown</span> : null}
        </div>
      </div>
    </section>
  );
}

function OptionContent({ option }: { readonly option: DialogOption }) {
  return (
    <>
      <Box mark={option.mark} shape="round" />
      <span>{option.label}</span>
      {option.inferred ? (
        <span
          className="esm-note"
          title="No Microsoft text says which bits stand for this method: confirm in Exchange System Manager."
        >
          inferred
        </span>
      ) : null}
    </>
  );
}

function Box({ mark, shape }: { readonly mark: Mark; readonly shape: 'round' | 'square' }) {
  return (
    <svg className="esm-box" data-mark={mark} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shape === 'round' ? (
        <circle className="esm-box-frame" cx="8" cy="8" r="6.5" />
      ) : (
        <rect className="esm-box-frame" x="1.5" y="1.5" width="13" height="13" rx="2" />
      )}
      {mark === 'selected' && shape === 'round' ? (
        <circle className="esm-box-dot" cx="8" cy="8" r="3.2" />
      ) : null}
      {mark === 'selected' && shape === 'square' ? (
        <path className="esm-box-tick" d="m4.5 8.3 2.4 2.4 4.6-5" />
      ) : null}
      {mark === 'unknown' ? (
        <path className="esm-box-tick" d="M6.2 6.3a1.9 1.9 0 1 1 2.6 1.8c-.6.2-.8.6-.8 1.1M8 11.4v.1" />
      ) : null}
    </svg>
  );
}
