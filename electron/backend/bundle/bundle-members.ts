import { evidencePartName, singleParts } from '../../../shared/history/document.ts';

/** The names of a bundle's members beside the parts of its record. */
export const memberNames = {
  readMe: 'READ-ME.txt',
  manifest: 'manifest.json',
  seal: 'seal.json',
  report: 'exports/report.json',
  table: 'exports/virtual-servers.csv',
} as const;

const record = 'record/';
const evidence = /^evidence\/(\d{5})\.json$/;

export function memberOfPart(part: string): string {
  return `${record}${part}`;
}

/** The part of the document that a member holds; null if it is none. */
export function partOfMember(member: string): string | null {
  const part = member.startsWith(record) ? member.slice(record.length) : '';
  return Object.hasOwn(singleParts, part) || evidence.test(part) ? part : null;
}

export function isEvidence(part: string): boolean {
  return evidence.test(part);
}

/** Whether a bundle can have a member of that name: every other is refused, such as one that leads out of a folder. */
export function isMember(name: string): boolean {
  return Object.values<string>(memberNames).includes(name) || partOfMember(name) !== null;
}

/** The members that a bundle must have with so many pages of evidence, beside the manifest and the seal. */
export function demandedMembers(pages: number): readonly string[] {
  const parts = [
    ...Object.keys(singleParts),
    ...Array.from({ length: pages }, (_, page) => evidencePartName(page)),
  ];
  return [memberNames.readMe, ...parts.map(memberOfPart), memberNames.report, memberNames.table];
}
