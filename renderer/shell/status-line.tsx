import { sourceLabel } from '../model/source-label.ts';
import { visibleText } from '../model/visible-text.ts';
import { useStore } from '../store.ts';

/** The line at the foot: what is open, what was just done, and the version. It is also where changes are spoken. */
export function StatusLine() {
  const summary = useStore((state) =>
    state.assessment.kind === 'ready' ? state.assessment.value.summary : null,
  );
  const announcement = useStore((state) => state.announcement);
  const version = useStore((state) =>
    state.application.kind === 'ready' ? state.application.value.version : '',
  );
  return (
    <footer className="status-line">
      <span className="status-line-open">
        {summary === null
          ? 'No assessment open'
          : `${visibleText(summary.organization)} · ${sourceLabel(summary.source)} · ${visibleText(summary.assessor)}`}
      </span>
      <span className="status-line-said" role="status">
        {announcement}
      </span>
      <span>Hopcheck {version}</span>
    </footer>
  );
}
