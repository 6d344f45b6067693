import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { openCombination, openComparison } from '../../actions/comparing.ts';
import { openAssessment } from '../../actions/reviewing.ts';
import { formatCount } from '../../model/format.ts';
import { choiceToCombine, choiceToCompare } from '../../model/history-choice.ts';

interface SelectionToolsProps {
  readonly selected: readonly AssessmentSummary[];
  readonly showDetails: (id: string) => void;
}

/** What can be done with the selected assessments; what there is to select while none is. */
export function SelectionTools({ selected, showDetails }: SelectionToolsProps) {
  const [one] = selected;
  if (one === undefined)
    return (
      <span className="hint">Select one for its details, two to compare, several to read together.</span>
    );
  if (selected.length === 1)
    return (
      <span className="button-row">
        <button type="button" className="button" onClick={() => void openAssessment(one.id)}>
          Open assessment
        </button>
        <button
          type="button"
          className="button"
          title="Details (Alt+Enter)"
          onClick={() => showDetails(one.id)}
        >
          Details
        </button>
      </span>
    );
  const toCompare = choiceToCompare(selected);
  const toCombine = choiceToCombine(selected);
  return (
    <span className="button-row">
      {toCompare.kind === 'ready' ? (
        <button
          type="button"
          className="button"
          onClick={() => void openComparison(toCompare.value.before, toCompare.value.after)}
        >
          Compare the two
        </button>
      ) : null}
      {toCombine.kind === 'ready' ? (
        <button type="button" className="button" onClick={() => openCombination(toCombine.value)}>
          Read {formatCount(selected.length)} together
        </button>
      ) : (
        <span className="soft" role="status">
          {toCombine.why}
        </span>
      )}
    </span>
  );
}
