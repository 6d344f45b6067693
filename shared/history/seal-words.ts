/** What a seal says and what it does not, in the words that stand beside it wherever it is shown or printed. */
export const sealWords = {
  proves:
    'A seal proves that a record is the one whose seal was written down or is held elsewhere. It finds accidents and every later change.',
  provesNot:
    'It does not prove who made the record. And someone who can rewrite the whole database can make a new chain of seals.',
  advice: 'So write the seal on paper or into the checklist.',
  compare: 'Compare the seal with the one that was written down.',
} as const;

/** Characters of a seal that stand together: as many as a person keeps in mind. */
const groupLength = 4;

/** A seal in groups of four characters, to be read aloud, written on paper and compared. */
export function sealGroups(seal: string): readonly string[] {
  const count = Math.ceil(seal.length / groupLength);
  return Array.from({ length: count }, (_, at) => seal.slice(at * groupLength, (at + 1) * groupLength));
}
