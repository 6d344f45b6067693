import { Fragment, useState, type ReactNode } from 'react';
import type { WireEntry, WireLog } from '../../shared/directory/wire-log.ts';
import { formatCount } from '../model/format.ts';
import { visibleText } from '../model/visible-text.ts';
import {
  entryText,
  octetsText,
  operationLabels,
  resultLabel,
  searchFacts,
  timeOfDay,
} from '../model/wire-log-text.ts';
import { DataTable, type Column } from './data-table.tsx';
import { Name } from './name.tsx';

/** An entry with its place in the list, by which it is known. */
interface Row extends WireEntry {
  readonly number: number;
}

const columns: readonly Column<Row>[] = [
  numberColumn('number', 'No.', 44, (row) => row.number),
  {
    id: 'time',
    label: 'Time (UTC)',
    width: 104,
    value: (row) => row.number,
    show: (row) => timeOfDay(row.at),
  },
  { id: 'operation', label: 'Operation', width: 116, value: (row) => operationLabels[row.operation] },
  // Searches below each other often differ in one of these two only.
  { id: 'what', label: 'Base or detail', width: 112, grow: 1, value: entryText },
  {
    id: 'filter',
    label: 'Filter',
    width: 112,
    grow: 1,
    value: (row) => row.search?.filter ?? '',
    show: filterCell,
  },
  numberColumn('page', 'Page', 56, (row) => row.search?.page ?? null),
  numberColumn('entries', 'Entries', 68, (row) => row.search?.entries ?? null),
  numberColumn('sent', 'Sent', 60, (row) => row.octetsSent),
  numberColumn('received', 'Received', 76, (row) => row.octetsReceived),
  numberColumn('milliseconds', 'ms', 52, (row) => row.milliseconds),
  { id: 'result', label: 'Result', width: 138, value: (row) => resultLabel(row.result) },
];

/** Empty for what is no search: it has no filter, not one without a name. */
function filterCell({ search }: Row): ReactNode {
  return search === null ? '' : <Name of={search.filter} />;
}

/** What was sent in a table, one row of it in full below. */
export function WireLogTable({ log }: { readonly log: WireLog }) {
  const [rows] = useState(() => log.entries.map((entry, index): Row => ({ ...entry, number: index + 1 })));
  const [chosen, setChosen] = useState<Row | null>(null);
  return (
    <div className="wire-log">
      <p className="soft">{octetsText(log)}</p>
      <DataTable
        label="What was sent"
        rows={rows}
        columns={columns}
        rowKey={(row) => String(row.number)}
        onOpen={setChosen}
        empty=""
      />
      <section className="wire-entry" aria-label="Chosen operation" aria-live="polite">
        {chosen === null ? (
          <p className="soft">Choose a row to see all of it.</p>
        ) : (
          <ChosenEntry entry={chosen} />
        )}
      </section>
    </div>
  );
}

function ChosenEntry({ entry }: { readonly entry: Row }) {
  return (
    <>
      <h3>
        {formatCount(entry.number)}. {operationLabels[entry.operation]}
        <span className="soft"> on connection {formatCount(entry.connection)}</span>
      </h3>
      <dl className="facts">
        {entry.detail === '' ? null : (
          <>
            <dt>Detail</dt>
            <dd>{visibleText(entry.detail)}</dd>
          </>
        )}
        {searchFacts(entry).map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd className="verbatim">{value}</dd>
          </Fragment>
        ))}
        <dt>Result</dt>
        <dd>{resultLabel(entry.result)}</dd>
      </dl>
    </>
  );
}

/** A column of numbers; an empty cell where there is none. */
function numberColumn(
  id: string,
  label: string,
  width: number,
  numberOf: (row: Row) => number | null,
): Column<Row> {
  return {
    id,
    label,
    width,
    align: 'end',
    value: (row) => numberOf(row) ?? -1,
    show: (row) => {
      const value = numberOf(row);
      return value === null ? '' : formatCount(value);
    },
  };
}
