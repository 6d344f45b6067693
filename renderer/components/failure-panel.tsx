import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Failure } from '../../shared/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import { CopyButton } from './copy-button.tsx';

interface FailurePanelProps {
  readonly failure: Failure;
  readonly title: string;
  /** True where it answers something that was just pressed and is gone from the screen. */
  readonly takesFocus?: boolean;
  /** What can be done from here. */
  readonly children?: ReactNode;
}

/** A failure in the place where it happened: what, what to do, and the detail for whoever is asked for help. */
export function FailurePanel({ failure, title, takesFocus = false, children }: FailurePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const report = [`${title} (${failure.code})`, failure.message, failure.detail ?? ''].join('\n').trim();
  return (
    <section className="panel panel-failure" role="alert" aria-label={title}>
      <CircleAlert aria-hidden="true" className="panel-icon" />
      <div className="panel-body">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>{visibleText(failure.message)}</p>
        <details>
          <summary>Details</summary>
          <dl className="facts">
            <dt>Code</dt>
            <dd>
              <code>{failure.code}</code>
            </dd>
            {failure.detail === undefined ? null : (
              <>
                <dt>Detail</dt>
                <dd className="verbatim">{visibleText(failure.detail)}</dd>
              </>
            )}
          </dl>
        </details>
        <div className="button-row">
          {children}
          <CopyButton text={report} what="failure" />
        </div>
      </div>
    </section>
  );
}
