import type { SourceDescription } from '../directory/source.ts';
import { check } from '../stig/check.ts';
import type { ReasonCode } from '../stig/proposal.ts';
import { figuresOf, ownStatus, rollUp } from '../stig/roll-up.ts';
import type { Status, StatusCounts } from '../stig/status.ts';
import type {
  AssessmentState,
  AssessmentView,
  Decision,
  Problem,
  SecurityFacts,
  ServerNode,
  SmtpConnectorNode,
  TreeNode,
  VirtualServerNode,
} from './assessment.ts';
import { ancestorOf } from './tree.ts';

/** The document that the command line prints: one assessment, in the words of CKLB. */
export interface Report {
  readonly id: string;
  /** Says that this is practice data and no assessment; null for a real one. */
  readonly marking: string | null;
  readonly check: {
    readonly id: string;
    readonly vulnerabilityId: string;
    readonly ruleId: string;
    readonly title: string;
  };
  readonly organization: string;
  readonly source: SourceDescription;
  readonly assessor: string;
  readonly state: AssessmentState;
  readonly complete: boolean;
  readonly incompleteReason: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Of virtual servers; of servers beside them. */
  readonly counts: StatusCounts & { readonly servers: StatusCounts };
  readonly servers: readonly ServerReport[];
  readonly connectors: readonly ConnectorReport[];
  readonly problems: readonly Problem[];
}

export interface ServerReport {
  readonly name: string;
  readonly fqdn: string | null;
  readonly administrativeGroup: string;
  readonly distinguishedName: string;
  readonly version: string | null;
  readonly status: Status;
  readonly reasons: readonly ReasonCode[];
  readonly decision: Decision | null;
  readonly virtualServers: readonly VirtualServerReport[];
}

export interface VirtualServerReport extends SecurityFacts {
  readonly name: string;
  readonly instance: string;
  readonly distinguishedName: string;
  readonly objectGuid: string | null;
  /** What counts: the decision, else the proposal. */
  readonly status: Status;
  /** Why the tool proposes what it proposes. */
  readonly reasons: readonly ReasonCode[];
  readonly decision: Decision | null;
}

export interface ConnectorReport extends SecurityFacts {
  readonly name: string;
  readonly routingGroup: string;
  readonly bridgeheads: readonly string[];
}

const practiceMarking = 'PRACTICE: sample data of a training aid, not an assessment';

/** The report of an assessment: its servers and connectors in the order of the tree. */
export function reportOf(view: AssessmentView): Report {
  const { summary, nodes } = view;
  const { virtualServers, servers } = figuresOf(nodes, summary.complete);
  return {
    id: summary.id,
    marking: summary.practice ? practiceMarking : null,
    check: { id: check.id, vulnerabilityId: check.vulnerabilityId, ruleId: check.ruleId, title: check.title },
    organization: summary.organization,
    source: summary.source,
    assessor: summary.assessor,
    state: summary.state,
    complete: summary.complete,
    incompleteReason: summary.incompleteReason,
    startedAt: summary.startedAt,
    finishedAt: summary.finishedAt,
    counts: { ...virtualServers, servers },
    servers: serverReports(view),
    connectors: nodes
      .filter((node) => node.kind === 'smtp-connector')
      .map((node) => connectorReport(node, nodes)),
    problems: view.problems,
  };
}

/** 0: complete, and nothing open or not reviewed; 1: something is; 2: incomplete. */
export function exitStatusOf({ summary, nodes }: AssessmentView): 0 | 1 | 2 {
  if (!summary.complete) return 2;
  const statuses = rollUp(nodes, summary.complete);
  return statuses.some((status) => status === 'open' || status === 'not_reviewed') ? 1 : 0;
}

function serverReports({ summary, nodes }: AssessmentView): readonly ServerReport[] {
  const rolledUp = rollUp(nodes, summary.complete);
  const virtualServersBy = Map.groupBy(
    nodes.filter((node) => node.kind === 'virtual-server'),
    (node) => ancestorOf(node, 'server', nodes)?.id,
  );
  return nodes
    .filter((node) => node.kind === 'server')
    .map((server) => {
      const virtualServers = virtualServersBy.get(server.id) ?? [];
      const status = rolledUp[server.id] ?? 'not_reviewed';
      return {
        name: server.name,
        fqdn: server.fqdn,
        administrativeGroup: ancestorOf(server, 'administrative-group', nodes)?.name ?? '',
        distinguishedName: server.distinguishedName,
        version: server.version,
        status,
        reasons: serverReasons(server, virtualServers, status, summary.complete),
        decision: server.decision,
        virtualServers: virtualServers.map(virtualServerReport),
      };
    });
}

/** A server's own reasons, or those of the virtual servers that give it its status, each once. */
export function serverReasons(
  server: ServerNode,
  virtualServers: readonly VirtualServerNode[],
  status: Status,
  complete: boolean,
): readonly ReasonCode[] {
  if (server.proposal) return server.proposal.reasons;
  const deciding = virtualServers.filter((node) => ownStatus(node) === status);
  if (deciding.length === 0) return [complete ? 'container-not-read' : 'incomplete'];
  return [...new Set(deciding.flatMap((node) => node.proposal.reasons))];
}

function virtualServerReport(node: VirtualServerNode): VirtualServerReport {
  const { name, instance, distinguishedName, objectGuid, rawFlag, authentication, tls, proposal, decision } =
    node;
  const status = decision?.status ?? proposal.status;
  return {
    name,
    instance,
    distinguishedName,
    objectGuid,
    rawFlag,
    authentication,
    tls,
    status,
    reasons: proposal.reasons,
    decision,
  };
}

function connectorReport(node: SmtpConnectorNode, nodes: readonly TreeNode[]): ConnectorReport {
  const { name, rawFlag, authentication, tls, bridgeheads } = node;
  return {
    name,
    routingGroup: ancestorOf(node, 'routing-group', nodes)?.name ?? '',
    rawFlag,
    authentication,
    tls,
    bridgeheads,
  };
}
