import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { NewSeal } from '../../../../electron/backend/store/history-records.ts';
import type {
  AssessmentRecord,
  GroupedFigures,
  NewAssessment,
  NewDecision,
  NewPin,
  NewWithdrawal,
  WalkOutcome,
} from '../../../../electron/backend/store/records.ts';
import { openStore, type Store } from '../../../../electron/backend/store/store.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { WireLog } from '../../../../shared/directory/wire-log.ts';

/** A folder of its own for one test, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hopcheck-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openedStore(folder = temporaryFolder()): Store {
  const store = openStore(folder, { toolVersion: '0.1.0' });
  onTestFinished(() => store.close());
  return store;
}

/** The failure of an action that must fail in the user's words. */
export function failureOf(action: () => unknown): { readonly code: string; readonly message: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('The action was expected to fail.');
}

export const assessmentId = '6f1f0a52-5d0c-4f0e-9a3f-0d6f5a1c2b3e';

export const newAssessment: NewAssessment = {
  id: assessmentId,
  practice: true,
  exchangeContainer: 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=example',
  source: {
    kind: 'practice',
    host: '127.0.0.1',
    port: 50_389,
    channel: 'practice',
    signIn: 'simple',
    account: 'assessor@contoso.example',
    dnsHostName: 'dc1.contoso.example',
    site: null,
    windowsLevel: 'Windows Server 2003',
    clockDifferenceMilliseconds: null,
    certificateFingerprint: null,
    certificateTrust: null,
    tls: null,
    weaknesses: [],
    ldapsPassedOver: null,
    clearTextConsent: false,
  },
  assessor: 'A. Assessor',
  startedAt: '2026-03-01T09:00:00.000Z',
  toolVersion: '0.1.0',
  ruleVersion: 1,
  checkId: 'EMG2-803',
};

export const entries: readonly DirectoryEntry[] = [
  {
    distinguishedName: 'CN=1,CN=SMTP,CN=MAIL1',
    attributes: { cn: ['1'], msExchSmtpOutboundSecurityFlag: ['4'] },
  },
  {
    distinguishedName: 'CN=2,CN=SMTP,CN=MAIL1',
    attributes: { cn: ['2'], objectClass: ['top', 'protocolCfgSMTPServer'] },
  },
];

const counts = { open: 0, not_a_finding: 1, not_reviewed: 1, not_applicable: 0 };
/** As they are read; with those of the groups, as they are kept. */
export const figuresRead = {
  virtualServers: counts,
  servers: { ...counts, not_a_finding: 0 },
  toDecide: 2,
  decided: 0,
};
export const figuresReadAfterOne = { ...figuresRead, decided: 1 };
export const groups = [{ administrativeGroup: 'Main', counts }];
export const figures = { ...figuresRead, groups };
export const figuresAfterOne = { ...figuresReadAfterOne, groups };

export const wireLog: WireLog = {
  entries: [
    {
      at: '2026-03-01T09:00:00.500Z',
      milliseconds: 3,
      connection: 1,
      operation: 'search',
      detail: 'The Exchange organisation',
      search: {
        base: newAssessment.exchangeContainer,
        scope: 'sub',
        filter: '(objectClass=*)',
        attributes: ['cn', 'msExchSmtpOutboundSecurityFlag'],
        page: 1,
        entries: 2,
        references: 0,
      },
      octetsSent: 180,
      octetsReceived: 512,
      result: 0,
    },
    {
      at: '2026-03-01T09:00:05.000Z',
      milliseconds: null,
      connection: 1,
      operation: 'unbind',
      detail: '',
      search: null,
      octetsSent: 7,
      octetsReceived: 0,
      result: null,
    },
  ],
  dropped: 0,
};

