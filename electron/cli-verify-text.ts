import type { BundleReport } from '../shared/history/bundle.ts';
import { sealWords } from '../shared/history/seal-words.ts';
import type { Verification } from '../shared/history/seal.ts';
import type { VerifiedAssessment, VerifiedFile } from './cli-verify.ts';
import { counted, labelled, visible } from './cli-visible.ts';

const outcomes: Readonly<Record<Verification['outcome'], string>> = {
  intact: 'INTACT: everything is as it was sealed',
  changed: 'CHANGED: not everything is as it was',
  unsealed: 'UNSEALED: still in review, so there is no seal to check against',
};

/** What checking kept assessments found, one after the other, and what a seal is worth. */
export function verifiedText(results: readonly VerifiedAssessment[]): string {
  if (results.length === 0) return 'No completed assessments are kept here yet.\n';
  return [...results.flatMap((result) => [...assessmentLines(result), '']), ...sealLines, ''].join('\n');
}

/** The same of a bundle, with what is kept here of the same walk. */
export function verifiedFileText({ file, report, failure, notCompared }: VerifiedFile): string {
  if (report === null)
    return [
      labelled('File', file),
      ...(failure?.code === 'bundle-changed' ? ['CHANGED'] : ['NOT CHECKED']),
      ...failureLines(failure?.message ?? ''),
      '',
    ].join('\n');
  const { organization, practice, kind, madeBy, madeAt, sha256, verification } = report;
  return [
    labelled('File', file),
    labelled('Holds', kind === 'capture' ? 'a capture: still in review' : 'a completed assessment'),
    labelled('Organisation', practice ? `${organization} (PRACTICE)` : organization),
    labelled('Made', `${madeAt} by ${madeBy}`),
    labelled('SHA-256', `${sha256} (of the file)`),
    ...verificationLines(verification),
    ...hereLines(report, notCompared),
    '',
    ...sealLines,
    '',
  ].join('\n');
}

const sealLines = [sealWords.proves, sealWords.provesNot, sealWords.compare];

function assessmentLines({ assessmentId, organization, verification, failure }: VerifiedAssessment) {
  return [
    labelled('Assessment', assessmentId),
    labelled('Organisation', organization),
    ...(verification === null
      ? ['NOT CHECKED', ...failureLines(failure?.message ?? '')]
      : verificationLines(verification)),
  ];
}

function verificationLines(verification: Verification): readonly string[] {
  const { outcome, seal, sealedAt, sealedBy, parts, differences } = verification;
  return [
    outcomes[outcome],
    ...differences.map(({ part, message }) => visible(`- ${part}: ${message}`)),
    ...(seal === null
      ? []
      : [labelled('Seal', seal), labelled('Sealed', `${sealedAt ?? ''} by ${sealedBy ?? ''}`)]),
    labelled('Hashed anew', counted(parts, 'part')),
  ];
}

function hereLines({ known, verification }: BundleReport, notCompared: string | null): readonly string[] {
  if (notCompared !== null)
    return ['It was not compared with what is kept here:', ...failureLines(notCompared)];
  if (known.length === 0) return [labelled('Kept here', 'nothing of the same walk')];
  const ofSameWalk =
    verification.outcome === 'changed' ? 'of the same walk' : 'of the same walk, with the same evidence';
  return known.map(({ assessmentId, isSame }) =>
    labelled('Kept here', `${assessmentId}, ${isSame ? 'with the same seal' : ofSameWalk}`),
  );
}

function failureLines(message: string): readonly string[] {
  return message.split(/\r?\n/).map((line) => `  ${visible(line)}`);
}
