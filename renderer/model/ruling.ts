import type { Draft } from '../../shared/assessment/assessment.ts';
import type { Status } from '../../shared/stig/status.ts';

export type MissingPart = 'status' | 'justification';

export type RulingAttempt =
  | { readonly kind: 'ruling'; readonly ruling: Draft & { readonly status: Status } }
  | { readonly kind: 'missing'; readonly part: MissingPart };

/** The decision that a draft amounts to, or the part that it still lacks: a status, or the reason to differ from the proposal. */
export function rulingOf(draft: Draft, proposed: Status): RulingAttempt {
  const { status } = draft;
  if (status === null) return { kind: 'missing', part: 'status' };
  if (status !== proposed && draft.justification.trim() === '')
    return { kind: 'missing', part: 'justification' };
  return { kind: 'ruling', ruling: { ...draft, status } };
}
