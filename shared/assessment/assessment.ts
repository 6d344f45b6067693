import type { SourceDescription } from '../directory/source.ts';
import type { Authentication } from '../exchange/outbound-security.ts';
import type { VersionFamily } from '../exchange/server-version.ts';
import type { BundleOrigin } from '../history/bundle.ts';
import type { Proposal } from '../stig/proposal.ts';
import type { Severity } from '../stig/severity.ts';
import type { Status, StatusCounts } from '../stig/status.ts';

/** `walking`: being read; `in-review`: kept, open for decisions; `completed`: finished, nothing changes any more. */
export type AssessmentState = 'walking' | 'in-review' | 'completed';

/** What a {@link Problem} is about. */
export type ProblemCode =
  | 'cut-short'
  | 'not-readable'
  | 'no-virtual-server'
  | 'not-read'
  | 'version-unknown'
  | 'password-dropped'
  | 'values-cut'
  | 'referral'
  | 'name-not-understood'
  | 'contradictory'
  | 'unmarked-end'
  | 'read-in-parts';

/** Something that could not be read or deserves the assessor's attention. The message says what it means and what to do. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly distinguishedName: string | null;
}

/** One line of History. Times are ISO 8601 in UTC. */
export interface AssessmentSummary {
  readonly id: string;
  readonly state: AssessmentState;
  /** True if the data is the practice organisation: it must say so wherever it is shown or exported. */
  readonly practice: boolean;
  readonly organization: string;
  /** Distinguished name of the organisation: assessments with the same one can be compared. */
  readonly organizationDistinguishedName: string;
  readonly source: SourceDescription;
  readonly assessor: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly completedAt: string | null;
  /** False if the walk did not read everything; then no server passes. */
  readonly complete: boolean;
  /** Why the walk is incomplete, in one sentence; null if it is complete. */
  readonly incompleteReason: string | null;
  /** Effective statuses (decision, else proposal). */
  readonly virtualServers: StatusCounts;
  readonly servers: StatusCounts;
  /** How many subjects ask for a decision, and how many have one. */
  readonly toDecide: number;
  readonly decided: number;
  /** UUID of the walk: assessments that share it hold the same evidence. */
  readonly walk: string;
  /** 1, and one more for every correction. */
  readonly revision: number;
  /** Seal of the completed assessment that this one corrects; null for none. */
  readonly revises: string | null;
  /** SHA-256 in lower-case hexadecimal; null until it is completed. */
  readonly seal: string | null;
  /** Where it came from, if it was not made in this data folder. */
  readonly origin: BundleOrigin | null;
  /** In order, each once. */
  readonly tags: readonly string[];
}

/** Another severity than the check's, with its own reason. */
export interface SeverityOverride {
  readonly severity: Severity;
  /** Demanded. */
  readonly justification: string;
}

/** What the assessor says of one subject. */
export interface Ruling {
  readonly status: Status;
  /** Why, demanded where the decision differs from the proposal. */
  readonly justification: string;
  readonly comments: string;
  /** The finding details as the assessor left them; null for those that the tool writes. */
  readonly findingDetails: string | null;
  readonly severityOverride: SeverityOverride | null;
}

/** When and by whom a decision was made. */
export interface Signature {
  readonly decidedAt: string;
  readonly decidedBy: string;
}

/** What the assessor decided on one subject. Earlier decisions stay in the history; the newest that was not withdrawn counts. */
export interface Decision extends Ruling, Signature {}

/** One line of the history of decisions. */
export interface RecordedDecision extends Decision {
  /** Who took it back and when; null if it stands. */
  readonly withdrawn: { readonly at: string; readonly by: string } | null;
}

/** What was typed but not yet decided. */
export interface Draft extends Omit<Ruling, 'status'> {
  readonly status: Status | null;
}

/** The subjects that a decision on many was made on. */
export interface TakenSubjects {
  /** Ids of their nodes: the whole tree again would be tens of megabytes. */
  readonly decided: readonly number[];
  /** How many were left out, as something is typed for them. */
  readonly leftOut: number;
}

/** A decision that counts again, as the one that had taken its place was taken back. */
export interface RestoredDecision {
  /** Id of the node of its subject. */
  readonly node: number;
  readonly decision: Decision;
}