export const outcome: WalkOutcome = {
  finishedAt: '2026-03-01T09:00:05.000Z',
  organizationName: 'Contoso',
  organizationDistinguishedName: 'CN=Contoso,CN=Microsoft Exchange',
  incompleteReason: null,
  problems: [
    { code: 'not-readable', message: 'It could not be read.', distinguishedName: 'CN=SMTP,CN=MAIL2' },
    { code: 'referral', message: 'A part is elsewhere.', distinguishedName: null },
  ],
  subjects: [
    {
      subjectKey: 'cn=1,cn=smtp,cn=mail1',
      distinguishedName: 'CN=1,CN=SMTP,CN=MAIL1',
      proposal: { status: 'not_a_finding', reasons: ['anonymous-tls'] },
      objectGuid: '11111111-1111-4111-8111-111111111111',
    },
    {
      subjectKey: 'cn=2,cn=smtp,cn=mail1',
      distinguishedName: 'CN=2,CN=SMTP,CN=MAIL1',
      proposal: { status: 'not_reviewed', reasons: ['absent'] },
      objectGuid: null,
    },
  ],
  figures,
  wireLog,
  observed: [
    {
      key: 'cn=1,cn=smtp,cn=mail1',
      objectGuid: '11111111-1111-4111-8111-111111111111',
      kind: 'virtual-server',
      name: '1',
      server: 'MAIL1',
      administrativeGroup: 'Main',
      distinguishedName: 'CN=1,CN=SMTP,CN=MAIL1',
      security: { rawFlag: '4', authentication: 'anonymous', tls: true },
      version: null,
      proposal: { status: 'not_a_finding', reasons: ['anonymous-tls'] },
    },
  ],
  endedBy: 'A. Assessor',
};

/** What is known of it when its walk has ended. */
export const recordInReview: AssessmentRecord = {
  ...newAssessment,
  state: 'in-review',
  finishedAt: outcome.finishedAt,
  organizationName: outcome.organizationName,
  organizationDistinguishedName: outcome.organizationDistinguishedName,
  complete: true,
  incompleteReason: null,
  completedAt: null,
  figures: figuresRead,
  walk: assessmentId,
  revision: 1,
  revises: null,
  origin: null,
  seal: null,
  tags: [],
};

export const firstSubject = 'cn=1,cn=smtp,cn=mail1';
export const secondSubject = 'cn=2,cn=smtp,cn=mail1';

/** What the store tells of {@link outcome}'s subjects: the GUIDs are for finding them only. */
export const proposals = outcome.subjects.map(({ objectGuid: _objectGuid, ...proposal }) => proposal);

export function decision(change: Partial<NewDecision> = {}): NewDecision {
  return {
    subjectKey: firstSubject,
    status: 'open',
    justification: 'The dialog shows otherwise.',
    comments: '',
    findingDetails: null,
    severityOverride: null,
    decidedAt: '2026-03-01T10:00:00.000Z',
    decidedBy: 'A. Assessor',
    ...change,
  };
}

export function withdrawal(): NewWithdrawal {
  return {
    subjectKey: firstSubject,
    withdrawnAt: '2026-03-01T10:30:00.000Z',
    withdrawnBy: 'B. Assessor',
  };
}

export function pin(change: Partial<NewPin> = {}): NewPin {
  return {
    host: 'dc1.contoso.example',
    certificate: Buffer.from('the octets of a certificate'),
    pinnedAt: '2026-03-01T08:00:00.000Z',
    pinnedBy: 'A. Assessor',
    ...change,
  };
}

/** An assessment whose walk has ended. */
export function walkInto(store: Store): void {
  store.beginAssessment(newAssessment);
  store.appendEntries(assessmentId, entries, '2026-03-01T09:00:01.000Z');
  store.finishWalk(assessmentId, outcome);
}

/** A seal that says nothing: what it is made of is not the store's concern. */
export const newSeal: NewSeal = {
  sealedAt: '2026-03-01T11:00:00.000Z',
  sealedBy: 'A. Assessor',
  detail: {},
  rows: {},
  manifest: (_read, previousSeal) => ({
    format: 'hopcheck-seal',
    version: 1,
    sealedAt: '2026-03-01T11:00:00.000Z',
    sealedBy: 'A. Assessor',
    toolVersion: '0.1.0',
    previousSeal,
    parts: [],
  }),
};

/** Completes and seals an assessment in review; returns its seal. */
export function complete(store: Store, kept: GroupedFigures = figures, id = assessmentId): string {
  const completion = {
    completedAt: '2026-03-01T11:00:00.000Z',
    completedBy: 'A. Assessor',
    figures: kept,
    detail: { problemsRead: 2 },
  };
  return store.complete(id, completion, newSeal);
}
