import { z } from 'zod';
import type {
  AssessmentSummary,
  AssessmentView,
  Decision,
  EarlierDecision,
  NodeDetail,
  RestoredDecision,
  Signature,
  TakenSubjects,
} from './assessment/assessment.ts';
import type { TrustedCertificates } from './directory/certificate.ts';
import { channelChoices, signInChoices, type ConnectionReport } from './directory/connection.ts';
import type { Discovery, ProbeReport } from './directory/discovery.ts';
import type { WireLog } from './directory/wire-log.ts';
import type { Failure } from './errors.ts';
import type { BundleReport } from './history/bundle.ts';
import type { Combination } from './history/combination.ts';
import type { Comparison } from './history/comparison.ts';
import type { HistoryEvent } from './history/event.ts';
import type { RescueOffer, RescueResult, Usage } from './history/rescue.ts';
import type { Verification } from './history/seal.ts';
import type { TrendPoint } from './history/trend.ts';
import { authorityFileBytes, bundleBytes, ldifChunkBytes, longestName, longestText } from './limits.ts';
import { severities } from './stig/severity.ts';
import { statuses } from './stig/status.ts';

export interface ApplicationInfo {
  readonly version: string;
  readonly host: 'electron' | 'loopback' | 'command-line';
  readonly dataFolder: string;
  /** The operating system's account: who assesses on the command line, if nobody else is named. The window asks for a name. */
  readonly suggestedAssessor: string;
  /** Something about how the application runs that its user must know, such as a missing sandbox. */
  readonly notices: readonly string[];
  /** Whether the TLS of this program can still speak version 1.0, if asked to. */
  readonly legacyTls: boolean;
  /** How the window is liked, as the interface has kept it; null if it has not. */
  readonly preferences: string | null;
}

const text = (most: number) => z.string().max(most);
const assessor = text(200)
  .trim()
  .min(1, 'Enter the name of the assessor: the first screen has a field for it.');
const assessmentId = z.uuid();
const distinguishedName = text(longestName).min(1);
const words = {
  justification: text(longestText),
  comments: text(longestText),
  findingDetails: text(longestText).nullable(),
  severityOverride: z
    .strictObject({ severity: z.enum(severities), justification: text(longestText) })
    .nullable(),
};
/** Ids of the nodes as `assessment.open` told them: names of tens of thousands would not fit a request. */
const nodes = z.array(z.number().int().min(0)).min(1).max(100_000);
const ruling = { status: z.enum(statuses), ...words };
const draft = { status: z.enum(statuses).nullable(), ...words };

const base64 = (mostBytes: number) => z.base64().max(Math.ceil(mostBytes / 3) * 4);
const host = text(255).trim().min(1, 'Enter the name of a domain controller.');
const port = z.number().int().min(1).max(65_535).nullable();
/** An address, perhaps with a port; null for the computer's own servers. */
const dnsServer = text(100).trim().min(1).nullable();

/** All that it takes to reach a domain controller and to sign in. */
const connection = {
  host,
  /** Null for the usual one of the channel; Automatic needs two and takes none. */
  port,
  dnsServer,
  channel: z.enum(channelChoices),
  signIn: z.enum(signInChoices),
  /** Accepts TLS 1.0 and what belongs to it. */
  legacyTls: z.boolean(),
  /** The assessor accepts that the password crosses the network readable. */
  clearTextConsent: z.boolean(),
  account: text(1_024).trim().min(1, 'Enter the account to sign in with.'),
  password: text(1_024),
};

interface Call<A extends z.ZodType, R> {
  readonly args: A;
  /** Never set: it only carries the type of the result. */
  readonly result?: R;
}
/** `call<Result>()(arguments)`: results are our own, arguments are not to be trusted. */
const call =
  <R>() =>
  <A extends z.ZodType>(args: A): Call<A, R> => ({ args });

const nothing = z.strictObject({});
const oneAssessment = z.strictObject({ assessmentId });
const upload = z.strictObject({ uploadId: z.uuid() });

/** A file that is ready to be fetched in pieces: its name, its octets, and by which id. */
export interface Download {
  readonly downloadId: string;
  readonly fileName: string;
  /** Octets. */
  readonly size: number;
  readonly sha256: string;
}

