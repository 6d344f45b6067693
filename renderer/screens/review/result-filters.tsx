import { useId, useMemo, useState } from 'react';
import { statuses, statusLabels, type Status } from '../../../shared/stig/status.ts';
import { ClearFilters, FilterField } from '../../components/filter-parts.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { formatCount } from '../../model/format.ts';
import { countBy } from '../../model/result-rows.ts';
import {
  hasMoreValues,
  isFiltering,
  noFilter,
  suggestions,
  valuesOf,
  type FilteredRow,
  type RowFilter,
} from '../../model/row-filter.ts';
import { clip, visibleName } from '../../model/visible-text.ts';

/** A list with no more servers is looked through faster than filtered by one. */
const fewServers = 5;
const mostSuggestions = 50;

interface ResultFiltersProps {
  readonly label: string;
  /** All of the table. */
  readonly rows: readonly FilteredRow[];
  readonly filter: RowFilter;
  readonly change: (changes: Partial<RowFilter>) => void;
}

/** Everything that decides which rows of a result table are shown; only what makes a difference there. */
export function ResultFilters({ label, rows, filter, change }: ResultFiltersProps) {
  const groups = useMemo(() => valuesOf(rows, (row) => row.group), [rows]);
  const hasServers = useMemo(() => hasMoreValues(rows, serverOf, fewServers), [rows]);
  const hasDecisions = useMemo(
    () => rows.some(({ decided }) => decided !== undefined && decided !== null),
    [rows],
  );
  return (
    <div className="table-filters" role="search" aria-label={`Filters: ${label}`}>
      <FilterField label={`Filter: ${label}`} value={filter.text} change={(text) => change({ text: text })} />
      {groups.length > 1 ? (
        <select
          className="filter-select"
          aria-label="Administrative group"
          value={filter.group ?? ''}
          data-set={filter.group !== null}
          onChange={({ target }) => change({ group: target.selectedIndex === 0 ? null : target.value })}
        >
          <option value="">All groups</option>
          {groups.map((group) => (
            <option key={group} value={group}>
              {clip(visibleName(group), 60)}
            </option>
          ))}
        </select>
      ) : null}
      {hasServers ? (
        <ServerFilter rows={rows} server={filter.server} change={(server) => change({ server })} />
      ) : null}
      {hasDecisions ? (
        <select
          className="filter-select"
          aria-label="Decided or not"
          value={filter.decided === null ? '' : String(filter.decided)}
          data-set={filter.decided !== null}
          onChange={({ target: { value } }) => change({ decided: value === '' ? null : value === 'true' })}
        >
          <option value="">Decided or not</option>
          <option value="false">Undecided</option>
          <option value="true">Decided</option>
        </select>
      ) : null}
      {rows[0]?.status === undefined ? null : (
        <StatusFilter rows={rows} chosen={filter.status} choose={(status) => change({ status })} />
      )}
      {isFiltering(filter) ? <ClearFilters clear={() => change(noFilter)} /> : null}
    </div>
  );
}

const serverOf = (row: FilteredRow) => row.server;

interface ServerFilterProps {
  readonly rows: readonly FilteredRow[];
  readonly server: string;
  readonly change: (server: string) => void;
}

/** Part of a server's name, with the names that contain it offered: a list of all may have 50,000 entries. */
function ServerFilter({ rows, server, change }: ServerFilterProps) {
  const id = useId();
  const [isAsked, setIsAsked] = useState(false);
  const servers = useMemo(() => (isAsked ? valuesOf(rows, serverOf) : []), [rows, isAsked]);
  const offered = useMemo(() => suggestions(servers, server, mostSuggestions), [servers, server]);
  return (
    <>
      <input
        type="text"
        className="filter-server"
        aria-label="Server"
        placeholder="Server"
        spellCheck={false}
        autoComplete="off"
        list={id}
        value={server}
        data-set={server !== ''}
        onFocus={() => setIsAsked(true)}
        onChange={(event) => change(event.target.value)}
      />
      <datalist id={id}>
        {offered.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
    </>
  );
}

interface StatusFilterProps {
  readonly rows: readonly FilteredRow[];
  readonly chosen: Status | null;
  readonly choose: (status: Status | null) => void;
}

function StatusFilter({ rows, chosen, choose }: StatusFilterProps) {
  const counts = useMemo(() => countBy(rows.map((row) => row.status ?? 'not_reviewed')), [rows]);
  return (
    <div className="status-filter" role="group" aria-label="Filter by status">
      {statuses
        .filter((status) => counts[status] > 0 || status === chosen)
        .map((status) => (
          <button
            key={status}
            type="button"
            className="filter-chip"
            aria-pressed={status === chosen}
            onClick={() => choose(status === chosen ? null : status)}
          >
            <StatusMark status={status} />
            {statusLabels[status]}
            <span className="count">{formatCount(counts[status])}</span>
          </button>
        ))}
    </div>
  );
}
