import type { Combination, CombinedObject, PartVerdict } from '../../../shared/history/combination.ts';
import type { Status } from '../../../shared/stig/status.ts';
import { completedSummary, judgedVirtualServer } from '../../support/judged-objects.ts';

const parts = [
  completedSummary({ id: 'north', assessor: 'Ann', finishedAt: '2026-11-20T09:00:00.000Z' }),
  completedSummary({ id: 'south', assessor: '=Berta', finishedAt: '2026-11-21T09:00:00.000Z' }),
];

function decided(assessmentId: string, status: Status, decidedBy: string): PartVerdict {
  return { assessmentId, status, decided: true, decidedBy, decidedAt: '2026-11-22T10:00:00.000Z' };
}

function proposed(assessmentId: string, status: Status): PartVerdict {
  return { assessmentId, status, decided: false, decidedBy: null, decidedAt: null };
}

export const alone: CombinedObject = {
  object: judgedVirtualServer('4', { server: 'EX1' }),
  verdicts: [decided('north', 'not_a_finding', 'Ann')],
  status: 'not_a_finding',
  overlap: 'one',
};
export const agreed: CombinedObject = {
  object: judgedVirtualServer('0', { server: 'EX2' }),
  verdicts: [decided('north', 'open', 'Ann'), decided('south', 'open', '=Berta')],
  status: 'open',
  overlap: 'agreeing',
};
export const disputed: CombinedObject = {
  object: judgedVirtualServer('0', { server: 'EX3' }),
  verdicts: [decided('north', 'not_a_finding', 'Ann'), decided('south', 'open', '=Berta')],
  status: 'open',
  overlap: 'differing',
};
export const undecided: CombinedObject = {
  object: judgedVirtualServer('', { server: 'EX4' }),
  verdicts: [proposed('south', 'not_reviewed')],
  status: 'not_reviewed',
  overlap: 'none',
};

/** Two parts of one organisation, one object of each overlap. */
export const sampleCombination: Combination = {
  parts,
  counts: { open: 2, not_reviewed: 1, not_a_finding: 1, not_applicable: 0 },
  overlaps: { none: 1, one: 1, agreeing: 1, differing: 1 },
  objects: [alone, agreed, disputed, undecided],
};
