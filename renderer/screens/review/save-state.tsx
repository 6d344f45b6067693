import { CircleCheck, CircleAlert } from 'lucide-react';
import type { Failure } from '../../../shared/errors.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore, type Saving } from '../../store.ts';

/** What has become of the decision and of what is being typed. "Saved" appears only when the backend has said so. */
export function SaveState({ distinguishedName }: { readonly distinguishedName: string }) {
  const decision = useStore((state) => state.decisionSaving);
  const draft = useStore((state) => state.draftSaving);
  const failure = decision.kind === 'failed' ? decision.failure : failureOf(draft, distinguishedName);
  if (failure !== null) {
    return (
      <p className="save-state save-state-failed" role="alert">
        <CircleAlert aria-hidden="true" />
        {decision.kind === 'failed' ? 'Decision' : 'Draft'} not saved. {visibleText(failure.message)}
      </p>
    );
  }
  const decisionKind = kindFor(decision, distinguishedName);
  const draftKind = kindFor(draft, distinguishedName);
  if (decisionKind === 'saving') return <p className="save-state">Saving</p>;
  if (draftKind === 'typing' || draftKind === 'saving') return <p className="save-state">Saving draft</p>;
  if (draftKind === 'saved') return <p className="save-state">Draft saved, not decided</p>;
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

/** How far the writing is, as far as it is about this subject. */
function kindFor(saving: Saving, distinguishedName: string): Saving['kind'] {
  return saving.kind !== 'none' && saving.distinguishedName === distinguishedName ? saving.kind : 'none';
}

function failureOf(draft: Saving, distinguishedName: string): Failure | null {
  return draft.kind === 'failed' && draft.distinguishedName === distinguishedName ? draft.failure : null;
}
