import { Search, X } from 'lucide-react';
import { filterHistoryBy } from '../../actions/history.ts';
import { focusNow, places } from '../../focus.ts';
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
      <div className="search">
        <Search aria-hidden="true" />
        <input
          id={places.filter}
          type="search"
          aria-label="Search assessments"
          placeholder="Search"
          value={text}
          onChange={(event) => filterHistoryBy({ text: event.target.value })}
        />
      </div>
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
      {isFiltering ? (
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => {
            filterHistoryBy(freshHistoryView.filter);
            // The button goes with the filters.
            focusNow(places.filter);
          }}
        >
          <X aria-hidden="true" />
          Clear filters
        </button>
      ) : null}
    </div>
  );
}
