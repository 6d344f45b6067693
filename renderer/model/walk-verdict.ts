import type { AssessmentSummary, Problem, ProblemCode } from '../../shared/assessment/assessment.ts';
import { capitalized, formatQuantity } from './format.ts';
import { visibleName, visibleText } from './visible-text.ts';

/** How a walk went, in a heading and a sentence, safe to show. */
export interface WalkVerdict {
  /** `good`: all that can be seen was read. `attention`: it went to its end, and still not everything could be read. */
  readonly mark: 'good' | 'attention' | 'incomplete' | 'unknown';
  readonly title: string;
  readonly text: string;
}

/** What a walk could not read although it went to its end, in words; null if nothing says so. */
export function unreadText(problems: readonly Problem[]): string | null {
  const of = (code: ProblemCode, singular: string) => {
    const count = problems.filter((problem) => problem.code === code).length;
    return count === 0 ? [] : [formatQuantity(count, singular)];
  };
  const unread = [...of('not-readable', 'container'), ...of('not-read', 'virtual server')];
  const parts = [
    ...(unread.length === 0 ? [] : [`${unread.join(' and ')} could not be read`]),
    ...of('no-virtual-server', 'server').map((servers) => `no virtual server could be seen on ${servers}`),
    ...of('values-cut', 'object').map((objects) => `of ${objects} only some values came`),
  ];
  return parts.length === 0 ? null : parts.join(', and ');
}

/** How the walk of an assessment went. `problems`: null while they are not known. */
export function walkVerdict(summary: AssessmentSummary, problems: readonly Problem[] | null): WalkVerdict {
  if (!summary.complete)
    return {
      mark: 'incomplete',
      title: 'The walk is INCOMPLETE',
      text: visibleText(summary.incompleteReason ?? 'Not everything was read.'),
    };
  if (problems === null)
    return {
      mark: 'unknown',
      title: 'The walk went to its end',
      text: 'Whether everything could be read stands in the review.',
    };
  const missing = unreadText(problems);
  if (missing === null)
    return {
      mark: 'good',
      title: 'The walk is complete',
      text: `Everything below ${visibleName(summary.organization)} that ${summary.source.kind === 'ldif' ? 'the file holds' : 'this account may see'} was read.`,
    };
  return {
    mark: 'attention',
    title: 'The walk went to its end, but not everything could be read',
    text: `${capitalized(missing)}. What is missing is Not Reviewed.`,
  };
}

/** The walk in a few words, for a list of facts. */
export function walkInWords(summary: AssessmentSummary, problems: readonly Problem[]): string {
  if (!summary.complete) return 'INCOMPLETE';
  const missing = unreadText(problems);
  return missing === null ? 'Complete' : `Went to its end, but ${missing}`;
}
