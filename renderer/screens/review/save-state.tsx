import { CircleCheck, CircleAlert } from 'lucide-react';
import type { Failure } from '../../../shared/errors.ts';
import { flushDrafts } from '../../actions/drafts.ts';
import { holdsAnything } from '../../model/ruling.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore, type Saving } from '../../store.ts';

interface SaveStateProps {
  /** Of the subject, or `bulkName`. */
  readonly distinguishedName: string;
  /** Whether a decision stands, which a draft does not change. */
  readonly isDecided: boolean;
}

/** What has become of the decision and of what is being typed. "Saved" appears only when the backend has said so. */
export function SaveState({ distinguishedName, isDecided }: SaveStateProps) {
  const decision = useStore((state) => state.decisionSaving);
  const draft = useStore((state) => state.draftSaving);
  const isDiscarded = useStore((state) => !holdsAnything(state.drafts[distinguishedName]));
  if (decision.kind === 'failed') return <NotSaved what="Decision" failure={decision.failure} />;
  const decisionKind = kindFor(decision, distinguishedName);
  const draftKind = kindFor(draft, distinguishedName);
  if (draft.kind === 'failed' && draftKind === 'failed')
    return <NotSaved what="Draft" failure={draft.failure} retry={() => void flushDrafts()} />;
  if (decisionKind === 'saving') return <p className="save-state">Saving</p>;
  if (draftKind === 'typing' || draftKind === 'saving') return <p className="save-state">Saving draft</p>;
  if (draftKind === 'saved') {
    const saved = isDecided ? 'Draft saved, the decision stands as it was' : 'Draft saved, not decided';
    return <p className="save-state">{isDiscarded ? 'Discarded' : saved}</p>;
  }
  if (decisionKind === 'saved') {
    return (
      <p className="save-state save-state-good">
        <CircleCheck aria-hidden="true" />
        Decision saved
      </p>
    );
  }
  return null;
}

interface NotSavedProps {
  readonly what: string;
  readonly failure: Failure;
  readonly retry?: () => void;
}

function NotSaved({ what, failure, retry }: NotSavedProps) {
  return (
    <div className="save-state save-state-failed" role="alert">
      <CircleAlert aria-hidden="true" />
      <p>
        {what} not saved. {visibleText(failure.message)}{' '}
        {retry === undefined ? null : (
          <button type="button" className="link" onClick={retry}>
            Try again
          </button>
        )}
      </p>
    </div>
  );
}

/** How far the writing is, as far as it is about this subject. */
function kindFor(saving: Saving, distinguishedName: string): Saving['kind'] {
  return saving.kind !== 'none' && saving.distinguishedName === distinguishedName ? saving.kind : 'none';
}
