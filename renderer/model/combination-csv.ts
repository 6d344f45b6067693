import type { Combination, CombinedObject } from '../../shared/history/combination.ts';
import { statusLabels } from '../../shared/stig/status.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { overlapLabels } from './combination-rows.ts';
import { csv } from '../../shared/csv.ts';
import { authenticationLabel, tlsLabel } from './dialog.ts';

/**
 * Several assessments read as one, for spreadsheets: a line for each object with what each part says of it, by whom and when (UTC).
 * What is practice data, or was not read whole, says so in every line.
 */
export function combinationCsv({ parts }: Combination, objects: readonly CombinedObject[]): string {
  return csv([
    [
      'Data',
      'Status',
      'Overlap',
      'Object',
      'Server',
      'Administrative group',
      'Flag',
      'Authentication',
      'TLS',
      'Distinguished name',
      'objectGUID',
      ...parts.flatMap(({ assessor, finishedAt }, index) => {
        const part = `Part ${index + 1}`;
        return [
          `${part}: read by ${visibleText(assessor)}, ${finishedAt ?? ''}`,
          `${part}: decided by`,
          `${part}: decided at`,
        ];
      }),
    ],
    ...objects.map((combined) => cellsOf(combined, parts)),
  ]);
}

function cellsOf(
  { object, status, overlap, verdicts }: CombinedObject,
  parts: Combination['parts'],
): readonly string[] {
  return [
    markingOf(parts),
    statusLabels[status],
    overlapLabels[overlap],
    visibleText(object.name),
    visibleText(object.server),
    visibleText(object.administrativeGroup),
    visibleText(object.security?.rawFlag ?? ''),
    object.security === null ? '' : authenticationLabel(object.security.authentication),
    object.security === null ? '' : tlsLabel(object.security.tls),
    visibleText(object.distinguishedName),
    object.objectGuid ?? '',
    ...parts.flatMap(({ id }) => {
      const verdict = verdicts.find(({ assessmentId }) => assessmentId === id);
      if (verdict === undefined) return ['Not seen', '', ''];
      const { decided, decidedBy, decidedAt } = verdict;
      const word = statusLabels[verdict.status];
      return [decided ? word : `${word} (proposed)`, visibleText(decidedBy ?? ''), decidedAt ?? ''];
    }),
  ];
}

function markingOf(parts: Combination['parts']): string {
  const marks = [
    ...(parts.some(({ practice }) => practice) ? ['PRACTICE'] : []),
    ...(parts.every(({ complete }) => complete) ? [] : ['INCOMPLETE']),
  ];
  return marks.join(', ');
}
