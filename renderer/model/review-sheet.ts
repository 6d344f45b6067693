import type {
  NodeDetail,
  ServerNode,
  TreeNode,
  VirtualServerNode,
} from '../../shared/assessment/assessment.ts';
import type { Proposal } from '../../shared/stig/proposal.ts';
import { ancestor } from './outline.ts';
import type { ReviewData } from './result-rows.ts';
import { draftOf, hasWords } from './ruling.ts';

/** Subjects on one sheet at the most: some hundred pages. */
export const mostOnSheet = 2_000;

export type SheetSubject = (ServerNode | VirtualServerNode) & { readonly proposal: Proposal };

export interface SheetEntry {
  readonly subject: SheetSubject;
  readonly detail: NodeDetail;
}

/** What is printed of an assessment beside its head. */
export interface ReviewSheet {
  readonly assessmentId: string;
  /** When it was put together, ISO 8601. */
  readonly preparedAt: string;
  /** Who answers for it: who completed the assessment, else who would now. Not who read the evidence. */
  readonly signedBy: string;
  /** In tree order. */
  readonly entries: readonly SheetEntry[];
  /** How many subjects are not on it, because there are too many. */
  readonly leftOut: number;
}

/** Entries of one server, under the name of its group. */
export interface SheetSection {
  readonly id: number;
  readonly group: string;
  readonly server: TreeNode | undefined;
  readonly entries: readonly SheetEntry[];
}

/**
 * The subjects that belong on the sheet, in tree order: all of them, as long as they are not too many. Then those that pass or are
 * not applicable as proposed, and about which nothing was said, stand back for those that matter.
 */
export function subjectsForSheet(
  { nodes, outline, statuses }: ReviewData,
  most = mostOnSheet,
): { readonly subjects: readonly SheetSubject[]; readonly leftOut: number } {
  const all = outline.order.flatMap((id) => nodes[id] ?? []).filter(isSubject);
  if (all.length <= most) return { subjects: all, leftOut: 0 };
  const matters = ({ id, decision }: SheetSubject) =>
    statuses[id] === 'open' || statuses[id] === 'not_reviewed' || hasWords(draftOf(decision));
  const chosen = new Set(
    [...all.filter(matters), ...all.filter((subject) => !matters(subject))].slice(0, most),
  );
  return { subjects: all.filter((subject) => chosen.has(subject)), leftOut: all.length - most };
}

/** The entries server by server. */
export function sectionsOf(
  nodes: readonly TreeNode[],
  entries: readonly SheetEntry[],
): readonly SheetSection[] {
  const byServer = Map.groupBy(entries, ({ subject }) => ancestor(nodes, subject.id, 'server'));
  return [...byServer].map(([server, those]) => ({
    id: server?.id ?? -1,
    group: server === undefined ? '' : (ancestor(nodes, server.id, 'administrative-group')?.name ?? ''),
    server,
    entries: those,
  }));
}

function isSubject(node: TreeNode): node is SheetSubject {
  return (node.kind === 'server' || node.kind === 'virtual-server') && node.proposal !== null;
}
