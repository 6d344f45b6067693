import { CircleAlert, Info } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Failure } from '../../shared/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import { CopyButton } from './copy-button.tsx';

interface FailurePanelProps {
  readonly failure: Failure;
  readonly title: string;
  /** True where it answers something that was just pressed and is gone from the screen. */
  readonly takesFocus?: boolean;
  /** True where nothing failed and the assessor wanted it so: then nobody is to be asked for help. */
  readonly neutral?: boolean;
  /** Of its heading: below the one of the part that failed. */
  readonly level?: 2 | 4;
  /** What can be done from here. */
  readonly children?: ReactNode;
}

/** A failure in the place where it happened: what, what to do, and the detail for whoever is asked for help. */
export function FailurePanel({
  failure,
  title,
  takesFocus = false,
  neutral = false,
  level = 2,
  children,
}: FailurePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [takesFocus]);
  const Icon = neutral ? Info : CircleAlert;
  const Heading = `h${level}` as const;
  return (
    <section
      ref={panel}
      className={neutral ? 'panel' : 'panel panel-failure'}
      role="alert"
      aria-label={title}
    >
      <Icon aria-hidden="true" className="panel-icon" />
      <div className="panel-body">
        <Heading ref={heading} tabIndex={-1}>
          {title}
        </Heading>
        <p>{visibleText(failure.message)}</p>
        {neutral ? null : <Details of={failure} />}
        <div className="button-row">
          {children}
          {neutral ? null : <CopyButton text={reportOf(failure, title)} what="failure" />}
        </div>
      </div>
    </section>
  );
}

function Details({ of: { code, detail } }: { readonly of: Failure }) {
  return (
    <details>
      <summary>Details</summary>
      <dl className="facts">
        <dt>Code</dt>
        <dd>
          <code>{code}</code>
        </dd>
        {detail === undefined ? null : (
          <>
            <dt>Detail</dt>
            <dd className="verbatim">{visibleText(detail)}</dd>
          </>
        )}
      </dl>
    </details>
  );
}

function reportOf({ code, message, detail = '' }: Failure, title: string): string {
  return [`${title} (${code})`, message, detail].join('\n').trim();
}
