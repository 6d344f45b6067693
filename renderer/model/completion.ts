import type { Draft, TreeNode } from '../../shared/assessment/assessment.ts';
import { formatCount, formatQuantity } from './format.ts';
import { isUndecided } from './outline.ts';
import type { ReviewData } from './result-rows.ts';
import { isUndecidedDraft } from './ruling.ts';

/** What must be so before an assessment can be completed. */
export type RequirementKind = 'decisions' | 'typed' | 'problems' | 'assessor';

export interface Requirement {
  readonly kind: RequirementKind;
  readonly isMet: boolean;
  /** How it stands, in a few words. */
  readonly text: string;
}

/** What the requirements are made from. */
export interface Readiness {
  readonly undecided: number;
  /** Subjects with words that are neither saved as a decision nor discarded. */
  readonly typed: number;
  /** Subjects with words that are not on disk. */
  readonly unsaved: number;
  readonly problems: number;
  readonly isIncomplete: boolean;
  readonly problemsRead: boolean;
  readonly assessor: string;
}

/** Everything that is demanded before completing, in the order in which one sees to it. */
export function requirementsOf(readiness: Readiness): readonly Requirement[] {
  const { undecided, typed, unsaved, problems, problemsRead, assessor } = readiness;
  return [
    {
      kind: 'decisions',
      isMet: undecided === 0,
      text: undecided === 0 ? 'Everything is decided' : `${formatQuantity(undecided, 'decision')} to go`,
    },
    { kind: 'typed', isMet: typed + unsaved === 0, text: typedText(typed, unsaved) },
    {
      kind: 'problems',
      isMet: problems === 0 || problemsRead,
      text: problemsText(readiness),
    },
    {
      kind: 'assessor',
      isMet: assessor !== '',
      text: assessor === '' ? 'The name of the assessor is missing' : 'The assessor is named',
    },
  ];
}

function typedText(typed: number, unsaved: number): string {
  if (unsaved > 0) return `What was typed is not saved: ${formatQuantity(unsaved, 'text')}`;
  if (typed > 0) return `Typed but not decided: ${formatQuantity(typed, 'text')}`;
  return 'Everything typed is saved';
}

function problemsText({ problems, isIncomplete, problemsRead }: Readiness): string {
  if (problems === 0) return 'No problems';
  if (problemsRead) return 'The problems have been read';
  const what = formatQuantity(problems, 'problem');
  return isIncomplete ? `The walk is incomplete, ${what} to read` : `${what} to read`;
}

export interface UndecidedGroup {
  readonly id: number;
  readonly name: string;
  /** Its undecided subjects in tree order. */
  readonly subjects: readonly TreeNode[];
}

/** The undecided subjects by administrative group, in tree order; groups with none are left out. */
export function undecidedByGroup(data: ReviewData): readonly UndecidedGroup[] {
  return data.outline.order.flatMap((id) => {
    const node = data.nodes[id];
    if (node?.kind !== 'administrative-group' || (data.undecided[id] ?? 0) === 0) return [];
    return [{ id, name: node.name, subjects: undecidedBelow(data, id) }];
  });
}

function undecidedBelow({ nodes, outline }: ReviewData, id: number): readonly TreeNode[] {
  return outline.order
    .slice(outline.position[id] ?? 0, outline.end[id] ?? 0)
    .flatMap((below) => nodes[below] ?? [])
    .filter(isUndecided);
}

/** Subjects on which something was typed that is not decided, whether or not a decision stands on them. */
export function typedOn(data: ReviewData, drafts: Readonly<Record<string, Draft>>): readonly TreeNode[] {
  return Object.entries(drafts).flatMap(([distinguishedName, draft]) => {
    const node = data.nodes[data.outline.byName.get(distinguishedName.toLowerCase()) ?? -1];
    if (node === undefined || !('decision' in node)) return [];
    return isUndecidedDraft(draft, node.decision) ? [node] : [];
  });
}

/** How many proposals wait to be accepted, and how many of them are left to the assessor, as something is typed there. */
export function acceptance(
  data: ReviewData,
  drafts: Readonly<Record<string, Draft>>,
): { readonly accepted: number; readonly leftOut: number } {
  const undecided = data.nodes.filter(isUndecided).length;
  const leftOut = typedOn(data, drafts).filter(isUndecided).length;
  return { accepted: undecided - leftOut, leftOut };
}

/** What becomes of accepting all proposals where something is typed; null if nothing is. */
export function leftOutText({ accepted, leftOut }: ReturnType<typeof acceptance>): string | null {
  if (leftOut === 0) return null;
  if (accepted > 0)
    return `${formatQuantity(leftOut, 'undecided object')} with something typed ${leftOut === 1 ? 'is' : 'are'} left to you.`;
  return 'No proposal can be accepted: something is typed on every undecided object. Decide it there, or discard what was typed.';
}

/** What the counts of statuses rest on; null if everything that asks for a decision has one. */
export function basisText(decided: number, toDecide: number): string | null {
  const rest = 'What is undecided counts as proposed.';
  if (toDecide === 0) return `Nothing asks for a decision. ${rest}`;
  if (decided === toDecide) return null;
  const some = decided === 0 ? 'None' : formatCount(decided);
  return `${some} of ${formatCount(toDecide)} ${decided < 2 ? 'is' : 'are'} decided. ${rest}`;
}
