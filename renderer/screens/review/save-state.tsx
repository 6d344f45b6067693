import { CircleCheck, CircleAlert } from 'lucide-react';
import { visibleText } from '../../model/visible-text.ts';
import { useStore } from '../../store.ts';

/** What has become of the decision and of what is being typed. "Saved" appears only when the backend has said so. */
export function SaveState() {
  const decision = useStore((state) => state.decisionSaving);
  const draft = useStore((state) => state.draftSaving);
  if (decision.kind === 'failed' || draft.kind === 'failed') {
    const failure =
      decision.kind === 'failed' ? decision.failure : draft.kind === 'failed' ? draft.failure : null;
    return (
      <p className="save-state save-state-failed" role="alert">
        <CircleAlert aria-hidden="true" />
        Not saved. {visibleText(failure?.message ?? '')}
      </p>
    );
  }
  if (decision.kind === 'saving') return <p className="save-state">Saving</p>;
  if (draft.kind === 'typing' || draft.kind === 'saving') return <p className="save-state">Saving draft</p>;
  if (draft.kind === 'saved') return <p className="save-state">Draft saved, not decided</p>;
  if (decision.kind === 'saved') {
    return (
      <p className="save-state save-state-good">
        <CircleCheck aria-hidden="true" />
        Decision saved
      </p>
    );
  }
  return null;
}
