import type { AssessmentSummary } from '../shared/assessment/assessment.ts';
import { factsOf, incompleteText, listedText, practiceText } from '../shared/history/comparison-notes.ts';
import {
  changes,
  outcomes,
  type ComparedPair,
  type Comparison,
  type JudgedObject,
} from '../shared/history/comparison.ts';
import { changeLabels, outcomeLabels, outcomeOf } from '../shared/history/outcome-labels.ts';
import { statusLabels } from '../shared/stig/status.ts';
import { labelled, visible } from './cli-visible.ts';

/** A comparison for people to read in a terminal. */
export function comparisonText(comparison: Comparison): string {
  const { before, after, pairs } = comparison;
  return [
    ...(after.practice ? [practiceText, ''] : []),
    ...(before.complete && after.complete ? [] : [incompleteText, '']),
    `What changed: ${visible(after.organization)}`,
    '',
    ...sideLines('Before', before),
    '',
    ...sideLines('After', after),
    '',
    ...outcomes.map((outcome) => labelled(outcomeLabels[outcome], String(comparison.outcomes[outcome]))),
    '',
    ...changes.map((change) => `${changeLabels[change].padEnd(27)}${comparison.changes[change]}`),
    '',
    listedText(comparison),
    ...pairs.flatMap(pairLines),
    '',
  ].join('\n');
}

function sideLines(heading: string, summary: AssessmentSummary): readonly string[] {
  return [heading, ...factsOf(summary).map(([label, text]) => `  ${labelled(label, text)}`)];
}

function pairLines(pair: ComparedPair): readonly string[] {
  const { before, after, changes: found } = pair;
  const differences =
    found.length === 0 ? '' : `  (${found.map((change) => changeLabels[change]).join(', ')})`;
  return [
    '',
    `${outcomeOf(pair)}${differences}`,
    ...(before === null ? [] : [`  before  ${objectText(before)}`]),
    ...(after === null ? [] : [`  after   ${objectText(after)}`]),
  ];
}

function objectText(object: JudgedObject): string {
  const { name, server, administrativeGroup, kind, security, version, status, decision } = object;
  const parts = [
    kind === 'server' ? `server ${name}` : `${name} on ${server}`,
    administrativeGroup,
    security === null ? (version ?? 'version unknown') : `flag ${security.rawFlag ?? 'not stored'}`,
    ...(status === null ? [] : [`${statusLabels[status]}${decision === null ? ' (proposed)' : ''}`]),
    ...(decision === null ? [] : [`decided by ${decision.decidedBy}`]),
  ];
  return parts.map(visible).join(', ');
}
