import { useCallback } from 'react';
import type { Draft, EarlierDecision } from '../../../shared/assessment/assessment.ts';
import { longestText } from '../../../shared/limits.ts';
import { earlierDecisions } from '../../actions/deciding.ts';
import { StatusText } from '../../components/status-mark.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { formatCount, formatInstant } from '../../model/format.ts';
import { earlierNote } from '../../model/history-revision.ts';
import { withSnippet } from '../../model/ruling.ts';
import { visibleName, visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';
import { DecisionWords } from './decision-words.tsx';

interface EarlierProps {
  readonly assessmentId: string;
  readonly distinguishedName: string;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly change: (changes: Partial<Draft>) => void;
}

/** What earlier assessments said of the same object. Offered to be taken over, never taken over by itself. */
export function Earlier({ assessmentId, distinguishedName, draft, disabled, change }: EarlierProps) {
  const load = useCallback(
    () => earlierDecisions(assessmentId, distinguishedName),
    [assessmentId, distinguishedName],
  );
  const { answer, reload } = useLoaded(load);
  const history = useStore((state) => state.history);
  const kept = history.kind === 'ready' ? history.value : [];
  if (answer.kind === 'loading') return null;
  if (answer.kind === 'failed') {
    return (
      <p className="field-error" role="alert">
        What earlier assessments said could not be read. {visibleText(answer.failure.message)}{' '}
        <button type="button" className="link" onClick={reload}>
          Try again
        </button>
      </p>
    );
  }
  if (answer.value.length === 0) return null;
  return (
    <details className="fold-field" open>
      <summary>
        Earlier assessments <span className="count">{formatCount(answer.value.length)}</span>
      </summary>
      <ol className="earlier">
        {answer.value.map((earlier) => (
          <li key={earlier.assessmentId}>
            <EarlierItem
              earlier={earlier}
              note={earlierNote(earlier.assessmentId, kept)}
              draft={draft}
              disabled={disabled}
              change={change}
            />
          </li>
        ))}
      </ol>
    </details>
  );
}

interface ItemProps extends Pick<EarlierProps, 'draft' | 'disabled' | 'change'> {
  readonly earlier: EarlierDecision;
  /** What tells its assessment from others of the same walk; empty for nothing. */
  readonly note: string;
}

/** One earlier decision: whose and when, and its words, to be used only where they are about the same observation. */
export function EarlierItem({ earlier, note, draft, disabled, change }: ItemProps) {
  const { decision, readAt, observationChanged } = earlier;
  return (
    <>
      <p className="earlier-head">
        <StatusText status={decision.status} />
        <span className="soft">
          decided {formatInstant(decision.decidedAt)} by <bdi>{visibleName(decision.decidedBy)}</bdi>, read{' '}
          {formatInstant(readAt)}
          {note === '' ? '' : ` · ${note}`}
        </span>
      </p>
      <p className={observationChanged ? 'observation-changed' : 'soft'}>
        {observationChanged
          ? 'What was observed has changed since: these words are about another setting, so they are only shown.'
          : 'What was observed is the same today.'}
      </p>
      <DecisionWords ruling={decision} />
      {observationChanged ? null : (
        <div className="button-row">
          {usable.map((what) => (
            <Use key={what} what={what} of={earlier} draft={draft} disabled={disabled} change={change} />
          ))}
        </div>
      )}
    </>
  );
}

/** Words that may be used again, in the order of the form. */
const usable = ['justification', 'comments', 'findingDetails'] as const;

const wordLabels = {
  justification: 'justification',
  comments: 'comments',
  findingDetails: 'finding details',
} as const;

interface UseProps extends Pick<EarlierProps, 'draft' | 'disabled' | 'change'> {
  readonly what: (typeof usable)[number];
  readonly of: EarlierDecision;
}

function Use({ what, of: { decision, readAt }, draft, disabled, change }: UseProps) {
  const snippet = decision[what] ?? '';
  const present = draft[what] ?? '';
  if (snippet.trim() === '' || present.includes(snippet)) return null;
  return (
    <button
      type="button"
      className="button button-small"
      disabled={disabled}
      aria-label={`Use ${wordLabels[what]} of ${formatInstant(readAt)}`}
      onClick={() => change({ [what]: withSnippet(present, snippet).slice(0, longestText) })}
    >
      Use {wordLabels[what]}
    </button>
  );
}
