import type { ReactNode } from 'react';
import { outcomes, type Change, type JudgedObject } from '../../../shared/history/comparison.ts';
import { outcomeOf } from '../../../shared/history/outcome-labels.ts';
import { statuses, statusLabels } from '../../../shared/stig/status.ts';
import { Name } from '../../components/name.tsx';
import { NodeIcon } from '../../components/node-icon.tsx';
import { StatusText } from '../../components/status-mark.tsx';
import type { Column } from '../../components/table-column.ts';
import type { ComparisonRow } from '../../model/comparison-filter.ts';
import { isOnlyProposed, observationText } from '../../model/comparison-texts.ts';
import { OutcomeText } from './outcome-mark.tsx';

const sides = ['before', 'after'] as const;
type Side = (typeof sides)[number];

/** What may differ, below a head that says so. */
const differing: Readonly<Record<Change, string>> = {
  renamed: 'Name',
  moved: 'Place',
  observation: 'Observation',
  proposal: 'Proposal',
  decision: 'Decision',
  'decision-alone': 'Decision alone',
};

/** The columns of a table of compared objects. */
export const comparisonColumns: readonly Column<ComparisonRow>[] = [
  {
    id: 'outcome',
    label: 'What became of it',
    width: 152,
    value: ({ pair }) => outcomes.indexOf(pair.outcome),
    text: ({ pair }) => outcomeOf(pair),
    show: ({ pair }) => <OutcomeText pair={pair} />,
  },
  {
    id: 'name',
    label: 'Object',
    // The usual name of a virtual server is there whole: rows that are cut look alike.
    width: 232,
    grow: 2,
    opens: true,
    value: ({ object }) => object.name,
    show: (row) => (
      <>
        <NodeIcon kind={row.object.kind} />
        <BeforeAndAfter row={row} of={({ name }) => name} />
      </>
    ),
  },
  {
    id: 'server',
    label: 'Server',
    // A whole computer name of Windows, 15 characters: rows that are cut look alike.
    width: 150,
    grow: 1,
    value: ({ object }) => object.server,
    show: (row) => <BeforeAndAfter row={row} of={({ server }) => server} />,
  },
  {
    id: 'group',
    label: 'Group',
    width: 110,
    grow: 1,
    value: ({ object }) => object.administrativeGroup,
    show: (row) => <BeforeAndAfter row={row} of={({ administrativeGroup }) => administrativeGroup} />,
  },
  statusColumn('before', 'Before'),
  statusColumn('after', 'After'),
  {
    id: 'observation',
    label: 'Setting',
    width: 250,
    grow: 3,
    value: ({ object }) => observationText(object),
    show: (row) => <BeforeAndAfter row={row} of={observationText} />,
  },
  {
    id: 'changes',
    label: 'What differs',
    width: 112,
    grow: 1,
    value: changesText,
    show: (row) => (
      <span className="cell-text" title={changesText(row)}>
        {changesText(row)}
      </span>
    ),
  },
];

/** What the word `proposed` takes behind a status, in CSS pixels. */
const proposedWidth = 64;

/** The columns for these rows: without the one that would be empty in all of them, and with room for what is only proposed. */
export function columnsFor(rows: readonly ComparisonRow[]): readonly Column<ComparisonRow>[] {
  const differs = rows.some(({ pair }) => pair.changes.length > 0);
  return comparisonColumns
    .filter(({ id }) => differs || id !== 'changes')
    .map((column) => {
      const side = sides.find((name) => name === column.id);
      const isProposed = side !== undefined && rows.some(({ pair }) => isOnlyProposed(pair[side]));
      return isProposed ? { ...column, width: column.width + proposedWidth } : column;
    });
}

/** A column of the status in one of the two; sorted by how bad it is, and what was not there last. */
function statusColumn(side: Side, label: string): Column<ComparisonRow> {
  return {
    id: side,
    label,
    width: 140,
    value: ({ pair }) => rankOf(pair[side]),
    text: ({ pair }) => statusTextOf(pair[side]),
    show: ({ pair }) => <SideStatus object={pair[side]} />,
  };
}

function rankOf(object: JudgedObject | null): number {
  if (object === null) return statuses.length + 1;
  return object.status === null ? statuses.length : statuses.indexOf(object.status);
}

function statusTextOf(object: JudgedObject | null): string {
  if (object === null) return 'Not seen';
  if (object.status === null) return '–';
  return `${statusLabels[object.status]}${isOnlyProposed(object) ? ' (proposed)' : ''}`;
}

/** The status that counted in one assessment, with a word where it is only proposed; in words where the object was not seen or is not decided on. */
export function SideStatus({ object }: { readonly object: JudgedObject | null }) {
  const status = object?.status ?? null;
  return status === null ? (
    <span className="soft">{statusTextOf(object)}</span>
  ) : (
    <>
      <StatusText status={status} />
      {isOnlyProposed(object) ? <span className="soft"> proposed</span> : null}
    </>
  );
}

function changesText({ pair }: ComparisonRow): string {
  return pair.changes.map((change) => differing[change]).join(', ');
}

interface BeforeAndAfterProps {
  readonly row: ComparisonRow;
  readonly of: (object: JudgedObject) => string;
}

/** One text where both assessments say the same, else the one and the other. */
function BeforeAndAfter({ row: { pair, object }, of }: BeforeAndAfterProps): ReactNode {
  const { before, after } = pair;
  const now = of(object);
  if (now === '' && (before === null || of(before) === '')) return '–';
  if (before === null || after === null || of(before) === now) return <Name of={now} />;
  return (
    <>
      <Name of={of(before)} />
      <span className="cell-arrow" aria-hidden="true">
        →
      </span>
      <span className="visually-hidden">, now</span>
      <Name of={now} />
    </>
  );
}
