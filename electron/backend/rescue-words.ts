import type { KeptAssessment } from './store/salvage-rows.ts';

/** What the rows of each table are, as a person would call them. Without those that are made anew when they are asked for. */
const words: Readonly<Record<string, string>> = {
  assessment: 'assessments',
  evidence: 'objects that were read',
  problem: 'problems of the walks',
  subject: 'objects that are decided on',
  decision: 'decisions',
  withdrawal: 'decisions that were taken back',
  draft: 'words that were typed and not decided',
  bulk_draft: 'words that were typed for several objects and not decided',
  wire_log: 'lists of what was sent',
  trusted_authority: 'trusted authorities: import them again',
  pinned_certificate: 'trusted certificates: they will be shown again',
  preferences: 'settings of the window',
  event: 'events: Verify tells which assessments this concerns',
  seal: 'seals: completed assessments without one are sealed anew, as they are now, and Verify tells which these are',
  tag: 'tags',
  deletion: 'notes of what was deleted',
};

/** What a backup of that time does not hold. */
export function goneBack(madeAt: string): string {
  return `This is how everything was on ${minute(madeAt)}. What was done later is in the damaged files only.`;
}

/** One sentence for each table of which not everything could be read. */
export function lostRows(lossy: ReadonlySet<string>): readonly string[] {
  return Object.entries(words)
    .filter(([table]) => lossy.has(table))
    .map(([, what]) => `The database no longer holds all ${what}.`);
}

/** A sentence for the assessments of which only rows that belong to them are left. */
export function lostTogether(count: number): readonly string[] {
  if (count === 0) return [];
  const assessments = count === 1 ? 'One assessment' : `${count} assessments`;
  return [`${assessments} left traces but cannot be read: not even whose or of when.`];
}

/** A sentence for an assessment that was put together from what is left of it. */
export function kept(assessment: KeptAssessment): string {
  const before = assessment.state === 'completed' ? 'It was completed; now it is' : 'It is';
  return `${nameOf(assessment)} lost a part. ${before} incomplete and in review, put together anew from what can be read.`;
}

/** A sentence for an assessment of which too little is left. */
export function leftOut(assessment: KeptAssessment): string {
  return `${nameOf(assessment)} is left out: what can still be read of it is not enough.`;
}

/** Why an assessment that was put together anew is incomplete. */
export function incompleteReason({ incompleteReason: before }: KeptAssessment, now: Date): string {
  const reason = `The database was damaged and rescued on ${minute(now.toISOString())}: a part of this assessment is lost. What could be read is kept. Walk again to be sure.`;
  return before === null ? reason : `${reason} Before that: ${before}`;
}

function nameOf({ organizationName, startedAt, assessor }: KeptAssessment): string {
  const of = organizationName === null ? '' : ` of ${organizationName}`;
  return `The assessment${of} begun on ${minute(startedAt)} by ${assessor}`;
}

/** `2026-03-01 09:00 UTC` */
function minute(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
