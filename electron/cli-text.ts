import type { AssessmentSummary, Decision } from '../shared/assessment/assessment.ts';
import type { Report, ServerReport } from '../shared/assessment/report.ts';
import { check } from '../shared/stig/check.ts';
import { reasonText } from '../shared/stig/reason-texts.ts';
import { severityLabels } from '../shared/stig/severity.ts';
import { statuses, statusLabels, type StatusCounts } from '../shared/stig/status.ts';
import { sourceLines } from './cli-source-text.ts';
import { visible } from './cli-visible.ts';

/** A report for people to read in a terminal. */
export function reportText(report: Report): string {
  const { servers: serverCounts, ...virtualServerCounts } = report.counts;
  return [
    ...(report.marking === null ? [] : [report.marking, '']),
    `${visible(report.organization)}: ${report.check.id} (${report.check.vulnerabilityId}) ${report.check.title}`,
    ...(report.complete ? [] : ['', `INCOMPLETE: ${visible(report.incompleteReason ?? '')}`]),
    '',
    ...sourceLines(report.source),
    ...report.servers.flatMap((server) => ['', ...serverLines(server)]),
    '',
    `Virtual servers  ${countsText(virtualServerCounts)}`,
    `Servers          ${countsText(serverCounts)}`,
    ...(report.problems.length === 0 ? [] : ['', 'To be looked at:']),
    ...report.problems.flatMap(({ message, distinguishedName }) => [
      `- ${visible(message)}`,
      ...(distinguishedName === null ? [] : [`  ${visible(distinguishedName)}`]),
    ]),
    '',
    `Kept as ${report.id}`,
    '',
  ].join('\n');
}

/** The list of assessments, a line each. */
export function listText(summaries: readonly AssessmentSummary[]): string {
  if (summaries.length === 0) return 'No assessments are kept here yet.\n';
  const lines = summaries.map((summary) => {
    const marks = [
      summary.practice ? 'PRACTICE' : '',
      summary.complete ? '' : 'INCOMPLETE',
      summary.revision === 1 ? '' : `REVISION ${summary.revision}`,
      summary.origin === null ? '' : 'IMPORTED',
      summary.tags.join(', '),
    ].filter((mark) => mark !== '');
    const cells = [
      summary.id,
      summary.startedAt,
      summary.state,
      summary.organization,
      `virtual servers: ${countsText(summary.virtualServers)}`,
      `servers: ${countsText(summary.servers)}`,
      ...marks,
    ];
    return cells.map((cell) => visible(cell)).join('  ');
  });
  return `${lines.join('\n')}\n`;
}

function serverLines(server: ServerReport): readonly string[] {
  const version = server.version ?? 'version unknown';
  return [
    visible(
      `${statusLabels[server.status].padEnd(15)} ${server.name}  (${server.administrativeGroup}; ${version})`,
    ),
    ...(server.virtualServers.length === 0 ? server.reasons.map((reason) => `  ${reasonText(reason)}`) : []),
    ...decisionLines(server.decision).map((line) => `  ${line}`),
    ...server.virtualServers.flatMap(({ status, name, instance, rawFlag, reasons, decision }) => [
      visible(`  ${statusLabels[status].padEnd(15)} ${instance}  ${name}  flag ${rawFlag ?? 'not stored'}`),
      ...(status === 'not_a_finding' || status === 'not_applicable'
        ? []
        : reasons.map((reason) => `      ${reasonText(reason)}`)),
      ...decisionLines(decision).map((line) => `      ${line}`),
    ]),
  ];
}

/** Who decided and why, another severity, and the finding details if they are not the tool's own. */
function decisionLines(decision: Decision | null): readonly string[] {
  if (decision === null) return [];
  const { decidedBy, justification, severityOverride, findingDetails } = decision;
  return [
    visible(`decided by ${decidedBy}: ${justification}`),
    ...(severityOverride === null
      ? []
      : [
          visible(
            `severity ${severityLabels[severityOverride.severity]} instead of ${check.severityLabel}: ${severityOverride.justification}`,
          ),
        ]),
    ...(findingDetails === null
      ? []
      : ['finding details, edited:', ...findingDetails.split(/\r?\n/).map((line) => `  ${visible(line)}`)]),
  ];
}

function countsText(counts: StatusCounts): string {
  return statuses.map((status) => `${counts[status]} ${statusLabels[status]}`).join(', ');
}
