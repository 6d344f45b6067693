import { Component, type ReactNode } from 'react';
import { toFailure, type Failure } from '../../shared/errors.ts';
import { FailurePanel } from './failure-panel.tsx';

/** Says that something is under way; appears only if it takes a moment. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {what}
    </p>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Says that there is nothing, why, and what to do. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

interface BoundaryProps {
  readonly children: ReactNode;
}

/** Keeps an error of one pane from taking the window with it. */
export class ErrorBoundary extends Component<BoundaryProps, { readonly failure: Failure | null }> {
  override state = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: toFailure(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <FailurePanel failure={failure} title="This part of the window failed">
        <button type="button" className="button" onClick={() => this.setState({ failure: null })}>
          Show it again
        </button>
      </FailurePanel>
    );
  }
}
