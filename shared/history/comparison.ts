import type { AssessmentSummary, SecurityFacts, SeverityOverride } from '../assessment/assessment.ts';
import type { Proposal } from '../stig/proposal.ts';
import type { Status } from '../stig/status.ts';

/** A server or a virtual server as one assessment observed it. */
export interface ObservedObject {
  /** distinguishedNameKey: what it is known by where there is no GUID. */
  readonly key: string;
  /** What it is known by through renaming and moving; null if it was not delivered. */
  readonly objectGuid: string | null;
  readonly kind: 'server' | 'virtual-server';
  readonly name: string;
  /** The server that it is or belongs to. */
  readonly server: string;
  readonly administrativeGroup: string;
  readonly distinguishedName: string;
  /** Null for a server, which has no flag of its own. */
  readonly security: SecurityFacts | null;
  /** serialNumber of the server that it is or belongs to, as read. */
  readonly version: string | null;
  /** Null for a server whose virtual servers are decided on instead. */
  readonly proposal: Proposal | null;
}

/** What counts of what was decided on an object. */
export interface Verdict {
  readonly status: Status;
  readonly severityOverride: SeverityOverride | null;
  readonly decidedAt: string;
  readonly decidedBy: string;
}

/** The same with what the assessors decided. */
export interface JudgedObject extends ObservedObject {
  /** What counts: the decision, else the proposal; null where nothing is decided on. */
  readonly status: Status | null;
  readonly decision: Verdict | null;
}

/**
 * What became of an object between two assessments. A finding is `new`, `reopened` (it was one in a still older assessment, was none
 * in the older one, and is one again), `still-open` or `closed`, also if the object itself is gone. `unclear` was open and is not
 * reviewed, or nothing is decided on it any more; or it was there and may only not have been seen, as the newer walk is incomplete,
 * saw nothing at all on its server, or could not read a container above it: that closes nothing. What is no finding `appeared`, is `gone`, `changed` its status
 * otherwise, or is `unchanged`.
 */
export const outcomes = [
  'new',
  'reopened',
  'still-open',
  'unclear',
  'closed',
  'gone',
  'appeared',
  'changed',
  'unchanged',
] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * In what two observations of one object differ. `renamed`: its name, or a name on the way to it; `moved`: it belongs to another
 * server or group; `observation`: the flag or the version. `decision`: what the assessors said in place of the proposal differs, and
 * with it the verdict; `decision-alone`: the same although observation and proposal are as before.
 */
export const changes = ['renamed', 'moved', 'observation', 'proposal', 'decision', 'decision-alone'] as const;
export type Change = (typeof changes)[number];

/** One object in both assessments; null where it was not seen. */
export interface ComparedPair {
  readonly before: JudgedObject | null;
  readonly after: JudgedObject | null;
  readonly outcome: Outcome;
  readonly changes: readonly Change[];
}

/** Two assessments of one organisation, side by side. */
export interface Comparison {
  readonly before: AssessmentSummary;
  readonly after: AssessmentSummary;
  /** Of all objects, those that are not listed as well. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly changes: Readonly<Record<Change, number>>;
  /** In the order of the newer tree, what is gone last. Without objects that are unchanged in every respect, unless they were asked for. */
  readonly pairs: readonly ComparedPair[];
}
