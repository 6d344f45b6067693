import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { bulkName, flushDrafts } from '../../actions/drafts.ts';
import { focusSoon, places } from '../../focus.ts';
import { formatCount } from '../../model/format.ts';
import { emptyDraft } from '../../model/ruling.ts';
import { openAssessmentOf, useStore } from '../../store.ts';
import { BulkDialog } from './bulk-dialog.tsx';

interface BulkDecisionProps {
  /** Ids of the selected nodes, whatever they are. */
  readonly nodes: readonly number[];
  /** Called when they are decided: the selection has done its work. */
  readonly onDecided?: () => void;
}

/** The way to decide several subjects alike. Nothing without a selection, or in a completed assessment. */
export function BulkDecision({ nodes, onDecided }: BulkDecisionProps) {
  const [asking, setAsking] = useState(false);
  const isOpen = useStore((state) => openAssessmentOf(state)?.summary.state === 'in-review');
  // Not the dialog's own: a look at the table, or another start, must not cost what was typed.
  const draft = useStore((state) => state.drafts[bulkName]) ?? emptyDraft;
  if (!isOpen || nodes.length === 0) return null;
  const finish = () => {
    onDecided?.();
    // The button goes with the selection: reading goes on at the top of what is shown.
    focusSoon(places.detail);
  };
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        <ListChecks aria-hidden="true" />
        Decide {formatCount(nodes.length)} selected
      </button>
      {asking ? (
        <BulkDialog
          nodes={nodes}
          draft={draft}
          onDecided={finish}
          onClose={() => {
            void flushDrafts();
            setAsking(false);
          }}
        />
      ) : null}
    </>
  );
}
