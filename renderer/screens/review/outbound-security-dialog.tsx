import type { ReactNode } from 'react';
import type { Authentication } from '../../../shared/exchange/outbound-security.ts';
import { outboundSecurityDialog, type DialogOption } from '../../model/dialog.ts';
import { MarkBox } from './properties/mark-box.tsx';

interface OutboundSecurityProps {
  readonly authentication: Authentication;
  readonly tls: boolean | null;
  /** The rest of the dialog. */
  readonly children: ReactNode;
}

/** The Outbound Security dialog as Exchange System Manager draws it, filled with what was read. Nothing in it can be changed. */
export function OutboundSecurityDialog({ authentication, tls, children }: OutboundSecurityProps) {
  const dialog = outboundSecurityDialog(authentication, tls);
  const isKnown = dialog.options.every(({ mark }) => mark !== 'unknown');
  return (
    <section className="esm-dialog" aria-labelledby="outbound-security">
      <div className="esm-dialog-title">
        <h4 id="outbound-security">Outbound Security</h4>
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
          <MarkBox mark={dialog.tls} shape="square" />
          <span>TLS encryption</span>
          {dialog.tls === 'unknown' ? <span className="esm-note">unknown</span> : null}
        </div>
        <hr />
        {children}
      </div>
    </section>
  );
}

function OptionContent({ option }: { readonly option: DialogOption }) {
  return (
    <>
      <MarkBox mark={option.mark} shape="round" />
      <span>{option.label}</span>
      {option.inferred ? (
        <span
          className="esm-note"
          data-certainty="inferred"
          title="No Microsoft text says which bits stand for this method: confirm in Exchange System Manager."
        >
          inferred
        </span>
      ) : null}
    </>
  );
}
