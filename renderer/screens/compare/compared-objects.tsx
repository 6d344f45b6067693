import { useMemo, useState } from 'react';
import type { Comparison } from '../../../shared/history/comparison.ts';
import { filterComparisonBy } from '../../actions/comparing.ts';
import { TableGrid } from '../../components/table-grid.tsx';
import { places } from '../../focus.ts';
import {
  comparisonRows,
  filterComparison,
  isWhole,
  unchangedAltogether,
  type ComparisonRow,
} from '../../model/comparison-filter.ts';
import { formatCount, formatQuantity } from '../../model/format.ts';
import { sortRows, type TableView } from '../../model/table-view.ts';
import { useStore } from '../../store.ts';
import { columnsFor, comparisonColumns } from './comparison-columns.tsx';
import { ComparisonDetail } from './comparison-detail.tsx';
import { ComparisonExports } from './comparison-exports.tsx';
import { ComparisonFilters, ComparisonSearch } from './comparison-filters.tsx';

/** The objects of a comparison, with their filters and what can be done with them. */
export function ComparedObjects({ comparison }: { readonly comparison: Comparison }) {
  const filter = useStore((state) => state.comparisonFilter);
  const view = useStore((state) => state.comparisonView);
  const [opened, setOpened] = useState<ComparisonRow | null>(null);
  const rows = useMemo(() => comparisonRows(comparison.pairs), [comparison]);
  const sorted = useMemo(() => sortRows(rows, comparisonColumns, view.sort), [rows, view.sort]);
  const shown = useMemo(() => filterComparison(sorted, filter), [sorted, filter]);
  const columns = useMemo(() => columnsFor(shown), [shown]);
  const keys = useMemo(() => shown.map(({ key }) => key), [shown]);
  const objects = Object.values(comparison.outcomes).reduce((sum, count) => sum + count, 0);
  const unchanged = unchangedAltogether(comparison);
  const isShowingUnchanged = filter.outcome === 'unchanged';
  const isLeavingOut = unchanged > 0 && filter.outcome === null && filter.change === null;
  return (
    <section className="compared-objects" aria-labelledby={places.comparison}>
      <h2 id={places.comparison} tabIndex={-1}>
        Objects
      </h2>
      <ComparisonFilters comparison={comparison} filter={filter} />
      <div className="table-tools">
        <ComparisonSearch filter={filter} />
        <span className="soft" role="status">
          {formatCount(shown.length)} of {formatQuantity(objects, 'object')}
          {isLeavingOut ? `, without the ${formatCount(unchanged)} unchanged` : ''}
        </span>
        {isLeavingOut || isShowingUnchanged ? <UnchangedButton isShown={isShowingUnchanged} /> : null}
        <ComparisonExports comparison={comparison} shown={shown} />
      </div>
      <TableGrid
        label="What became of each object"
        rows={shown}
        keys={keys}
        columns={columns}
        view={view}
        changeView={changeView}
        onOpen={setOpened}
        empty={
          filter.outcome === 'unchanged' && !isWhole(comparison)
            ? 'Reading what is unchanged'
            : rows.length === 0
              ? 'Every object is as it was.'
              : 'No object matches the filter.'
        }
      />
      {opened === null ? null : (
        <ComparisonDetail
          key={opened.key}
          pair={opened.pair}
          comparison={comparison}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}

/** The way to the objects that are left out although no filter holds them back, and from there to the others. */
function UnchangedButton({ isShown }: { readonly isShown: boolean }) {
  return (
    <button
      type="button"
      className="link"
      onClick={() => void filterComparisonBy({ outcome: isShown ? null : 'unchanged' })}
    >
      {isShown ? 'Show what changed' : 'Show the unchanged'}
    </button>
  );
}

function changeView(changes: Partial<TableView>): void {
  useStore.setState(({ comparisonView }) => ({ comparisonView: { ...comparisonView, ...changes } }));
}
