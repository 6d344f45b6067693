import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { BundleOrigin, BundleReport } from '../../../shared/history/bundle.ts';
import type { Verification } from '../../../shared/history/seal.ts';

const none = { open: 0, not_a_finding: 0, not_reviewed: 0, not_applicable: 0 };

/** A completed and sealed assessment of Contoso; `changes` replace what a test is about. */
export function sampleSummary(changes: Partial<AssessmentSummary> = {}): AssessmentSummary {
  return {
    id: 'a-1',
    state: 'completed',
    practice: false,
    organization: 'Contoso',
    organizationDistinguishedName: 'CN=Contoso,CN=Microsoft Exchange,DC=corp',
    source: { kind: 'ldif', fileName: 'contoso.ldf', size: 1, sha256: 'ab', modifiedAt: null },
    assessor: 'Ann',
    startedAt: '2026-05-02T09:00:00.000Z',
    finishedAt: '2026-05-02T09:01:00.000Z',
    completedAt: '2026-05-02T10:00:00.000Z',
    complete: true,
    incompleteReason: null,
    virtualServers: { ...none, open: 2, not_a_finding: 10 },
    servers: none,
    toDecide: 12,
    decided: 12,
    walk: 'w-1',
    revision: 1,
    revises: null,
    seal: 'a1'.repeat(32),
    origin: null,
    tags: [],
    ...changes,
  };
}

export const sampleOrigin: BundleOrigin = {
  fileName: 'contoso.hopcheck',
  sha256: 'cd'.repeat(32),
  madeAt: '2026-05-03T08:00:00.000Z',
  madeBy: 'Ben',
  toolVersion: '0.1.0',
  importedAt: '2026-05-04T08:00:00.000Z',
  importedBy: 'Ann',
};

/** A verification that found everything as it was sealed. */
export const intact: Verification = {
  outcome: 'intact',
  checkedAt: '2026-06-01T08:00:00.000Z',
  seal: 'a1'.repeat(32),
  sealedAt: '2026-05-02T10:00:00.000Z',
  sealedBy: 'Ann',
  previousSeal: null,
  chainedHere: true,
  parts: 9,
  differences: [],
};

/** The bundle of the completed sample, not here yet. */
export const sampleReport: BundleReport = {
  fileName: 'contoso.hopcheck',
  size: 1_000,
  sha256: 'cd'.repeat(32),
  kind: 'assessment',
  madeAt: '2026-05-03T08:00:00.000Z',
  madeBy: 'Ben',
  toolVersion: '0.1.0',
  practice: false,
  organization: 'Contoso',
  assessor: 'Ann',
  finishedAt: '2026-05-02T09:01:00.000Z',
  completedAt: '2026-05-02T10:00:00.000Z',
  complete: true,
  revision: 1,
  decided: 12,
  toDecide: 12,
  verification: intact,
  known: [],
};
