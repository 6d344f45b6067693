import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { focusSoon, places } from '../../focus.ts';
import { formatCount } from '../../model/format.ts';
import { openAssessmentOf, useStore } from '../../store.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { emptyBulkWords, type BulkWords } from '../../model/bulk.ts';

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
  // Kept here, so that a look at the table does not cost what was typed.
  const [words, setWords] = useState<BulkWords>(emptyBulkWords);
  if (!isOpen || nodes.length === 0) return null;
  const finish = () => {
    setWords(emptyBulkWords);
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
          words={words}
          change={(changes) => setWords((before) => ({ ...before, ...changes }))}
          onDecided={finish}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
