/** Whether a status was decided by an assessor or is what Hopcheck proposes. */
export type Stage = 'proposed' | 'decided';

/**
 * The stage of what stands on a node, by how many subjects at or below it ask for a decision and how many of them are undecided. As
 * long as one is, and where none is asked for, the status is not the assessor's.
 */
export function stageOf(subjects: number, undecided: number): Stage {
  return subjects > 0 && undecided === 0 ? 'decided' : 'proposed';
}
