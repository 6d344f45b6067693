import { FileDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Combination, CombinedObject } from '../../../shared/history/combination.ts';
import { exportAs } from '../../actions/history.ts';
import { TableGrid } from '../../components/table-grid.tsx';
import { combinationCsv } from '../../model/combination-csv.ts';
import {
  differingFirst,
  filterCombination,
  noCombinationFilter,
  partNumbers,
} from '../../model/combination-rows.ts';
import { exportName } from '../../model/export-name.ts';
import { formatCount, formatQuantity } from '../../model/format.ts';
import { freshView, sortRows } from '../../model/table-view.ts';
import { combinationColumns } from './combination-columns.tsx';
import { CombinationDetail } from './combination-detail.tsx';
import { CombinationFilters } from './combination-filters.tsx';

/** Each object with what every part says of it: those on which the parts differ first. */
export function CombinedObjects({ combination }: { readonly combination: Combination }) {
  const [filter, setFilter] = useState(noCombinationFilter);
  const [view, setView] = useState(freshView);
  const [opened, setOpened] = useState<CombinedObject | null>(null);
  const columns = useMemo(() => combinationColumns(partNumbers(combination)), [combination]);
  const rows = useMemo(() => differingFirst(combination.objects), [combination]);
  const sorted = useMemo(() => sortRows(rows, columns, view.sort), [rows, columns, view.sort]);
  const shown = useMemo(() => filterCombination(sorted, filter), [sorted, filter]);
  const keys = useMemo(() => shown.map(({ object }) => object.key), [shown]);
  return (
    <section className="compared-objects" aria-labelledby="combined-objects">
      <h2 id="combined-objects">Objects</h2>
      <CombinationFilters
        combination={combination}
        filter={filter}
        change={(changes) => setFilter((before) => ({ ...before, ...changes }))}
      />
      <div className="table-tools">
        <span className="soft" role="status">
          {shown.length === rows.length
            ? formatQuantity(rows.length, 'object')
            : `${formatCount(shown.length)} of ${formatQuantity(rows.length, 'object')}`}
        </span>
        <SaveButton combination={combination} shown={shown} />
      </div>
      <TableGrid
        label="What the parts say of each object"
        rows={shown}
        keys={keys}
        columns={columns}
        view={view}
        changeView={(changes) => setView((before) => ({ ...before, ...changes }))}
        onOpen={setOpened}
        empty={rows.length === 0 ? 'The parts hold no object.' : 'No object matches the filter.'}
      />
      {opened === null ? null : (
        <CombinationDetail combined={opened} parts={combination.parts} onClose={() => setOpened(null)} />
      )}
    </section>
  );
}

interface SaveButtonProps {
  readonly combination: Combination;
  readonly shown: readonly CombinedObject[];
}

/** Saves the objects that the table shows; every part notes that something of it left. */
function SaveButton({ combination, shown }: SaveButtonProps) {
  const { parts } = combination;
  const save = () =>
    exportAs(
      parts.map(({ id }) => id),
      'Read together, as CSV',
      {
        fileName: `${exportName('together', parts.at(-1)?.finishedAt ?? null)}.csv`,
        type: 'text/csv',
        text: combinationCsv(combination, shown),
      },
    );
  return (
    <div className="table-copy">
      <button type="button" className="button button-small" onClick={save}>
        <FileDown aria-hidden="true" />
        Save as CSV
      </button>
    </div>
  );
}