/** A decision on the same object in an earlier assessment. */
export interface EarlierDecision {
  readonly assessmentId: string;
  /** When that assessment was read. */
  readonly readAt: string;
  readonly decision: Decision;
  /** Whether what the directory said of the object is another today. Its words are then not to be carried over. */
  readonly observationChanged: boolean;
}

/** What a node of the Exchange tree is. */
export type NodeKind =
  | 'organization'
  | 'administrative-groups'
  | 'administrative-group'
  | 'servers'
  | 'server'
  | 'protocols'
  | 'smtp'
  | 'virtual-server'
  | 'routing-groups'
  | 'routing-group'
  | 'connectors'
  | 'smtp-connector';

interface NodeBase {
  /** Position in the list, parents before their children. */
  readonly id: number;
  /** Null for the organisation only. */
  readonly parent: number | null;
  /** As Exchange System Manager labels it. */
  readonly name: string;
  readonly distinguishedName: string;
  /** False if the object itself was not delivered and is known only from names below or beside it. */
  readonly readable: boolean;
}

export interface ContainerNode extends NodeBase {
  readonly kind: Exclude<NodeKind, 'server' | 'virtual-server' | 'smtp-connector'>;
}

/** A subject is what the check is decided on: a virtual server, or a server on which none could be seen. */
export interface ServerNode extends NodeBase {
  readonly kind: 'server';
  /** Fully qualified name from networkAddress; null if it tells none. */
  readonly fqdn: string | null;
  /** serialNumber as read; null if absent. */
  readonly version: string | null;
  readonly versionFamily: VersionFamily;
  readonly role: 'front-end' | 'back-end' | null;
  /** The server's own proposal if no virtual server was seen on it, else null: then its virtual servers decide. */
  readonly proposal: Proposal | null;
  readonly decision: Decision | null;
}

/** The outbound security flag of an object, as read and as understood. */
export interface SecurityFacts {
  /** The flag as read, several values joined by `;`; null if absent. */
  readonly rawFlag: string | null;
  readonly authentication: Authentication;
  /** Whether the TLS bit is set; null if unknown. */
  readonly tls: boolean | null;
}

export interface VirtualServerNode extends NodeBase, SecurityFacts {
  readonly kind: 'virtual-server';
  /** The IIS instance number (cn), as text. */
  readonly instance: string;
  readonly objectGuid: string | null;
  readonly proposal: Proposal;
  readonly decision: Decision | null;
}

/** Information only: a connector overrides the default for its mail and never changes a verdict. */
export interface SmtpConnectorNode extends NodeBase, SecurityFacts {
  readonly kind: 'smtp-connector';
  /** Distinguished names of the virtual servers that it uses as bridgeheads. */
  readonly bridgeheads: readonly string[];
}

/** A node of the Exchange tree; `kind` tells which. */
export type TreeNode = ContainerNode | ServerNode | VirtualServerNode | SmtpConnectorNode;

/** A whole assessment as the review needs it: the tree, flat. */
export interface AssessmentView {
  readonly summary: AssessmentSummary;
  readonly nodes: readonly TreeNode[];
  readonly problems: readonly Problem[];
  /** What was typed and not decided until then, by distinguished name: it must not go under when the assessment is completed. */
  readonly drafts: Readonly<Record<string, Draft>>;
  /** What was typed to decide several subjects alike, and not decided; null for nothing. */
  readonly bulkDraft: Draft | null;
}

/** One remote domain of a virtual server (information only). */
export interface RemoteDomain extends SecurityFacts {
  readonly name: string;
}

/** Everything about one node that the list does not hold. */
export interface NodeDetail {
  readonly distinguishedName: string;
  /** Every attribute as read, for the evidence table; empty if the object was not delivered. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly objectGuid: string | null;
  readonly whenChanged: string | null;
  /** When Hopcheck read it. */
  readonly readAt: string | null;
  readonly remoteDomains: readonly RemoteDomain[];
  /** Oldest first. */
  readonly decisions: readonly RecordedDecision[];
  readonly draft: Draft | null;
}

/** Live figures of a walk. */
export interface WalkProgress {
  readonly phase: 'reading-file' | 'walking' | 'saving';
  readonly administrativeGroups: number;
  readonly servers: number;
  readonly virtualServers: number;
  readonly connectors: number;
  readonly entries: number;
  readonly pages: number;
  /** Octets of the LDIF file read so far and in all; null for a live walk. */
  readonly bytesRead: number | null;
  readonly bytesTotal: number | null;
  readonly elapsedMilliseconds: number;
}
