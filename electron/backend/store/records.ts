import type {
  AssessmentState,
  Decision,
  Draft,
  Problem,
  RecordedDecision,
} from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { SourceDescription } from '../../../shared/directory/source.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import type { BundleOrigin } from '../../../shared/history/bundle.ts';
import type { ObservedObject } from '../../../shared/history/comparison.ts';
import type { GroupCounts } from '../../../shared/history/trend.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import type { Figures } from '../../../shared/stig/roll-up.ts';
import type { Status } from '../../../shared/stig/status.ts';

/** What is known of an assessment when its walk begins. Times are ISO 8601 in UTC, here and below. */
export interface NewAssessment {
  /** A UUID, drawn by the caller. */
  readonly id: string;
  readonly practice: boolean;
  /** Distinguished name of the container that the walk reads. */
  readonly exchangeContainer: string;
  readonly source: SourceDescription;
  readonly assessor: string;
  readonly startedAt: string;
  readonly toolVersion: string;
  /** Version of the decision rule that makes the proposals. */
  readonly ruleVersion: number;
  readonly checkId: string;
}

/** From which walk an assessment is, and how it came here. */
export interface Descent {
  /** UUID of the walk: assessments that share it hold the same evidence. */
  readonly walk: string;
  /** 1, and one more for every correction. */
  readonly revision: number;
  /** Seal of the assessment that this one corrects. */
  readonly revises: string | null;
  /** The bundle that it came with; null if it was made here. */
  readonly origin: BundleOrigin | null;
}

/** One assessment without what belongs to it. */
export interface AssessmentRecord extends NewAssessment, Descent {
  readonly state: AssessmentState;
  /** Null while walking, like all that only the end of the walk tells. */
  readonly organizationName: string | null;
  readonly organizationDistinguishedName: string | null;
  readonly finishedAt: string | null;
  readonly completedAt: string | null;
  /** False while walking. */
  readonly complete: boolean;
  readonly incompleteReason: string | null;
  readonly figures: Figures | null;
  /** Null until it is completed and sealed. */
  readonly seal: string | null;
  /** In order, each once. */
  readonly tags: readonly string[];
}

/** The figures of an assessment, and the same for each administrative group. */
export interface GroupedFigures extends Figures {
  readonly groups: readonly GroupCounts[];
}

/** What the end of a walk tells. */
export interface WalkOutcome {
  readonly finishedAt: string;
  readonly organizationName: string;
  readonly organizationDistinguishedName: string;
  /** Why the walk is incomplete, in one sentence; null if it read everything. */
  readonly incompleteReason: string | null;
  readonly problems: readonly Problem[];
  readonly subjects: readonly NewSubject[];
  readonly figures: GroupedFigures;
  /** What was sent to read it; null for what was not read over a network. */
  readonly wireLog: WireLog | null;
  /** What it is compared with other assessments by. */
  readonly observed: readonly ObservedObject[];
  /** Who ended it: the assessor, or the program. */
  readonly endedBy: string;
}

/** What the tool proposes for one subject, which is known by its distinguishedNameKey from then on. */
export interface SubjectProposal {
  readonly subjectKey: string;
  readonly distinguishedName: string;
  readonly proposal: Proposal;
}

export interface NewSubject extends SubjectProposal {
  /** Of the object itself; null if it was not read. */
  readonly objectGuid: string | null;
}

/** One object as read, and when. */
export interface EvidenceEntry extends DirectoryEntry {
  readonly readAt: string;
}

export interface NewDecision extends Decision {
  readonly subjectKey: string;
}

export interface DecisionRecord extends RecordedDecision {
  /** What counted until then: the newest decision that stood, else the proposal. */
  readonly previousStatus: Status;
}

/** Takes the newest standing decision on a subject back. */
export interface NewWithdrawal {
  readonly subjectKey: string;
  readonly withdrawnAt: string;
  readonly withdrawnBy: string;
}

/** An object that is to be found in other assessments. */
export interface SubjectIdentity {
  readonly subjectKey: string;
  /** Null if it is not known; then the name alone counts. */
  readonly objectGuid: string | null;
}

/** The decision that stands on a subject of an earlier assessment, and what was proposed there. */
export interface EarlierRecord extends Omit<SubjectProposal, 'subjectKey'> {
  readonly assessmentId: string;
  /** When the walk of that assessment ended. */
  readonly finishedAt: string;
  readonly decision: Decision;
}

/** What is typed to decide several subjects alike. */
export interface NewBulkDraft extends Draft {
  readonly savedAt: string;
}

export interface NewDraft extends NewBulkDraft {
  readonly subjectKey: string;
}

/** A walk that never ended, as the application was stopped in the middle of it. */
export interface InterruptedWalk {
  readonly id: string;
  readonly entryCount: number;
}

/** A certification authority to be trusted. */
export interface NewAuthority {
  /** DER. */
  readonly certificate: Uint8Array;
  /** Where it was imported from. */
  readonly fileName: string;
  readonly importedAt: string;
  readonly importedBy: string;
}

export interface AuthorityRecord extends NewAuthority {
  /** Fingerprint, `AA:BB:...`. */
  readonly sha256: string;
}

/** The certificate to be trusted for a host. */
export interface NewPin {
  /** In lower case. */
  readonly host: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly pinnedAt: string;
  readonly pinnedBy: string;
}

export interface PinRecord extends NewPin {
  /** Fingerprint, `AA:BB:...`. */
  readonly sha256: string;
}
