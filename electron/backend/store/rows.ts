import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Draft, ProblemCode, SeverityOverride } from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { WireEntry, WireLog } from '../../../shared/directory/wire-log.ts';
import type { BundleOrigin } from '../../../shared/history/bundle.ts';
import type { ReasonCode } from '../../../shared/stig/proposal.ts';
import { severities, type Severity } from '../../../shared/stig/severity.ts';
import { statuses } from '../../../shared/stig/status.ts';
import { fingerprintOf } from './fingerprint.ts';
import type {
  AssessmentRecord,
  AuthorityRecord,
  DecisionRecord,
  EarlierRecord,
  PinRecord,
} from './records.ts';
import { source } from './source-column.ts';

/** The shapes of the rows as they are read: a row that has another shape was damaged, or written by somebody else. */
const status = z.enum(statuses);
export const flag = z.literal([0, 1]).transform((value) => value === 1);

/** JSON in a column of text. */
export function json<T extends z.ZodType>(shape: T) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.issues.push({ code: 'custom', message: 'not JSON', input: text });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

/** Codes are text here, whatever their list is today: evidence stays readable when a code is renamed. */
const code = <T extends string>() => z.custom<T>((value) => typeof value === 'string');

const counts = z.record(status, z.number().int());
export const figures = z.object({
  virtualServers: counts,
  servers: counts,
  toDecide: z.number().int(),
  decided: z.number().int(),
});

const origin: z.ZodType<BundleOrigin> = z.object({
  fileName: z.string(),
  sha256: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  toolVersion: z.string(),
  importedAt: z.string(),
  importedBy: z.string(),
});

export const assessmentRow: z.ZodType<AssessmentRecord> = z.object({
  id: z.string(),
  state: z.enum(['walking', 'in-review', 'completed']),
  practice: flag,
  organizationName: z.string().nullable(),
  organizationDistinguishedName: z.string().nullable(),
  exchangeContainer: z.string(),
  source: json(source),
  assessor: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  complete: flag,
  incompleteReason: z.string().nullable(),
  figures: json(figures).nullable(),
  toolVersion: z.string(),
  ruleVersion: z.number().int(),
  checkId: z.string(),
  walk: z.string(),
  revision: z.number().int(),
  revises: z.string().nullable(),
  origin: json(origin).nullable(),
  seal: z.string().nullable(),
  tags: json(z.array(z.string())),
});

/** The CRC of gzip vouches that these are the very entries that were written, so they are not looked at one by one. */
const entries = z.custom<readonly DirectoryEntry[]>(Array.isArray);

/** JSON in gzip. */
export function packedJson<T extends z.ZodType>(shape: T) {
  return z.instanceof(Uint8Array).transform(unpack).pipe(json(shape));
}

export const evidenceRow = z.object({ readAt: z.string(), entries: packedJson(entries) });

/** The names are looked up, not shown: one that is none is simply never found, and there are hundreds of thousands. */
const names = z.custom<readonly string[]>(Array.isArray);

export const evidenceNamesRow = z.object({ page: z.number().int(), names: json(names) });

function unpack(packed: Uint8Array, context: z.core.$RefinementCtx<Uint8Array>): string {
  try {
    return gunzipSync(packed).toString();
  } catch (error) {
    context.issues.push({ code: 'custom', message: String(error), input: packed });
    return z.NEVER;
  }
}

/** Vouched for by its CRC as well. */
const wireLog: z.ZodType<WireLog> = z.object({
  entries: z.custom<readonly WireEntry[]>(Array.isArray),
  dropped: z.number().int(),
});

export const wireLogRow = z.object({ log: packedJson(wireLog) });

export const problemRow = z.object({
  code: code<ProblemCode>(),
  message: z.string(),
  distinguishedName: z.string().nullable(),
});

const reasonList = json(z.array(code<ReasonCode>()));

export const proposalRow = z.object({
  subjectKey: z.string(),
  distinguishedName: z.string(),
  status,
  reasons: reasonList,
});

const words = {
  justification: z.string(),
  comments: z.string(),
  findingDetails: z.string().nullable(),
  severity: z.enum(severities).nullable(),
  severityJustification: z.string().nullable(),
};
const decision = { status, ...words, decidedAt: z.string(), decidedBy: z.string() };

interface SeverityColumns {
  readonly severity: Severity | null;
  readonly severityJustification: string | null;
}

/** The two columns of a severity override as one value. */
export function withOverride<T extends SeverityColumns>({ severity, severityJustification, ...row }: T) {
  const severityOverride: SeverityOverride | null =
    severity === null ? null : { severity, justification: severityJustification ?? '' };
  return { ...row, severityOverride };
}

interface WithdrawalColumns {
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
}

/** The two columns of a withdrawal as one value. */
export function withWithdrawal<T extends WithdrawalColumns>({ withdrawnAt, withdrawnBy, ...row }: T) {
  const withdrawn =
    withdrawnAt === null || withdrawnBy === null ? null : { at: withdrawnAt, by: withdrawnBy };
  return { ...row, withdrawn };
}

export const decisionRow: z.ZodType<DecisionRecord> = z
  .object({
    ...decision,
    previousStatus: status,
    withdrawnAt: z.string().nullable(),
    withdrawnBy: z.string().nullable(),
  })
  .transform(withOverride)
  .transform(withWithdrawal);

export const standingDecisionRow = z.object({ subjectKey: z.string(), ...decision }).transform(withOverride);

export const earlierRow: z.ZodType<EarlierRecord> = z
  .object({
    ...decision,
    assessmentId: z.string(),
    finishedAt: z.string(),
    distinguishedName: z.string(),
    proposedStatus: status,
    reasons: reasonList,
  })
  .transform(withOverride)
  .transform(({ assessmentId, finishedAt, distinguishedName, proposedStatus, reasons, ...decided }) => ({
    assessmentId,
    finishedAt,
    distinguishedName,
    proposal: { status: proposedStatus, reasons },
    decision: decided,
  }));

export const draftRow: z.ZodType<Draft> = z
  .object({ ...words, status: status.nullable() })
  .transform(withOverride);

export const interruptedWalkRow = z.object({ id: z.string(), entryCount: z.number().int() });

const certificate = { sha256: z.string(), certificate: z.instanceof(Uint8Array) };
const isWhole = (row: { readonly sha256: string; readonly certificate: Uint8Array }) =>
  fingerprintOf(row.certificate) === row.sha256;
const notWhole = 'the certificate has another fingerprint';

export const authorityRow: z.ZodType<AuthorityRecord> = z
  .object({ ...certificate, fileName: z.string(), importedAt: z.string(), importedBy: z.string() })
  .refine(isWhole, notWhole);

export const pinRow: z.ZodType<PinRecord> = z
  .object({ ...certificate, host: z.string(), pinnedAt: z.string(), pinnedBy: z.string() })
  .refine(isWhole, notWhole);
