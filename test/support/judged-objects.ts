import type { AssessmentSummary, SeverityOverride } from '../../shared/assessment/assessment.ts';
import { decodeOutboundSecurity } from '../../shared/exchange/outbound-security.ts';
import type { JudgedObject } from '../../shared/history/comparison.ts';
import { proposeForVirtualServer } from '../../shared/stig/decision-rule.ts';
import type { Status } from '../../shared/stig/status.ts';
import { serverName, version2003, virtualServerName } from './exchange-entries.ts';

/** A GUID for a small number. */
export function guid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A server whose virtual servers are decided on. */
export function judgedServer(change: Partial<JudgedObject> = {}): JudgedObject {
  const name = change.name ?? 'EX1';
  const administrativeGroup = change.administrativeGroup ?? 'North';
  const distinguishedName = serverName(administrativeGroup, name);
  return {
    key: distinguishedName.toLowerCase(),
    objectGuid: guid(1),
    kind: 'server',
    name,
    server: name,
    administrativeGroup,
    distinguishedName,
    security: null,
    version: version2003,
    proposal: null,
    status: null,
    decision: null,
    ...change,
  };
}

/** A virtual server with what is proposed for its flag, undecided. */
export function judgedVirtualServer(flag = '0', change: Partial<JudgedObject> = {}): JudgedObject {
  const server = change.server ?? 'EX1';
  const administrativeGroup = change.administrativeGroup ?? 'North';
  const distinguishedName = virtualServerName(administrativeGroup, server);
  const observed = decodeOutboundSecurity({ read: true, flagValues: [flag], hasBindings: true });
  const proposal = proposeForVirtualServer(observed);
  return {
    key: distinguishedName.toLowerCase(),
    objectGuid: guid(2),
    kind: 'virtual-server',
    name: 'Default SMTP Virtual Server',
    server,
    administrativeGroup,
    distinguishedName,
    security: {
      rawFlag: flag,
      authentication: observed.kind === 'known' ? observed.authentication : 'unknown',
      tls: observed.kind === 'known' ? observed.tls : null,
    },
    version: version2003,
    proposal,
    status: proposal.status,
    decision: null,
    ...change,
  };
}

/** The same, decided. */
export function decidedAs(
  object: JudgedObject,
  status: Status,
  decidedBy = 'Ann',
  severityOverride: SeverityOverride | null = null,
): JudgedObject {
  const decision = { status, severityOverride, decidedAt: '2026-03-01T10:00:00.000Z', decidedBy };
  return { ...object, status, decision };
}

/** A completed assessment of an organisation with one virtual server. */
export function completedSummary(change: Partial<AssessmentSummary> = {}): AssessmentSummary {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    state: 'completed',
    practice: false,
    organization: 'Fabrikam',
    organizationDistinguishedName: 'CN=Fabrikam,CN=Microsoft Exchange',
    source: { kind: 'ldif', fileName: 'fabrikam.ldf', size: 1, sha256: 'ab', modifiedAt: null },
    assessor: 'Ann',
    startedAt: '2026-03-01T09:00:00.000Z',
    finishedAt: '2026-03-01T09:00:05.000Z',
    completedAt: '2026-03-01T11:00:00.000Z',
    complete: true,
    incompleteReason: null,
    virtualServers: { open: 1, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 },
    servers: { open: 1, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 },
    toDecide: 1,
    decided: 1,
    walk: '11111111-1111-4111-8111-111111111111',
    revision: 1,
    revises: null,
    seal: 'a'.repeat(64),
    origin: null,
    tags: [],
    ...change,
  };
}
