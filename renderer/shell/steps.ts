import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type { Screen, Walk } from '../store.ts';

export interface Step {
  readonly screen: Screen;
  readonly label: string;
  readonly current: boolean;
  readonly done: boolean;
  /** Why one cannot go there yet; null if one can. */
  readonly blocked: string | null;
}

/** The four steps of the job as they stand, for the walk under way and the assessment that is open. */
export function stepsOf(
  screen: Screen,
  walk: Walk['kind'],
  summary: AssessmentSummary | null,
): readonly Step[] {
  const open = summary !== null;
  const noAssessment = open ? null : 'Open an assessment or start a new one first';
  const step = (name: Screen, label: string, done: boolean, blocked: string | null): Step => ({
    screen: name,
    label,
    current: screen === name,
    done,
    blocked: screen === name ? null : blocked,
  });
  const walked = open || walk === 'finished';
  return [
    step('connect', 'Connect', walked || walk === 'running', walk === 'running' ? 'A walk is running' : null),
    step('walk', 'Walk', walked, walk === 'none' && !open ? 'Start an assessment first' : null),
    step('review', 'Review', open && summary.decided === summary.toDecide, noAssessment),
    step('finish', 'Finish', summary?.state === 'completed', noAssessment),
  ];
}
