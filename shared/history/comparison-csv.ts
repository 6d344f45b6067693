import { csv } from '../csv.ts';
import { cellsOf, type SideCells } from './comparison-cells.ts';
import type { Comparison } from './comparison.ts';

/** Of each side in turn: before, then after. */
const sideColumns: readonly (readonly [label: string, cell: keyof SideCells])[] = [
  ['Name', 'name'],
  ['Distinguished name', 'distinguishedName'],
  ['Flag', 'flag'],
  ['Authentication', 'authentication'],
  ['TLS', 'tls'],
  ['Version', 'version'],
  ['Status', 'status'],
  ['Severity', 'severity'],
  ['Decided by', 'decidedBy'],
  ['Decided at', 'decidedAt'],
];

/**
 * The pairs of a comparison for spreadsheets, a line each; times are in UTC. What is practice data, or comes from a walk that did not
 * read everything, says so in every line.
 */
export function comparisonCsv(comparison: Comparison): string {
  const data = dataMark(comparison);
  return csv([
    [
      'Data',
      'Outcome',
      'Changes',
      'Kind',
      'Administrative group',
      'Server',
      ...sideColumns.flatMap(([label]) => [`${label} before`, `${label} after`]),
      'objectGUID',
    ],
    ...comparison.pairs.map((pair) => {
      const { outcome, changes, kind, administrativeGroup, server, objectGuid, before, after } =
        cellsOf(pair);
      return [
        data,
        outcome,
        changes.join('; '),
        kind,
        administrativeGroup,
        server,
        ...sideColumns.flatMap(([, cell]) => [before[cell], after[cell]]),
        objectGuid,
      ];
    }),
  ]);
}

function dataMark({ before, after }: Comparison): string {
  const marks = [
    after.practice && 'PRACTICE',
    !before.complete && 'INCOMPLETE BEFORE',
    !after.complete && 'INCOMPLETE AFTER',
  ];
  return marks.filter((mark) => mark !== false).join(', ');
}
