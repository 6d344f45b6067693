import type {
  RemoteDomain,
  ServerNode,
  TreeNode,
  VirtualServerNode,
} from '../../../shared/assessment/assessment.ts';
import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import { AppError } from '../../../shared/errors.ts';
import { readOrganization, type Organization } from '../../../shared/exchange/organization.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';
import { RunningFigures } from '../../../shared/stig/running-figures.ts';
import type { Store } from '../store/store.ts';

/** A node that is decided on. */
export type Subject = (ServerNode | VirtualServerNode) & { readonly proposal: Proposal };

export function isSubject(node: TreeNode): node is Subject {
  return (node.kind === 'virtual-server' || node.kind === 'server') && node.proposal !== null;
}

/** An assessment as it was put together when it was opened, kept while it is worked on. */
export interface OpenedAssessment {
  /** The nodes, with stored proposals and the decisions that stand, and their figures. */
  readonly running: RunningFigures;
  /** Ids of the nodes by distinguishedNameKey. */
  readonly ids: ReadonlyMap<string, number>;
  readonly remoteDomains: ReadonlyMap<string, readonly RemoteDomain[]>;
}

/** The assessments that are being worked on, each put together once from its evidence. */
export class OpenedAssessments {
  readonly #store: Store;
  readonly #opened = new Map<string, OpenedAssessment>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Throws AppError `not-found`, or `assessment-busy` while it is being read. */
  get(id: string): OpenedAssessment {
    const known = this.#opened.get(id);
    if (known) return known;
    const { exchangeContainer, source, complete, state } = this.#store.assessment(id);
    if (state === 'walking')
      throw new AppError('assessment-busy', 'This assessment is still being read. Wait for the walk to end.');
    const organization = readOrganization(this.#store.entries(id), exchangeContainer, {
      source: source.kind,
      isCutShort: !complete,
    });
    return this.add(id, organization, new RunningFigures(this.#judged(id, organization), complete));
  }

  /** Takes one in that was just put together, so that nobody needs to do it again; `running` holds its nodes as they are on disk. */
  add(id: string, { keys, remoteDomains }: Organization, running: RunningFigures): OpenedAssessment {
    const ids = new Map(keys.map((key, nodeId) => [key, nodeId]));
    const opened = { running, ids, remoteDomains };
    this.#opened.set(id, opened);
    return opened;
  }

  /** Throws AppError `not-found` if the assessment has no such object. */
  nodeOf(id: string, distinguishedName: string): TreeNode {
    const { running, ids } = this.get(id);
    const node = running.nodes[ids.get(distinguishedNameKey(distinguishedName)) ?? -1];
    if (node === undefined) throw new AppError('not-found', 'This object is not part of the assessment.');
    return node;
  }

  /** Throws AppError `not-found` if the assessment has no such object, `bad-request` if nothing is decided on it. */
  subjectOf(id: string, distinguishedName: string): Subject {
    return asSubject(this.nodeOf(id, distinguishedName));
  }

  /** The subjects with these ids, each once; throws like {@link subjectOf}. */
  subjectsOf(id: string, nodeIds: readonly number[]): readonly Subject[] {
    const { nodes } = this.get(id).running;
    return [...new Set(nodeIds)].map((nodeId) => asSubject(nodes[nodeId]));
  }

  /** Whether it is in memory: whoever needs it only for a moment leaves it as it was. */
  has(id: string): boolean {
    return this.#opened.has(id);
  }

  /** Lets all go but this one, which then is the only one in memory. */
  keepOnly(id: string): void {
    for (const other of this.#opened.keys()) if (other !== id) this.#opened.delete(other);
  }

  /** Lets one go, so that it is put together anew from what is on disk. */
  forget(id: string): void {
    this.#opened.delete(id);
  }

  /** What was proposed at the time counts, even if a later rule would propose something else. */
  #judged(id: string, { nodes, keys }: Organization): readonly TreeNode[] {
    const proposals = new Map(
      this.#store.proposals(id).map(({ subjectKey, proposal }) => [subjectKey, proposal]),
    );
    const decisions = this.#store.standingDecisions(id);
    return nodes.map((node) => {
      if (!isSubject(node)) return node;
      const key = keys[node.id] ?? '';
      const proposal = proposals.get(key) ?? node.proposal;
      return { ...node, proposal, decision: decisions.get(key) ?? null };
    });
  }
}

function asSubject(node: TreeNode | undefined): Subject {
  if (node === undefined) throw new AppError('not-found', 'This object is not part of the assessment.');
  if (isSubject(node)) return node;
  throw new AppError('bad-request', 'This object is not decided on: its virtual servers are.');
}
