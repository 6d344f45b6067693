import { offersUndo, undoLastStep } from '../actions/undoing.ts';
import { sourceLabel } from '../model/source-label.ts';
import { visibleText } from '../model/visible-text.ts';
import { openAssessmentOf, useStore, type State } from '../store.ts';

/** The line at the foot: what is open, what was just done, and the version. It is also where changes are spoken. */
export function StatusLine() {
  const announcement = useStore((state) => state.announcement);
  const isUndoOffered = useStore(offersUndo);
  const version = useStore((state) =>
    state.application.kind === 'ready' ? state.application.value.version : '',
  );
  return (
    <footer className="status-line">
      <span className="status-line-open">{useStore(openText)}</span>
      <span className="status-line-said" role="status">
        {announcement}
      </span>
      {isUndoOffered ? (
        <button
          type="button"
          className="link"
          title="Undo: on each counts again what counted before (Ctrl+Z)"
          onClick={() => void undoLastStep()}
        >
          Undo
        </button>
      ) : null}
      <span>Hopcheck {version}</span>
    </footer>
  );
}

/** On the Walk screen the walk that runs or has failed, whatever was open before; elsewhere the assessment that is open. */
function openText(state: State): string {
  const { screen, walk } = state;
  if (screen === 'walk' && walk.kind === 'running') return `Reading from ${visibleText(walk.label)}`;
  if (screen === 'walk' && walk.kind === 'failed') return `Nothing was read from ${visibleText(walk.label)}`;
  const summary = openAssessmentOf(state)?.summary;
  return summary === undefined
    ? 'No assessment open'
    : `${visibleText(summary.organization)} · ${sourceLabel(summary.source)} · read by ${visibleText(summary.assessor)}`;
}
