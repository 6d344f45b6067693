import { z } from 'zod';
import { severities } from '../stig/severity.ts';
import { statuses } from '../stig/status.ts';
import { eventKinds } from './event.ts';

/**
 * An assessment as a document, in parts: what is sealed, and what a bundle carries. Each part is one canonical JSON text
 * (RFC 8785), so that equal content has equal octets and an equal hash, in every data folder.
 *
 * Numbers that only a data folder knows its rows by are not part of it. Everything here is parsed as strictly as it is written:
 * in a bundle it comes from outside.
 */

/** Of any list of a document. */
export const longestList = 500_000;
/** Bounds of what is taken from outside. */
const most = { text: 200_000, name: 1_000_000, items: longestList };

const text = z.string().max(most.text);
const name = z.string().max(most.name);
/** As `toISOString` writes it, so that texts have the order of the times. */
const instant = z.iso.datetime({ precision: 3 });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const status = z.enum(statuses);
const count = z.number().int().min(0);
const counts = z.strictObject({
  open: count,
  not_reviewed: count,
  not_a_finding: count,
  not_applicable: count,
});
const list = <T extends z.ZodType>(item: T) => z.array(item).max(most.items).readonly();

const severityOverride = z.strictObject({ severity: z.enum(severities), justification: text }).nullable();
const words = { justification: text, comments: text, findingDetails: text.nullable(), severityOverride };

/** `assessment.json`: what it is, where it came from and how it ended. */
export const assessmentPart = z.strictObject({
  /** UUID of the walk: assessments that share it hold the same evidence. */
  walk: z.uuid(),
  /** 1 for the first, one more for every correction. */
  revision: z.number().int().min(1).max(1_000_000),
  /** Seal of the assessment that this one corrects. */
  revises: sha256.nullable(),
  practice: z.boolean(),
  organizationName: text,
  organizationDistinguishedName: name,
  exchangeContainer: name,
  /** A SourceDescription; the store knows its shapes through all versions. */
  source: z.record(z.string().max(100), z.unknown()),
  assessor: text,
  startedAt: instant,
  finishedAt: instant,
  /** Null in a capture: it is still in review. */
  completedAt: instant.nullable(),
  complete: z.boolean(),
  incompleteReason: text.nullable(),
  figures: z.strictObject({ virtualServers: counts, servers: counts, toDecide: count, decided: count }),
  toolVersion: text,
  ruleVersion: z.number().int().min(0),
  checkId: text,
});

/** `problems.json` */
export const problemsPart = list(
  z.strictObject({ code: text, message: text, distinguishedName: name.nullable() }),
);

/** `subjects.json`: what the check is decided on, with what was proposed. */
export const subjectsPart = list(
  z.strictObject({
    key: name,
    distinguishedName: name,
    status,
    reasons: list(text),
    objectGuid: text.nullable(),
  }),
);

/** `decisions.json`: every decision in the order in which they were made, with those that were taken back. */
export const decisionsPart = list(
  z.strictObject({
    subject: name,
    status,
    previousStatus: status,
    ...words,
    decidedAt: instant,
    decidedBy: text,
    withdrawn: z.strictObject({ at: instant, by: text }).nullable(),
  }),
);

/** `drafts.json`: what was typed and not decided. */
export const draftsPart = z.strictObject({
  subjects: list(z.strictObject({ subject: name, status: status.nullable(), ...words, savedAt: instant })),
  bulk: z.strictObject({ status: status.nullable(), ...words, savedAt: instant }).nullable(),
});

/** `events.json`: what happened to it until it was completed. */
export const eventsPart = list(
  z.strictObject({
    kind: z.enum(eventKinds),
    at: instant,
    by: text,
    detail: z.record(z.string().max(100), z.union([text, z.number(), z.boolean(), z.null()])),
    sha256,
  }),
);

const wireEntry = z.strictObject({
  at: instant,
  milliseconds: z.number().nullable(),
  connection: count,
  operation: z.enum(['connect', 'start-tls', 'tls', 'bind', 'search', 'unbind']),
  detail: text,
  search: z
    .strictObject({
      base: name,
      scope: z.enum(['base', 'one', 'sub']),
      filter: text,
      attributes: list(text),
      page: count,
      entries: count,
      references: count,
    })
    .nullable(),
  octetsSent: count,
  octetsReceived: count,
  result: z.number().int().nullable(),
});

/** `wire-log.json`: what was sent to read it; null for what was not read over a network. */
export const wireLogPart = z
  .strictObject({
    entries: z
      .array(z.record(z.string().max(100), z.unknown()).refine((entry) => wireEntry.safeParse(entry).success))
      .max(most.items),
    dropped: count,
  })
  .nullable();

/** Looked at as one, as there are millions: zod would tell of each that is none. */
const texts = z.custom<string[]>(
  (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
);

/** `evidence/00000.json` and so on: some hundred objects in the order of reading. */
export const evidencePart = z.strictObject({
  readAt: instant,
  entries: z
    .array(
      z.strictObject({
        distinguishedName: name,
        attributes: z.record(z.string().max(1_000), texts),
      }),
    )
    .max(10_000),
});

/** The parts that are there once; a document has them all. */
export const singleParts = {
  'assessment.json': assessmentPart,
  'problems.json': problemsPart,
  'subjects.json': subjectsPart,
  'decisions.json': decisionsPart,
  'drafts.json': draftsPart,
  'events.json': eventsPart,
  'wire-log.json': wireLogPart,
} as const;
export type SinglePartName = keyof typeof singleParts;
/** What the single parts say. */
export type SingleParts = { readonly [Name in SinglePartName]: z.output<(typeof singleParts)[Name]> };
/** What one page of evidence says. */
export type EvidencePage = z.output<typeof evidencePart>;

/** The name of a page of evidence, counted from 0. */
export function evidencePartName(page: number): string {
  return `evidence/${String(page).padStart(5, '0')}.json`;
}

/** One part as text, ready to be hashed or written. */
export interface DocumentPart {
  readonly name: string;
  /** Canonical JSON. */
  readonly text: string;
}
