import type {
  AssessmentSummary,
  NodeDetail,
  ServerNode,
  TreeNode,
  VirtualServerNode,
} from '../assessment/assessment.ts';
import type { SourceDescription } from '../directory/source.ts';
import type { Authentication } from '../exchange/outbound-security.ts';
import { clip, visibleText } from '../visible-text.ts';
import type { Proposal } from './proposal.ts';
import { reasonText } from './reason-texts.ts';
import type { Status } from './status.ts';

/** What is known of a subject when its finding details are written. */
export interface FindingFacts {
  readonly subject: VirtualServerNode | ServerNode;
  readonly proposal: Proposal;
  /** The whole tree that the subject is part of. */
  readonly nodes: readonly TreeNode[];
  readonly detail: NodeDetail;
  readonly summary: AssessmentSummary;
}

/**
 * The finding details of one subject, a virtual server or a server on which none was seen, as the tool writes them into a
 * checklist: where Exchange System Manager shows it, what was read, when and from where, and what follows from that by the check's
 * criteria. They tell what was observed; what the assessor decides stands beside them and changes no word of them. Lines of plain
 * text without an end of line at the end; the same facts always give the same text, in UTC. Text of the directory is made visible
 * and clipped, so that they stay below 20,000 characters whatever was read.
 */
export function findingDetails(facts: FindingFacts): string {
  const parts = [identity(facts), reading(facts), observation(facts), conclusion(facts)];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

function identity({ subject, nodes, detail, summary }: FindingFacts): readonly string[] {
  return [
    ...(summary.practice ? ['PRACTICE: sample data of a training aid, not an assessment.'] : []),
    `${subject.kind === 'server' ? 'Server' : 'SMTP virtual server'}: ${shown(subject.name)}`,
    `Path: ${pathOf(subject, nodes)}`,
    `Distinguished name: ${shown(subject.distinguishedName, 4_000)}`,
    ...(detail.objectGuid === null ? [] : [`objectGUID: ${detail.objectGuid}`]),
  ];
}

/** The way from a virtual server to the dialog, as the check words it. */
const dialogSteps = ['Properties', 'Delivery tab', 'Outbound Security button'];

/** In the form of the check's procedure, which begins below the organisation. */
function pathOf(subject: TreeNode, nodes: readonly TreeNode[]): string {
  const names: string[] = [];
  for (let at: TreeNode | undefined = subject; at !== undefined && at.parent !== null; at = nodes[at.parent])
    names.unshift(shown(at.name));
  const steps = subject.kind === 'virtual-server' ? dialogSteps : [];
  return ['Exchange System Manager', ...names, ...steps].join(' >> ');
}

function reading({ detail, summary }: FindingFacts): readonly string[] {
  const time = detail.readAt ?? summary.finishedAt ?? summary.startedAt;
  return [
    `${detail.readAt === null ? 'Not delivered by' : 'Read from'} ${sourceText(summary.source)}, at ${utc(time)}.`,
    ...(detail.whenChanged === null ? [] : [`Last changed in the directory: ${utc(detail.whenChanged)}.`]),
    ...(summary.complete ? [] : [`The walk is incomplete: ${shown(summary.incompleteReason ?? '', 1_000)}`]),
  ];
}

function sourceText(source: SourceDescription): string {
  if (source.kind === 'ldif') return `the LDIF file ${shown(source.fileName)} (SHA-256 ${source.sha256})`;
  const controller = source.kind === 'practice' ? 'practice domain controller' : 'domain controller';
  return `the ${controller} ${shown(source.dnsHostName || source.host)} by the account ${shown(source.account)}`;
}

function observation({ subject, detail }: FindingFacts): readonly string[] {
  if (subject.kind === 'server') {
    return [
      `serialNumber: ${subject.version === null ? 'no value' : shown(subject.version)}`,
      'SMTP virtual servers seen: none',
    ];
  }
  const bindings = detail.attributes['msExchServerBindings'] ?? [];
  return [
    `msExchSmtpOutboundSecurityFlag: ${flagText(subject.rawFlag)}`,
    `msExchServerBindings: ${bindings.length === 0 ? 'no value' : shown(bindings.join(' '), 1_000)}`,
    `Outbound Security: ${authentications[subject.authentication]}; ${tlsText(subject.tls)}`,
  ];
}

/** As read, and in hexadecimal if it is one number from 0 to 2^31 - 1. */
function flagText(rawFlag: string | null): string {
  if (rawFlag === null) return 'no value';
  const isNumber = /^\d{1,10}$/.test(rawFlag) && Number(rawFlag) <= 0x7fffffff;
  return isNumber ? `${rawFlag} (0x${Number(rawFlag).toString(16).toUpperCase()})` : shown(rawFlag);
}

/** The words of Exchange System Manager's dialog. Which method authentication bits stand for is inferred, so it says so. */
const authentications: Readonly<Record<Authentication, string>> = {
  anonymous: 'Anonymous access',
  basic: 'authentication bits set, inferred: Basic authentication',
  integrated_windows: 'authentication bits set, inferred: Integrated Windows authentication',
  authenticated: 'authentication bits set, method not known',
  unknown: 'authentication not known',
};

function tlsText(tls: boolean | null): string {
  if (tls === null) return 'TLS encryption not known';
  return tls ? 'TLS encryption selected' : 'TLS encryption not selected';
}

/** What the check's criteria, “Anonymous” and "TLS" are selected, make of the observation. */
const conclusions: Readonly<Record<Status, string>> = {
  not_a_finding: '“Anonymous” and "TLS" are selected: this is not a finding.',
  open: '“Anonymous” and "TLS" are not both selected: this is a finding.',
  not_reviewed: 'Whether “Anonymous” and "TLS" are selected could not be established: not reviewed.',
  not_applicable: 'The check does not apply: not applicable.',
};

function conclusion({ proposal }: FindingFacts): readonly string[] {
  return [conclusions[proposal.status], ...proposal.reasons.map(reasonText)];
}

/** Text of the directory as one piece of a line. */
function shown(text: string, most = 300): string {
  const visible = visibleText(text);
  return visible.trim() === '' ? '(empty)' : clip(visible, most);
}

/** An instant as `2026-11-24 19:46:05 UTC`; the text itself if it is no instant. */
function utc(instant: string): string {
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return shown(instant);
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
