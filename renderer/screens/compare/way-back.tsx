import { ArrowLeft } from 'lucide-react';
import { backToComparison } from '../../actions/comparing.ts';
import { useStore } from '../../store.ts';

/** In the review of an assessment that is being compared: the way back to what changed. */
export function WayBack({ assessmentId }: { readonly assessmentId: string }) {
  const isCompared = useStore(
    ({ comparing }) => comparing?.before === assessmentId || comparing?.after === assessmentId,
  );
  if (!isCompared) return null;
  return (
    <button type="button" className="button" onClick={() => void backToComparison()}>
      <ArrowLeft aria-hidden="true" />
      Back to what changed
    </button>
  );
}
