import { CircleCheck } from 'lucide-react';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Verbatim } from '../../components/name.tsx';
import { formatBytes } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';
import type { FileSaving } from './use-saving.ts';

interface SavingStateProps {
  /** Completes the sentences: "bundle". */
  readonly what: string;
  readonly saving: FileSaving;
  readonly stop: () => void;
}

/** How far a file is on its way out, with the way to end it; nothing before the first. */
export function SavingState({ what, saving, stop }: SavingStateProps) {
  switch (saving.kind) {
    case 'none':
      return null;
    case 'making':
    case 'fetching':
      return (
        <div className="saving" role="status">
          <progress
            className="bar"
            aria-label={`Saving the ${what}`}
            {...(saving.kind === 'fetching' ? { max: saving.of, value: saving.done } : {})}
          />
          <span className="soft">{saving.kind === 'making' ? `Making the ${what}` : 'Saving'}</span>
          <button type="button" className="button button-small" onClick={stop}>
            Stop
          </button>
        </div>
      );
    case 'saved':
      return (
        <p className="assurance" role="status">
          <CircleCheck aria-hidden="true" />
          <span>
            Saved as <bdi>{visibleText(saving.download.fileName)}</bdi>, {formatBytes(saving.download.size)}.
            SHA-256 of the file: <Verbatim of={saving.download.sha256} />
          </span>
        </p>
      );
    case 'failed':
      return <FailurePanel failure={saving.failure} title={`The ${what} could not be saved`} />;
  }
}
