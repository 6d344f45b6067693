import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { Figures } from '../../../shared/stig/roll-up.ts';
import type { AssessmentRecord } from '../store/records.ts';

const noStatuses = { open: 0, not_a_finding: 0, not_reviewed: 0, not_applicable: 0 };
const noFigures: Figures = { virtualServers: noStatuses, servers: noStatuses, toDecide: 0, decided: 0 };

/** The line of History for a kept assessment; its figures are zero until its walk has ended. */
export function summaryOf(record: AssessmentRecord): AssessmentSummary {
  return {
    id: record.id,
    state: record.state,
    practice: record.practice,
    organization: record.organizationName ?? '',
    organizationDistinguishedName: record.organizationDistinguishedName ?? '',
    source: record.source,
    assessor: record.assessor,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
    completedAt: record.completedAt,
    complete: record.complete,
    incompleteReason: record.incompleteReason,
    ...(record.figures ?? noFigures),
    walk: record.walk,
    revision: record.revision,
    revises: record.revises,
    seal: record.seal,
    origin: record.origin,
    tags: record.tags,
  };
}