/** Every request that a host carries to the backend: its name, the parser of its arguments, the type of its result. */
export const contract = {
  'application.info': call<ApplicationInfo>()(nothing),
  /** Keeps a text that only the interface understands. */
  'application.keepPreferences': call<null>()(z.strictObject({ text: text(20_000) })),

  /** Domain controllers of a domain by DNS and by what the computer knows; null for the computer's own domain. */
  'discovery.find': call<Discovery>()(
    z.strictObject({ domain: text(255).trim().min(1).nullable(), dnsServer }),
  ),
  /** Asks one of them what it tells everybody. Signs nobody in. */
  'discovery.probe': call<ProbeReport>()(z.strictObject({ host, port, dnsServer })),

  /** Signs in, looks what the account sees of Exchange, and leaves. */
  'connection.test': call<ConnectionReport>()(z.strictObject(connection)),
  /** Ends a running test at once. */
  'connection.cancel': call<null>()(nothing),
  /** What the last attempt to connect sent, whatever became of it; null before the first. */
  'connection.lastLog': call<WireLog | null>()(nothing),

  'trust.list': call<TrustedCertificates>()(nothing),
  /** Takes the authorities from a file (PEM, DER or PKCS #7); answers with how many are new. */
  'trust.importAuthorities': call<{ readonly imported: number; readonly known: number }>()(
    z.strictObject({ assessor, fileName: text(1_024).min(1), base64: base64(authorityFileBytes) }),
  ),
  'trust.removeAuthority': call<null>()(z.strictObject({ sha256: text(100) })),
  /** Trusts one certificate for one host, in the place of any before. */
  'trust.pin': call<null>()(z.strictObject({ assessor, host, pem: text(100_000) })),
  'trust.unpin': call<null>()(z.strictObject({ host })),

  /** Each start answers once the source is open and Exchange was found there; the walk then goes on and announces itself by events. */
  'assessment.startPractice': call<{ readonly assessmentId: string }>()(z.strictObject({ assessor })),
  'assessment.startDomainController': call<{ readonly assessmentId: string }>()(
    z.strictObject({ assessor, ...connection }),
  ),
  'assessment.startLdif': call<{ readonly assessmentId: string }>()(
    z.strictObject({
      assessor,
      fileName: text(1_024).min(1),
      size: z.number().int().min(0),
      /** When the file was last changed. */
      modifiedAt: z.iso.datetime().nullable(),
    }),
  ),
  /** The next piece of the file; answers when the reader has taken it. */
  'assessment.feedLdif': call<null>()(
    z.strictObject({
      assessmentId,
      offset: z.number().int().min(0),
      base64: base64(ldifChunkBytes),
    }),
  ),
  'assessment.endLdif': call<null>()(z.strictObject({ assessmentId })),
  /** Stops the running start or walk at once. What a walk had read is kept, as incomplete; of a file only half read, nothing. */
  'assessment.cancel': call<null>()(nothing),

  'assessment.list': call<readonly AssessmentSummary[]>()(nothing),
  'assessment.open': call<AssessmentView>()(z.strictObject({ assessmentId })),
  'assessment.node': call<NodeDetail>()(z.strictObject({ assessmentId, distinguishedName })),
  /** What was sent to read it; null for what was not read from a domain controller. */
  'assessment.wireLog': call<WireLog | null>()(z.strictObject({ assessmentId })),
  /** Completes and seals it; `problemsRead` is how many problems the assessor says to have read. */
  'assessment.complete': call<AssessmentSummary>()(
    z.strictObject({ assessmentId, assessor, problemsRead: z.number().int().min(0) }),
  ),
  /** Begins a correction of a completed assessment: the same evidence, with its decisions, in review again. */
  'assessment.revise': call<{ readonly assessmentId: string }>()(
    z.strictObject({
      assessmentId,
      assessor,
      reason: text(longestText).trim().min(1, 'Say why it is to be corrected.'),
    }),
  ),

  /** Answers when the decision is on disk. */
  'decision.record': call<Decision>()(
    z.strictObject({ assessmentId, distinguishedName, assessor, ...ruling }),
  ),
  /** The same decision on several subjects, all or none, but leaves out those with a draft; answers with what was decided on which. */
  'decision.recordMany': call<TakenSubjects & { readonly decision: Decision }>()(
    z.strictObject({ assessmentId, nodes, assessor, ...ruling }),
  ),
  /** Takes the newest standing decision back; answers with the one that counts now, null if none does. */
  'decision.withdraw': call<Decision | null>()(z.strictObject({ assessmentId, distinguishedName, assessor })),
  /**
   * Takes the decisions that were made on several at once, and signed so, back, all or none; answers with those that count again.
   * Refused if one of them does not count any more.
   */
  'decision.withdrawMany': call<readonly RestoredDecision[]>()(
    z.strictObject({ assessmentId, nodes, decidedAt: z.iso.datetime(), decidedBy: text(200), assessor }),
  ),
  /** Decisions on the same object in earlier assessments of the same organisation, newest first. */
  'decision.earlier': call<readonly EarlierDecision[]>()(z.strictObject({ assessmentId, distinguishedName })),
  /** Decides every undecided subject as proposed, but leaves out those with a draft; answers with which, and how they are signed. */
  'decision.acceptProposals': call<TakenSubjects & Signature>()(z.strictObject({ assessmentId, assessor })),
  /** Keeps what is being typed, so that nothing is lost before it is decided. */
  'decision.saveDraft': call<null>()(z.strictObject({ assessmentId, distinguishedName, ...draft })),
  /** Keeps what is being typed to decide several subjects alike; nothing in it takes it away. */
  'decision.saveBulkDraft': call<null>()(z.strictObject({ assessmentId, ...draft })),

  /** What happened to an assessment, oldest first. */
  'history.events': call<readonly HistoryEvent[]>()(oneAssessment),
  /** Notes that something of it left Hopcheck, such as a table or a printed sheet. */
  'history.noteExport': call<null>()(
    z.strictObject({ assessmentId, assessor, what: text(200).trim().min(1) }),
  ),
  /** Hashes everything anew and compares it with the seal; the finding is an event as well. */
  'history.verify': call<Verification>()(z.strictObject({ assessmentId, assessor })),
  /** Words to find it by, in the place of those before; answers with them in order, each once. */
  'history.setTags': call<readonly string[]>()(
    z.strictObject({ assessmentId, tags: z.array(text(50).trim().min(1)).max(20) }),
  ),
  /** Removes it for good. Its seal stays in the chain. */
  'history.delete': call<null>()(z.strictObject({ assessmentId, assessor })),
  'history.usage': call<Usage>()(nothing),
  /** Two assessments of one organisation, the older one first. */
  'history.compare': call<Comparison>()(
    z.strictObject({ before: assessmentId, after: assessmentId, includeUnchanged: z.boolean() }),
  ),
  /** Several assessments of one organisation, such as the parts of several assessors, read as one. */
  'history.combine': call<Combination>()(
    z.strictObject({ assessmentIds: z.array(assessmentId).min(2).max(50) }),
  ),
  /** The organisation of this assessment over time, oldest first. */
  'history.trend': call<readonly TrendPoint[]>()(oneAssessment),

  /** Packs an assessment, completed or not, as one file. */
  'bundle.make': call<Download>()(z.strictObject({ assessmentId, assessor })),
  'bundle.begin': call<{ readonly uploadId: string }>()(
    z.strictObject({
      fileName: text(1_024).min(1),
      size: z.number().int().min(1).max(bundleBytes, 'This file is larger than any bundle can be.'),
    }),
  ),
  /** The next piece of the file. */
  'bundle.feed': call<null>()(
    z.strictObject({ uploadId: z.uuid(), offset: z.number().int().min(0), base64: base64(ldifChunkBytes) }),
  ),
  /** Checks what was fed, and tells what it is. Nothing is kept of it yet. */
  'bundle.inspect': call<BundleReport>()(upload),
  'bundle.import': call<AssessmentSummary>()(z.strictObject({ uploadId: z.uuid(), assessor })),
  'bundle.discard': call<null>()(upload),

  /** A copy of the whole database, checked. */
  'backup.make': call<Download>()(nothing),
  /** The next piece of a file, at most `ldifChunkBytes`; empty at its end. */
  'download.read': call<{ readonly base64: string }>()(
    z.strictObject({ downloadId: z.uuid(), offset: z.number().int().min(0) }),
  ),
  'download.discard': call<null>()(z.strictObject({ downloadId: z.uuid() })),

  /** What can be done about a database that cannot be opened. */
  'rescue.look': call<RescueOffer>()(nothing),
  /** Puts a backup in the place of the damaged database, which is kept aside. */
  'rescue.restore': call<RescueResult>()(z.strictObject({ backup: text(255).min(1) })),
  /** Moves what can be read into a new database; the damaged one is kept aside. */
  'rescue.salvage': call<RescueResult>()(nothing),
};

export type Channel = keyof typeof contract;
export type Args<C extends Channel> = z.output<(typeof contract)[C]['args']>;
export type Result<C extends Channel> = (typeof contract)[C] extends Call<infer _A, infer R> ? R : never;
export type Handlers = { readonly [C in Channel]: (args: Args<C>) => Result<C> | Promise<Result<C>> };
export type Invoke = <C extends Channel>(channel: C, args: Args<C>) => Promise<Result<C>>;

/** Errors travel as values: thrown ones lose all but their message on the way. */
export type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure };
/** The one door. Channel and arguments are unknown until parsed. */
export type Dispatch = (channel: unknown, args: unknown) => Promise<Reply>;

/** What a host exposes to the renderer as `globalThis.bridge`. The loopback host has none: there the renderer speaks HTTP. */
export interface Bridge {
  readonly dispatch: Dispatch;
  /** Returns the function that ends the subscription. */
  readonly onEvent: (listener: (event: unknown) => void) => () => void;
}
