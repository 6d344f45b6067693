import { useState } from 'react';
import type { Draft, ServerNode, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import { discardDraft, typeDraft } from '../../actions/drafts.ts';
import { isUndecidedDraft } from '../../model/ruling.ts';

interface DiscardButtonProps {
  readonly subject: ServerNode | VirtualServerNode;
  readonly draft: Draft;
  readonly disabled: boolean;
}

/** Discards what was typed and not decided; as long as nothing else is typed it can be brought back. */
export function DiscardButton({ subject, draft, disabled }: DiscardButtonProps) {
  const [discarded, setDiscarded] = useState<Draft | null>(null);
  const { distinguishedName, decision } = subject;
  if (isUndecidedDraft(draft, decision)) {
    return (
      <button
        type="button"
        className="button button-quiet"
        disabled={disabled}
        onClick={() => {
          setDiscarded(draft);
          discardDraft(distinguishedName);
        }}
      >
        Discard what was typed
      </button>
    );
  }
  if (discarded === null) return null;
  return (
    <button
      type="button"
      className="button button-quiet"
      disabled={disabled}
      onClick={() => {
        setDiscarded(null);
        typeDraft(distinguishedName, discarded);
      }}
    >
      Bring it back
    </button>
  );
}
