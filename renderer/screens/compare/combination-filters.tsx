import type { Combination } from '../../../shared/history/combination.ts';
import { statuses, statusLabels } from '../../../shared/stig/status.ts';
import { FilterField } from '../../components/filter-parts.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { overlapLabels, overlaps, type CombinationFilter } from '../../model/combination-rows.ts';
import { formatCount } from '../../model/format.ts';

interface CombinationFiltersProps {
  readonly combination: Combination;
  readonly filter: CombinationFilter;
  readonly change: (changes: Partial<CombinationFilter>) => void;
}

/** How far the parts overlap and what counts for the whole, counted; each count shows its objects. */
export function CombinationFilters({ combination, filter, change }: CombinationFiltersProps) {
  return (
    <div className="compared-filters" role="search" aria-label="Filters: objects">
      <div className="table-filters">
        <div className="status-filter" role="group" aria-label="Filter by decisions">
          {overlaps.map((overlap) => (
            <button
              key={overlap}
              type="button"
              className="filter-chip"
              data-none={combination.overlaps[overlap] === 0}
              aria-pressed={overlap === filter.overlap}
              onClick={() => change({ overlap: overlap === filter.overlap ? null : overlap })}
            >
              {overlapLabels[overlap]}{' '}
              <span className="count">{formatCount(combination.overlaps[overlap])}</span>
            </button>
          ))}
        </div>
        <div className="status-filter" role="group" aria-label="Filter by status of the whole">
          {statuses
            .filter((status) => combination.counts[status] > 0 || status === filter.status)
            .map((status) => (
              <button
                key={status}
                type="button"
                className="filter-chip"
                aria-pressed={status === filter.status}
                onClick={() => change({ status: status === filter.status ? null : status })}
              >
                <StatusMark status={status} />
                {statusLabels[status]}
              </button>
            ))}
        </div>
        <FilterField label="Filter: objects" value={filter.text} change={(text) => change({ text: text })} />
      </div>
    </div>
  );
}
