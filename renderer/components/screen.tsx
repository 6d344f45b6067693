import { useEffect, useRef, type ReactNode } from 'react';

interface ScreenProps {
  readonly title: ReactNode;
  /** One line below the title. */
  readonly lead?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly width?: 'form' | 'narrow' | 'wide';
  readonly children: ReactNode;
}

/** A screen with its heading, which takes the focus when the screen appears so that a reader starts at its top. */
export function Screen({ title, lead, actions, width = 'narrow', children }: ScreenProps) {
  return (
    <div className={`screen screen-${width}`}>
      <header className="screen-head">
        <div>
          <ScreenHeading>{title}</ScreenHeading>
          {lead === undefined ? null : <p className="lead">{lead}</p>}
        </div>
        {actions === undefined ? null : <div className="button-row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** The one h1 of a screen. */
export function ScreenHeading({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}
