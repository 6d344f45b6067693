import type { SingleParts } from '../../../shared/history/document.ts';
import { sealWords } from '../../../shared/history/seal-words.ts';

const practiceWarning = `
PRACTICE: this is sample data of a training aid, not an assessment.
`;

const ofAssessment = `It is a completed assessment. Nothing of it changes any more; a correction is a new revision.`;
const ofCapture = `It is a capture: an assessment that is still in review. It has no seal yet. Import it into a Hopcheck, on this
computer or another one, and go on there.`;

const ofSeal = `
WHAT THE SEAL PROVES, AND WHAT NOT
The seal is the SHA-256 of seal.json, which holds the SHA-256 of every file below record/.
${sealWords.proves}
${sealWords.provesNot}
${sealWords.advice}
`;

/** What a person finds who unpacks a bundle: what it is, how to verify it, and what that is worth. Lines end as Windows has them. */
export function readMe(assessment: SingleParts['assessment.json'], seal: string | null): string {
  const text = `HOPCHECK BUNDLE
${assessment.practice ? practiceWarning : ''}
This file holds one assessment of the outbound security of Exchange 2003 SMTP virtual servers (check ${assessment.checkId}).
${seal === null ? ofCapture : ofAssessment}

WHAT IS IN IT
record/     the assessment itself, in JSON: what was read from the directory (evidence/), what was proposed (subjects.json), what was
            decided by whom, when and why (decisions.json), what happened to it (events.json), what was sent to read it (wire-log.json)
exports/    the same for people and other programs: a report (report.json) and a table of the virtual servers (virtual-servers.csv)
${seal === null ? '' : 'seal.json   what was sealed\n'}manifest.json  what this bundle is, who made it, and the SHA-256 of every other file in it

HOW TO VERIFY IT
With Hopcheck: History, Import; it is checked before anything is kept. On the command line: verify FILE.
Without: the last 64 characters of the bundle file are the SHA-256 of all that comes before them. manifest.json has the SHA-256 of
every file${seal === null ? '' : `, and the SHA-256 of seal.json is the seal:\n${seal}`}
${seal === null ? '' : ofSeal}`;
  return text.replaceAll('\n', '\r\n');
}
