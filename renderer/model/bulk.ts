import type { Draft, ServerNode, TreeNode, VirtualServerNode } from '../../shared/assessment/assessment.ts';
import type { Proposal } from '../../shared/stig/proposal.ts';
import { statusLabels, type Status } from '../../shared/stig/status.ts';
import { formatQuantity } from './format.ts';
import { isUndecidedDraft, rulingOf, type RulingAttempt } from './ruling.ts';

export type Subject = (ServerNode | VirtualServerNode) & { readonly proposal: Proposal };

/** What becomes of a selection that is to be decided at once. */
export interface Selection {
  /** Those to be decided. */
  readonly subjects: readonly Subject[];
  /** How many of the selection are decided already and free to be decided again, whether or not they are to be. */
  readonly decidedBefore: number;
  /** How many are left out because a decision stands on them. */
  readonly keptDecisions: number;
  /** How many are left out because something is typed on them: they are being thought about. */
  readonly typed: number;
  /** How many are no subjects: servers that are decided by their virtual servers, connectors, containers. */
  readonly others: number;
}

/** Sorts selected nodes into what a decision on all of them takes and what it leaves out. `again` takes in what is decided before. */
export function selectionOf(
  selected: readonly (TreeNode | undefined)[],
  drafts: Readonly<Record<string, Draft>>,
  again: boolean,
): Selection {
  const all = selected.filter((node) => node !== undefined).filter(isSubject);
  const free = all.filter(
    ({ distinguishedName, decision }) => !isUndecidedDraft(drafts[distinguishedName], decision),
  );
  const decidedBefore = free.filter(({ decision }) => decision !== null).length;
  return {
    subjects: free.filter(({ decision }) => again || decision === null),
    decidedBefore,
    keptDecisions: again ? 0 : decidedBefore,
    typed: all.length - free.length,
    others: selected.length - all.length,
  };
}

/** How many have another proposal than the status. */
export function differing(subjects: readonly Subject[], status: Status): number {
  return subjects.filter(({ proposal }) => proposal.status !== status).length;
}

/** The decision on all of the subjects, or the part that it still lacks: a justification if it differs from any proposal. */
export function bulkRulingOf(draft: Draft, subjects: readonly Subject[]): RulingAttempt {
  const differs = subjects.find(({ proposal }) => proposal.status !== draft.status);
  const proposed = (differs ?? subjects[0])?.proposal.status ?? 'not_reviewed';
  return rulingOf(draft, proposed);
}

/** What a selection leaves out, each with its reason; empty if nothing. */
export function leftOutTexts({ keptDecisions, typed, others }: Selection): readonly string[] {
  return [
    { count: keptDecisions, why: 'decided already' },
    { count: typed, why: 'with something typed that is not decided' },
    { count: others, why: 'that the check is not decided on' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, why }) => `${formatQuantity(count, 'object')} ${why}`);
}

/** What was done, in one line. */
export function outcomeText(decided: number, status: Status, selection: Selection): string {
  const done = `${formatQuantity(decided, 'object')} decided: ${statusLabels[status]}`;
  // The backend knows of drafts from other sittings as well.
  const typed = selection.typed + selection.subjects.length - decided;
  const leftOut = leftOutTexts({ ...selection, typed });
  return leftOut.length === 0 ? done : `${done}. Left out: ${leftOut.join(', ')}`;
}

/** Whether the check is decided on the node itself. */
export function isSubject(node: TreeNode): node is Subject {
  return (node.kind === 'server' || node.kind === 'virtual-server') && node.proposal !== null;
}
