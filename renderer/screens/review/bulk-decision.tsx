import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { bulkName, flushDrafts } from '../../actions/drafts.ts';
import { focusIfLost, places } from '../../focus.ts';
import { formatCount } from '../../model/format.ts';
import { emptyDraft } from '../../model/ruling.ts';
import { openAssessmentOf, useStore } from '../../store.ts';
import { BulkDialog } from './bulk-dialog.tsx';

/**
 * The way to decide several subjects alike, given by the ids of the selected nodes, whatever they are. Nothing without a selection, or
 * in a completed assessment.
 */
export function BulkDecision({ nodes }: { readonly nodes: readonly number[] }) {
  // As selected when it was asked for: what is decided may leave the table under its filter.
  const [asked, setAsked] = useState<readonly number[] | null>(null);
  const isOpen = useStore((state) => openAssessmentOf(state)?.summary.state === 'in-review');
  // Not the dialog's own: a look at the table, or another start, must not cost what was typed.
  const draft = useStore((state) => state.drafts[bulkName]) ?? emptyDraft;
  if (!isOpen) return null;
  return (
    <>
      {nodes.length === 0 ? null : (
        <button type="button" className="button" onClick={() => setAsked(nodes)}>
          <ListChecks aria-hidden="true" />
          Decide {formatCount(nodes.length)} selected…
        </button>
      )}
      {asked === null ? null : (
        <BulkDialog
          nodes={asked}
          draft={draft}
          onClose={() => {
            void flushDrafts();
            setAsked(null);
            // The button may have gone with what a filter hides now.
            focusIfLost(places.detail);
          }}
        />
      )}
    </>
  );
}
