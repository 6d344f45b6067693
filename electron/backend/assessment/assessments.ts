import type {
  AssessmentSummary,
  AssessmentView,
  Decision,
  Draft,
  NodeDetail,
  Problem,
  TreeNode,
} from '../../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import { valueOf, type DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { DirectorySource } from '../../../shared/directory/source.ts';
import type { WireLog } from '../../../shared/directory/wire-log.ts';
import { AppError, toFailure, type Failure } from '../../../shared/errors.ts';
import { formatGeneralizedTime } from '../../../shared/exchange/generalized-time.ts';
import { formatObjectGuid } from '../../../shared/exchange/object-guid.ts';
import { readOrganization, type Organization } from '../../../shared/exchange/organization.ts';
import { check } from '../../../shared/stig/check.ts';
import { ruleVersion } from '../../../shared/stig/decision-rule.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import { asksForDecision, figuresOf } from '../../../shared/stig/roll-up.ts';
import type { Status } from '../../../shared/stig/status.ts';
import type { NewDecision } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { summaryOf } from './summary.ts';
import type { WalkResult } from './walk.ts';

export interface AssessmentsOptions {
  readonly store: Store;
  readonly now: () => Date;
  readonly toolVersion: string;
  /** Told of what went wrong where nobody waits for an answer. */
  readonly onUnexpected: (error: unknown) => void;
}

/** What an assessor rules on one subject. */
export interface Ruling {
  readonly status: Status;
  readonly justification: string;
  readonly comments: string;
  /** Who rules: not always the one who walked. */
  readonly assessor: string;
}

type Subject = TreeNode & { readonly proposal: Proposal; readonly decision: Decision | null };

/** An assessment as it was put together when it was opened, kept while it is worked on. */
interface Opened {
  readonly organization: Organization;
  /** With stored proposals and the decisions so far. */
  readonly nodes: TreeNode[];
  /** Positions in `nodes` by distinguishedNameKey. */
  readonly positions: ReadonlyMap<string, number>;
}

const interrupted =
  'The walk was interrupted before its end: what was read until then is kept. Walk again to read the rest.';

/** The kept assessments: how a walk becomes one, what is decided in it, and how it ends. Everything is on disk when a call returns. */
export class Assessments {
  readonly #store: Store;
  readonly #now: () => Date;
  readonly #toolVersion: string;
  readonly #onUnexpected: (error: unknown) => void;
  readonly #opened = new Map<string, Opened>();

  constructor({ store, now, toolVersion, onUnexpected }: AssessmentsOptions) {
    this.#store = store;
    this.#now = now;
    this.#toolVersion = toolVersion;
    this.#onUnexpected = onUnexpected;
  }

