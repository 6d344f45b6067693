import { useState } from 'react';
import type { Draft, ServerNode, VirtualServerNode } from '../../../shared/assessment/assessment.ts';
import { discardDraft, typeDraft } from '../../actions/drafts.ts';
import { isUndecidedDraft } from '../../model/ruling.ts';

interface DiscardButtonProps {
  readonly subject: ServerNode | VirtualServerNode;
  readonly draft: Draft;
  readonly disabled: boolean;
}

/** Discards what was typed on a subject and not decided. */
export function DiscardButton({ subject, draft, disabled }: DiscardButtonProps) {
  const { distinguishedName, decision } = subject;
  return (
    <DiscardTyped
      distinguishedName={distinguishedName}
      draft={draft}
      isTyped={isUndecidedDraft(draft, decision)}
      disabled={disabled}
    />
  );
}

interface DiscardTypedProps extends Omit<DiscardButtonProps, 'subject'> {
  /** Of the subject, or `bulkName`. */
  readonly distinguishedName: string;
  /** Whether the draft holds anything that is not decided. */
  readonly isTyped: boolean;
  /** Called when it is discarded, for whoever goes with it. */
  readonly onDiscarded?: () => void;
}

/** Discards what was typed and not decided; as long as nothing else is typed it can be brought back. */
export function DiscardTyped(props: DiscardTypedProps) {
  const { distinguishedName, draft, isTyped, disabled, onDiscarded } = props;
  const [discarded, setDiscarded] = useState<Draft | null>(null);
  if (isTyped) {
    return (
      <button
        type="button"
        className="button button-quiet"
        disabled={disabled}
        onClick={() => {
          setDiscarded(draft);
          discardDraft(distinguishedName);
          onDiscarded?.();
        }}
      >
        Discard<span className="discard-rest"> what was typed</span>
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
