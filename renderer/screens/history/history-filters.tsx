import { filterHistoryBy } from '../../actions/history.ts';
import { ClearFilters, FilterField } from '../../components/filter-parts.tsx';
import {
  freshHistoryView,
  historyStateLabels,
  historyStates,
  type HistoryFilter,
} from '../../model/history-rows.ts';

/** What is searched for in everything that a line of History says, and the state that it must have. */
export function HistoryFilters({ filter }: { readonly filter: HistoryFilter }) {
  const { text, state, organization } = filter;
  const isFiltering = text !== '' || state !== null || organization !== null;
  return (
    <div className="table-filters" role="search" aria-label="Filters: Assessments">
      <FilterField
        label="Search assessments"
        placeholder="Search"
        value={text}
        change={(words) => filterHistoryBy({ text: words })}
      />
      <select
        className="filter-select"
        aria-label="State"
        value={state ?? ''}
        data-set={state !== null}
        onChange={({ target }) =>
          filterHistoryBy({ state: historyStates.find((known) => known === target.value) ?? null })
        }
      >
        <option value="">Any state</option>
        {historyStates.map((known) => (
          <option key={known} value={known}>
            {historyStateLabels[known]}
          </option>
        ))}
      </select>
      {isFiltering ? <ClearFilters clear={() => filterHistoryBy(freshHistoryView.filter)} /> : null}
    </div>
  );
}
