import type { Draft, ServerNode, TreeNode, VirtualServerNode } from '../../shared/assessment/assessment.ts';
import type { Proposal } from '../../shared/stig/proposal.ts';
import { statusLabels, type Status } from '../../shared/stig/status.ts';
import { formatCount, formatQuantity } from './format.ts';
import { ancestor } from './outline.ts';
import { hasWords, holdsAnything, isUndecidedDraft, rulingOf, type RulingAttempt } from './ruling.ts';
import { clip, visibleName } from './visible-text.ts';

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

/**
 * What stands in the form of what was typed before: the words always, but status and severity only before the very subjects that they
 * were chosen for. One press must not decide what nobody chose a status for.
 */
export function recalledDraft(draft: Draft, isForThese: boolean): Draft {
  return isForThese ? draft : { ...draft, status: null, severityOverride: null };
}

/** Whether what was typed for some subjects, given by their ids, is for exactly these; false if it is not known. */
export function isTypedFor(typedFor: readonly number[] | null, subjects: readonly Subject[]): boolean {
  if (typedFor?.length !== subjects.length) return false;
  const ids = new Set(typedFor);
  return subjects.every(({ id }) => ids.has(id));
}

/**
 * What is to be said of what was typed before and is not decided; null for nothing. `names` are those of the other subjects that it was
 * typed for; null if that is not known.
 */
export function recalledText(
  draft: Draft,
  isForThese: boolean,
  names: readonly string[] | null,
): string | null {
  if (!holdsAnything(draft)) return null;
  const isTyped = hasWords(draft);
  const begin = isTyped
    ? 'What was typed last time and not decided is back below.'
    : `${draft.status === null ? 'A status' : statusLabels[draft.status]} was chosen last time and not decided.`;
  if (isForThese) return begin;
  const whom = names === null ? 'perhaps for other objects' : `for ${namesText(names)}`;
  return `${begin} It was ${isTyped ? 'typed' : 'chosen'} ${whom}: choose the status for this selection.`;
}

function namesText(names: readonly string[]): string {
  const [first = '', second] = names;
  if (second === undefined) return first;
  const rest = names.length - 2;
  const named = rest === 0 ? `${first} and ${second}` : `${first}, ${second} and ${formatCount(rest)} more`;
  return `${formatQuantity(names.length, 'object')}, ${named}`;
}

/** How the status stands to what is proposed for `count` subjects, of which `others` differ; null for no status. */
export function differenceText(count: number, others: number | null): string {
  if (others === null)
    return count === 1
      ? 'Choose a status to see whether it differs from the proposal.'
      : 'Choose a status to see how many differ from their proposal.';
  if (count === 1)
    return others === 0 ? 'It does not differ from the proposal.' : 'It differs from the proposal.';
  if (others === 0) return `None of ${formatCount(count)} differs from its proposal.`;
  return `${formatCount(others)} of ${formatCount(count)} ${others === 1 ? 'differs from its' : 'differ from their'} proposal.`;
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

/** A subject as a line of text names it: many virtual servers are called alike, so with its server. */
export function subjectName(nodes: readonly TreeNode[], subject: TreeNode): string {
  const server = ancestor(nodes, subject.id, 'server');
  const names = server === undefined || server.id === subject.id ? [subject] : [server, subject];
  return names.map(({ name }) => clip(visibleName(name), 80)).join(' › ');
}
