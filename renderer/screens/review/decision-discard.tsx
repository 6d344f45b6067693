import type { Draft } from '../../../shared/assessment/assessment.ts';
import { discardDraft, typeDraft } from '../../actions/drafts.ts';
import { DiscardTyped } from '../../components/discard-typed.tsx';

interface DiscardDraftProps {
  /** Of the subject, or `bulkName`. */
  readonly distinguishedName: string;
  readonly draft: Draft;
  /** Whether the draft holds anything that is not decided. */
  readonly isTyped: boolean;
  readonly disabled: boolean;
  /** Called when it is discarded, for whoever goes with it. */
  readonly onDiscarded?: () => void;
}

/** Discards what was typed to decide and is not decided. */
export function DiscardDraft({
  distinguishedName,
  draft,
  isTyped,
  disabled,
  onDiscarded,
}: DiscardDraftProps) {
  return (
    <DiscardTyped
      typed={draft}
      isTyped={isTyped}
      disabled={disabled}
      discard={() => {
        discardDraft(distinguishedName);
        onDiscarded?.();
      }}
      restore={(typed) => typeDraft(distinguishedName, typed)}
    />
  );
}
