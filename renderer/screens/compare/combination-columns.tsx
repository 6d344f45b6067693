import type { CombinedObject, PartVerdict } from '../../../shared/history/combination.ts';
import { statuses, statusLabels } from '../../../shared/stig/status.ts';
import { Name } from '../../components/name.tsx';
import { NodeIcon } from '../../components/node-icon.tsx';
import { StatusMark, StatusText } from '../../components/status-mark.tsx';
import type { Column } from '../../components/table-column.ts';
import { overlapLabels, overlaps } from '../../model/combination-rows.ts';
import { observationText } from '../../model/comparison-texts.ts';

/** The columns of a table of objects that several parts see. `numbers` are what the parts are called by, by their ids. */
export function combinationColumns(numbers: ReadonlyMap<string, number>): readonly Column<CombinedObject>[] {
  return [
    {
      id: 'overlap',
      label: 'Decisions',
      width: 152,
      value: ({ overlap }) => overlaps.indexOf(overlap),
      text: ({ overlap }) => overlapLabels[overlap],
      show: ({ overlap }) => <span className="cell-text">{overlapLabels[overlap]}</span>,
    },
    {
      id: 'status',
      label: 'Status of the whole',
      width: 138,
      value: ({ status }) => statuses.indexOf(status),
      text: ({ status }) => statusLabels[status],
      show: ({ status }) => <StatusText status={status} />,
    },
    {
      id: 'name',
      label: 'Object',
      width: 150,
      grow: 2,
      opens: true,
      value: ({ object }) => object.name,
      show: ({ object }) => (
        <>
          <NodeIcon kind={object.kind} />
          <Name of={object.name} />
        </>
      ),
    },
    { id: 'server', label: 'Server', width: 150, grow: 1, value: ({ object }) => object.server },
    {
      id: 'group',
      label: 'Group',
      width: 110,
      grow: 1,
      value: ({ object }) => object.administrativeGroup,
    },
    {
      id: 'observation',
      label: 'Setting',
      width: 150,
      grow: 1,
      value: ({ object }) => observationText(object),
      show: ({ object }) => <Name of={observationText(object) || '–'} />,
    },
    {
      id: 'verdicts',
      label: 'What the parts say',
      width: 220,
      grow: 3,
      value: ({ verdicts }) => verdicts.length,
      text: ({ verdicts }) => verdicts.map((verdict) => verdictText(verdict, numbers)).join('; '),
      show: ({ verdicts }) => <Verdicts of={verdicts} numbers={numbers} />,
    },
  ];
}

/** Signs with the numbers of the parts; the words for screen readers and as tooltip. */
function Verdicts({
  of,
  numbers,
}: {
  readonly of: readonly PartVerdict[];
  readonly numbers: ReadonlyMap<string, number>;
}) {
  return (
    <span className="status-cells">
      {of.map((verdict) => (
        <span key={verdict.assessmentId} className="part-verdict" title={verdictText(verdict, numbers)}>
          <span aria-hidden="true">{numbers.get(verdict.assessmentId)}</span>
          <StatusMark status={verdict.status} />
          {verdict.decidedBy === null ? (
            <span className="soft">proposed</span>
          ) : (
            <Name of={verdict.decidedBy} />
          )}
          <span className="visually-hidden">{verdictText(verdict, numbers)};</span>
        </span>
      ))}
    </span>
  );
}

function verdictText(
  { assessmentId, status, decided }: PartVerdict,
  numbers: ReadonlyMap<string, number>,
): string {
  return `Part ${numbers.get(assessmentId) ?? '?'}: ${statusLabels[status]}${decided ? '' : ', proposed'}`;
}
