import { z } from 'zod';
import type { SingleParts } from '../../../shared/history/document.ts';
import { eventKinds, type HistoryEvent } from '../../../shared/history/event.ts';
import { severities } from '../../../shared/stig/severity.ts';
import { statuses } from '../../../shared/stig/status.ts';
import { figures, flag, json, packedJson, withOverride, withWithdrawal } from './rows.ts';

/**
 * The shapes of the rows as they become a document: JSON as it lies there, without what a later version would add to it, so that a
 * document has the same octets for ever.
 */
const status = z.enum(statuses);
const asItIs = z.record(z.string(), z.unknown());

export const assessmentPartRow: z.ZodType<SingleParts['assessment.json']> = z.object({
  walk: z.string(),
  revision: z.number().int(),
  revises: z.string().nullable(),
  practice: flag,
  organizationName: z.string(),
  organizationDistinguishedName: z.string(),
  exchangeContainer: z.string(),
  source: json(asItIs),
  assessor: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  completedAt: z.string().nullable(),
  complete: flag,
  incompleteReason: z.string().nullable(),
  figures: json(figures),
  toolVersion: z.string(),
  ruleVersion: z.number().int(),
  checkId: z.string(),
});

export const problemPartRow = z.object({
  code: z.string(),
  message: z.string(),
  distinguishedName: z.string().nullable(),
});

export const subjectPartRow = z.object({
  key: z.string(),
  distinguishedName: z.string(),
  status,
  reasons: json(z.array(z.string())),
  objectGuid: z.string().nullable(),
});

const words = {
  justification: z.string(),
  comments: z.string(),
  findingDetails: z.string().nullable(),
  severity: z.enum(severities).nullable(),
  severityJustification: z.string().nullable(),
};

export const decisionPartRow = z
  .object({
    subject: z.string(),
    status,
    previousStatus: status,
    ...words,
    decidedAt: z.string(),
    decidedBy: z.string(),
    withdrawnAt: z.string().nullable(),
    withdrawnBy: z.string().nullable(),
  })
  .transform(withOverride)
  .transform(withWithdrawal);

const draft = { status: status.nullable(), ...words, savedAt: z.string() };
export const draftPartRow = z.object({ subject: z.string(), ...draft }).transform(withOverride);
export const bulkDraftPartRow = z.object(draft).transform(withOverride);

export const wireLogPartRow = z.object({
  log: packedJson(z.object({ entries: z.array(asItIs), dropped: z.number().int() })),
});

export const eventRow: z.ZodType<HistoryEvent> = z.object({
  kind: z.enum(eventKinds),
  at: z.string(),
  by: z.string(),
  detail: json(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  sha256: z.string(),
});
