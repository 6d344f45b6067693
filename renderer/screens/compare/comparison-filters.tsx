import { changes, outcomes, type Comparison } from '../../../shared/history/comparison.ts';
import { changeLabels, outcomeLabels, outcomeTexts } from '../../../shared/history/outcome-labels.ts';
import { filterComparisonBy } from '../../actions/comparing.ts';
import { ClearFilters, FilterField } from '../../components/filter-parts.tsx';
import {
  filterCounts,
  isComparisonFiltered,
  noComparisonFilter,
  type ComparisonFilter,
} from '../../model/comparison-filter.ts';
import { formatCount } from '../../model/format.ts';
import { OutcomeMark } from './outcome-mark.tsx';

interface ComparisonFiltersProps {
  readonly comparison: Comparison;
  readonly filter: ComparisonFilter;
}

/** What became of the objects and in what they differ, counted; each count shows its objects. */
export function ComparisonFilters({ comparison, filter }: ComparisonFiltersProps) {
  const changed = changes.filter((change) => comparison.changes[change] > 0 || change === filter.change);
  const counts = filterCounts(comparison, filter);
  return (
    <div className="compared-filters">
      <div className="status-filter" role="group" aria-label="Filter by what became of it">
        {outcomes.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className="filter-chip"
            data-none={counts.outcomes[outcome] === 0}
            title={outcomeTexts[outcome]}
            aria-pressed={outcome === filter.outcome}
            onClick={() => void filterComparisonBy({ outcome: outcome === filter.outcome ? null : outcome })}
          >
            <OutcomeMark outcome={outcome} />
            {outcomeLabels[outcome]} <span className="count">{formatCount(counts.outcomes[outcome])}</span>
          </button>
        ))}
      </div>
      {changed.length === 0 ? null : (
        <div className="status-filter" role="group" aria-label="Filter by what differs">
          {changed.map((change) => (
            <button
              key={change}
              type="button"
              className="filter-chip"
              data-none={counts.changes[change] === 0}
              aria-pressed={change === filter.change}
              onClick={() => void filterComparisonBy({ change: change === filter.change ? null : change })}
            >
              {changeLabels[change]} <span className="count">{formatCount(counts.changes[change])}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** The words that are looked for, and the way back to everything. */
export function ComparisonSearch({ filter }: Pick<ComparisonFiltersProps, 'filter'>) {
  return (
    <>
      <FilterField
        label="Filter: objects"
        value={filter.text}
        change={(text) => void filterComparisonBy({ text: text })}
      />
      {isComparisonFiltered(filter) ? (
        <ClearFilters clear={() => void filterComparisonBy(noComparisonFilter)} />
      ) : null}
    </>
  );
}
