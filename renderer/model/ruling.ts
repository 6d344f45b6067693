import type { Decision, Draft, Ruling } from '../../shared/assessment/assessment.ts';
import { severityLabels } from '../../shared/stig/severity.ts';
import { statusLabels, type Status } from '../../shared/stig/status.ts';

export type MissingPart = 'status' | 'justification' | 'severity-justification';

export type RulingAttempt =
  | { readonly kind: 'ruling'; readonly ruling: Ruling }
  | { readonly kind: 'missing'; readonly part: MissingPart };

/** A draft in which nothing was typed. Kept in the place of another, it discards that. */
export const emptyDraft: Draft = {
  status: null,
  justification: '',
  comments: '',
  findingDetails: null,
  severityOverride: null,
};

/**
 * The decision that a draft amounts to, or the part that it still lacks: a status, the reason to differ from the proposal, or
 * the reason for another severity.
 */
export function rulingOf(draft: Draft, proposed: Status): RulingAttempt {
  const { status, severityOverride } = draft;
  if (status === null) return { kind: 'missing', part: 'status' };
  if (status !== proposed && draft.justification.trim() === '')
    return { kind: 'missing', part: 'justification' };
  if (severityOverride !== null && severityOverride.justification.trim() === '')
    return { kind: 'missing', part: 'severity-justification' };
  return { kind: 'ruling', ruling: { ...draft, status } };
}

/**
 * Why the proposal cannot be accepted with what the form holds, null if it can: another status or severity is chosen there, which
 * would be dropped, and the words that were typed for it would stand beside the proposed one.
 */
export function acceptanceBarrier(draft: Draft, decision: Decision | null, proposed: Status): string | null {
  const chosen = otherChoice(draft, proposed);
  if (chosen === null) return null;
  return isUndecidedDraft(draft, decision)
    ? `You chose ${chosen}: save that, or discard it.`
    : `${chosen} is decided. To follow the proposal instead, choose ${statusLabels[proposed]} below.`;
}

function otherChoice({ status, severityOverride }: Draft, proposed: Status): string | null {
  if (status !== null && status !== proposed) return statusLabels[status];
  return severityOverride === null ? null : `the severity ${severityLabels[severityOverride.severity]}`;
}

/** What the form shows of a decision, to be changed; the empty draft for none. */
export function draftOf(decision: Decision | null): Draft {
  if (decision === null) return emptyDraft;
  const { status, justification, comments, findingDetails, severityOverride } = decision;
  return { status, justification, comments, findingDetails, severityOverride };
}

/** Whether anything was typed or chosen. */
export function holdsAnything(draft: Draft | null | undefined): draft is Draft {
  return draft !== null && draft !== undefined && !sameDraft(draft, emptyDraft);
}

/** Whether anything was typed or chosen that the decision does not say. */
export function isUndecidedDraft(draft: Draft | null | undefined, decision: Decision | null): boolean {
  return holdsAnything(draft) && !sameDraft(draft, draftOf(decision));
}

/** Whether it holds words that somebody had to type. */
export function hasWords({ justification, comments, findingDetails, severityOverride }: Draft): boolean {
  return (
    justification.trim() !== '' ||
    comments.trim() !== '' ||
    findingDetails !== null ||
    severityOverride !== null
  );
}

function sameDraft(one: Draft, other: Draft): boolean {
  return (
    one.status === other.status &&
    one.justification === other.justification &&
    one.comments === other.comments &&
    one.findingDetails === other.findingDetails &&
    one.severityOverride?.severity === other.severityOverride?.severity &&
    one.severityOverride?.justification === other.severityOverride?.justification
  );
}

/** A text with another behind it, from a new line on; the other alone if the first is blank. */
export function withSnippet(text: string, snippet: string): string {
  return text.trim() === '' ? snippet : `${text.trimEnd()}\n${snippet}`;
}