  begin(
    id: string,
    {
      assessor,
      source,
      startedAt,
    }: { readonly assessor: string; readonly source: DirectorySource; readonly startedAt: Date },
  ): void {
    this.#store.beginAssessment({
      id,
      practice: source.description.kind === 'practice',
      exchangeContainer: source.exchangeContainer,
      source: source.description,
      assessor,
      startedAt: startedAt.toISOString(),
      toolVersion: this.#toolVersion,
      ruleVersion,
      checkId: check.id,
    });
  }

  keepEntries(id: string, entries: readonly DirectoryEntry[]): void {
    this.#store.appendEntries(id, entries, this.#timestamp());
  }

  /** Puts what was read together, proposes, and opens the assessment for review. Throws AppError `exchange-not-found` or `several-organizations`. */
  concludeWalk(
    id: string,
    walked: Pick<WalkResult, 'incompleteReason' | 'problems'> & { readonly wireLog?: WireLog | null },
  ): AssessmentSummary {
    const { exchangeContainer, source } = this.#store.assessment(id);
    const organization = readOrganization(this.#store.entries(id), exchangeContainer, {
      source: source.kind,
      isCutShort: walked.incompleteReason !== null,
    });
    const reasons = [walked.incompleteReason, organization.incompleteReason].filter(
      (reason) => reason !== null,
    );
    const incompleteReason = reasons.length === 0 ? null : reasons.join(' ');
    this.#store.finishWalk(id, {
      finishedAt: this.#timestamp(),
      organizationName: organization.name,
      organizationDistinguishedName: organization.distinguishedName,
      incompleteReason,
      problems: [...cutShort(incompleteReason), ...walked.problems, ...organization.problems],
      proposals: organization.nodes.filter(isSubject).map(({ distinguishedName, proposal }) => ({
        subjectKey: distinguishedNameKey(distinguishedName),
        distinguishedName,
        proposal,
      })),
      figures: figuresOf(organization.nodes, incompleteReason === null),
      wireLog: walked.wireLog ?? null,
    });
    return this.#summary(id);
  }

  /** After a walk that failed: forgets it if it holds nothing of an organisation, else leaves it for {@link concludeInterrupted}. */
  abandonWalk(id: string, failure: Failure): void {
    const walking = this.#store.interruptedWalks().find((walk) => walk.id === id);
    if (!walking) return;
    const worthless = walking.entryCount === 0 || isWorthless(failure.code);
    if (worthless) this.#store.discardAssessment(id);
  }

  /**
   * Concludes, as incomplete, every walk that was stopped with the application or by a full disk. One that cannot be concluded
   * now, for whatever reason, is left for the next start: it must not keep the others from being opened.
   */
  concludeInterrupted(): void {
    for (const { id, entryCount } of this.#store.interruptedWalks()) {
      try {
        if (entryCount === 0) this.#store.discardAssessment(id);
        else this.concludeWalk(id, { incompleteReason: interrupted, problems: [] });
      } catch (error) {
        const failure = toFailure(error);
        if (isWorthless(failure.code)) this.#store.discardAssessment(id);
        else this.#onUnexpected(error);
      }
    }
  }

  /** Newest first; one that is still being read is not listed. */
  list(): readonly AssessmentSummary[] {
    return this.#store
      .assessments()
      .filter(({ state }) => state !== 'walking')
      .map(summaryOf);
  }

  open(id: string): AssessmentView {
    this.#opened.clear();
    return { summary: this.#summary(id), nodes: this.#open(id).nodes, problems: this.#store.problems(id) };
  }

  node(id: string, distinguishedName: string): NodeDetail {
    const { organization } = this.#open(id);
    const key = distinguishedNameKey(distinguishedName);
    const node = this.#nodeOf(id, distinguishedName);
    const entry = this.#store.entry(id, node.distinguishedName);
    return {
      distinguishedName: node.distinguishedName,
      attributes: entry?.attributes ?? {},
      objectGuid: entry ? formatObjectGuid(valueOf(entry, 'objectGUID')) : null,
      whenChanged: entry ? formatGeneralizedTime(valueOf(entry, 'whenChanged')) : null,
      readAt: entry?.readAt ?? null,
      remoteDomains: organization.remoteDomains.get(key) ?? [],
      decisions: this.#store.decisionsOn(id, key).map(decisionOf),
      draft: this.#store.draftOn(id, key),
    };
  }

  /** Throws AppError `justification-required` if it differs from the proposal and does not say why. */
  recordDecision(id: string, distinguishedName: string, ruling: Ruling): Decision {
    const subject = this.#nodeOf(id, distinguishedName);
    if (!isSubject(subject)) throw notDecidable();
    if (ruling.status !== subject.proposal.status && ruling.justification.trim() === '') {
      throw new AppError(
        'justification-required',
        'This differs from what is proposed: write down why, then save it again.',
      );
    }
    const [decision] = this.#decide(id, [{ subject, ruling }]);
    if (decision === undefined) throw notDecidable();
    return decision;
  }

  /**
   * Decides every subject that asks for a decision and has none, as proposed. One with something typed for it is left out: it is
   * being thought about. Returns how many were decided and left out.
   */
  acceptProposals(id: string, assessor: string): { readonly accepted: number; readonly leftOut: number } {
    const drafted = this.#store.draftedSubjects(id);
    const undecided = this.#open(id)
      .nodes.filter(isSubject)
      .filter((node) => asksForDecision(node) && node.decision === null);
    const rulings = undecided
      .filter(({ distinguishedName }) => !drafted.has(distinguishedNameKey(distinguishedName)))
      .map((subject) => ({
        subject,
        ruling: { status: subject.proposal.status, justification: '', comments: '', assessor },
      }));
    if (rulings.length > 0) this.#decide(id, rulings);
    return { accepted: rulings.length, leftOut: undecided.length - rulings.length };
  }

  saveDraft(id: string, distinguishedName: string, draft: Draft): void {
    const subject = this.#nodeOf(id, distinguishedName);
    if (!isSubject(subject)) throw notDecidable();
    this.#store.saveDraft(id, {
      subjectKey: distinguishedNameKey(distinguishedName),
      savedAt: this.#timestamp(),
      status: draft.status,
      justification: draft.justification,
      comments: draft.comments,
    });
  }

  /** What was sent to read it; null for what was not read from a domain controller. */
  wireLog(id: string): WireLog | null {
    return this.#store.wireLog(id);
  }

  /** Throws AppError `undecided-remain` as long as a subject asks for a decision and has none. */
  complete(id: string): AssessmentSummary {
    const figures = figuresOf(this.#open(id).nodes, this.#store.assessment(id).complete);
    const undecided = figures.toDecide - figures.decided;
    if (undecided > 0) {
      throw new AppError(
        'undecided-remain',
        `${undecided} of ${figures.toDecide} are not decided yet. Decide them, or accept what is proposed, then complete.`,
      );
    }
    this.#store.complete(id, this.#timestamp(), figures);
    return this.#summary(id);
  }

  #decide(
    id: string,
    rulings: readonly { readonly subject: Subject; readonly ruling: Ruling }[],
  ): readonly Decision[] {
    const { nodes } = this.#open(id);
    const { complete } = this.#store.assessment(id);
    const decidedAt = this.#timestamp();
    const decisions = rulings.map(({ subject, ruling }) => ({
      subject,
      decision: decisionOf({ ...ruling, decidedAt, decidedBy: ruling.assessor }),
    }));
    const decided = new Map(decisions.map(({ subject, decision }) => [subject.id, { ...subject, decision }]));
    const after = nodes.map((node) => decided.get(node.id) ?? node);
    const events: readonly NewDecision[] = decisions.map(({ subject, decision }) => ({
      ...decision,
      subjectKey: distinguishedNameKey(subject.distinguishedName),
    }));
    this.#store.recordDecisions(id, events, figuresOf(after, complete));
    for (const node of decided.values()) nodes[node.id] = node;
    return decisions.map(({ decision }) => decision);
  }

  #nodeOf(id: string, distinguishedName: string): TreeNode {
    const { nodes, positions } = this.#open(id);
    const node = nodes[positions.get(distinguishedNameKey(distinguishedName)) ?? -1];
    if (node === undefined) throw new AppError('not-found', 'This object is not part of the assessment.');
    return node;
  }

  #open(id: string): Opened {
    const known = this.#opened.get(id);
    if (known) return known;
    const { exchangeContainer, source, complete, state } = this.#store.assessment(id);
    if (state === 'walking')
      throw new AppError('assessment-busy', 'This assessment is still being read. Wait for the walk to end.');
    const organization = readOrganization(this.#store.entries(id), exchangeContainer, {
      source: source.kind,
      isCutShort: !complete,
    });
    const nodes = this.#withJudgements(id, organization.nodes);
    const positions = new Map(nodes.map((node) => [distinguishedNameKey(node.distinguishedName), node.id]));
    const opened = { organization, nodes, positions };
    this.#opened.set(id, opened);
    return opened;
  }

  /** What was proposed at the time counts, even if a later rule would propose something else. */
  #withJudgements(id: string, nodes: readonly TreeNode[]): TreeNode[] {
    const proposals = new Map(
      this.#store.proposals(id).map(({ subjectKey, proposal }) => [subjectKey, proposal]),
    );
    const decisions = this.#store.decisions(id);
    return nodes.map((node) => {
      if (!isSubject(node)) return node;
      const key = distinguishedNameKey(node.distinguishedName);
      const last = decisions.get(key)?.at(-1);
      return {
        ...node,
        proposal: proposals.get(key) ?? node.proposal,
        decision: last ? decisionOf(last) : null,
      };
    });
  }

  #summary(id: string): AssessmentSummary {
    return summaryOf(this.#store.assessment(id));
  }

  #timestamp(): string {
    return this.#now().toISOString();
  }
}

function isSubject(node: TreeNode): node is Subject {
  return (node.kind === 'virtual-server' || node.kind === 'server') && node.proposal !== null;
}

function cutShort(reason: string | null): readonly Problem[] {
  return reason === null ? [] : [{ code: 'cut-short', message: reason, distinguishedName: null }];
}

function isWorthless(code: Failure['code']): boolean {
  return code === 'exchange-not-found' || code === 'several-organizations';
}

function decisionOf({ status, justification, comments, decidedAt, decidedBy }: Decision): Decision {
  return { status, justification, comments, decidedAt, decidedBy };
}

function notDecidable(): AppError {
  return new AppError('bad-request', 'This object is not decided on: its virtual servers are.');
}
