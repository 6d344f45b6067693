import type { Ruling } from '../../../shared/assessment/assessment.ts';
import { AppError } from '../../../shared/errors.ts';
import { check } from '../../../shared/stig/check.ts';
import type { Proposal } from '../../../shared/stig/proposal.ts';

/**
 * The ruling as it is kept: the check's own severity is no override. Throws AppError `justification-required` if it differs from one
 * of the proposals, or from the check's severity, and does not say why.
 */
export function justified(ruling: Ruling, proposals: readonly Proposal[]): Ruling {
  const differing = proposals.filter(({ status }) => status !== ruling.status).length;
  if (differing > 0 && isBlank(ruling.justification))
    throw new AppError('justification-required', differsFromProposal(differing, proposals.length));
  const severityOverride =
    ruling.severityOverride?.severity === check.severity ? null : ruling.severityOverride;
  if (severityOverride !== null && isBlank(severityOverride.justification))
    throw new AppError(
      'justification-required',
      `The severity differs from the check’s (${check.severityLabel}): write down why beside it, then save it again.`,
    );
  return { ...ruling, severityOverride };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function differsFromProposal(differing: number, all: number): string {
  if (all === 1) return 'This differs from what is proposed: write down why, then save it again.';
  return `This differs from what is proposed for ${differing} of the ${all}: write down why, then save it again.`;
}
