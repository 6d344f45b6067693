import type { Report, VirtualServerReport, ServerReport } from '../../../shared/assessment/report.ts';
import { csv } from '../../../shared/csv.ts';
import { check } from '../../../shared/stig/check.ts';
import { severityLabels } from '../../../shared/stig/severity.ts';
import { statusLabels } from '../../../shared/stig/status.ts';

const columns = [
  'Marking',
  'Check',
  'Organisation',
  'Administrative group',
  'Server',
  'Virtual server',
  'Instance',
  'Distinguished name',
  'objectGUID',
  'Flag',
  'Authentication',
  'TLS',
  'Status',
  'Reasons',
  'Severity',
  'Decided by',
  'Decided at',
  'Justification',
  'Comments',
];

/** The virtual servers of a report as CSV, a line each; a server on which none was seen has one as well. */
export function virtualServerTable(report: Report): string {
  const rows = report.servers.flatMap((server) =>
    server.virtualServers.length === 0
      ? [rowOf(report, server, null)]
      : server.virtualServers.map((virtualServer) => rowOf(report, server, virtualServer)),
  );
  return csv([columns, ...rows]);
}

function rowOf(report: Report, server: ServerReport, virtualServer: VirtualServerReport | null) {
  const { status, reasons, decision, distinguishedName } = virtualServer ?? server;
  return [
    [report.marking === null ? '' : 'PRACTICE', report.complete ? '' : 'INCOMPLETE']
      .filter(Boolean)
      .join(' '),
    report.check.id,
    report.organization,
    server.administrativeGroup,
    server.name,
    virtualServer?.name ?? null,
    virtualServer?.instance ?? null,
    distinguishedName,
    virtualServer?.objectGuid ?? null,
    virtualServer?.rawFlag ?? null,
    virtualServer?.authentication ?? null,
    tlsText(virtualServer),
    statusLabels[status],
    reasons.join(' '),
    severityLabels[decision?.severityOverride?.severity ?? check.severity],
    decision?.decidedBy ?? null,
    decision?.decidedAt ?? null,
    decision?.justification ?? null,
    decision?.comments ?? null,
  ];
}

function tlsText(virtualServer: VirtualServerReport | null): string | null {
  if (virtualServer === null || virtualServer.tls === null) return null;
  return virtualServer.tls ? 'yes' : 'no';
}
