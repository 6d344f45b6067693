import { evidencePartName, type SinglePartName } from '../../../shared/history/document.ts';
import {
  sealManifest,
  type HashedMember,
  type SealDifference,
  type SealManifest,
} from '../../../shared/history/seal.ts';
import { canonicalText, sha256Of } from '../canonical-json.ts';

/** A part as it was found: hashed anew, or why it could not be. */
export type FoundPart =
  | (HashedMember & {
      /** How many objects a page of evidence holds, to say which these are. */
      readonly objects?: number;
    })
  | { readonly name: string; readonly unreadable: string };

/** The SHA-256 of a seal's manifest, which is the seal. */
export function sealOf(manifest: SealManifest): string {
  return sha256Of(canonicalText(manifest));
}

/** Whether a text is the manifest of that seal, to the octet; if it is, the manifest, else what is wrong with it. */
export function checkManifest(
  text: string,
  seal: string,
): { readonly manifest: SealManifest } | { readonly difference: SealDifference } {
  if (sha256Of(text) !== seal)
    return wrongSeal('The seal is not the hash of what it says it was made of: one of the two was changed.');
  try {
    return { manifest: sealManifest.parse(JSON.parse(text)) };
  } catch {
    return wrongSeal('What the seal was made of cannot be read by this version.');
  }
}

function wrongSeal(message: string): { readonly difference: SealDifference } {
  return { difference: { part: 'seal', message } };
}

/** What of the found parts is not as it was sealed, in the order of the parts; empty if they are the very same. */
export function checkParts(manifest: SealManifest, parts: readonly FoundPart[]): readonly SealDifference[] {
  const found = new Map(parts.map((part) => [part.name, part]));
  const sealed = new Set(manifest.parts.map(({ name }) => name));
  const ranges = rangesOf(parts);
  const describe = (name: string) => `${titleOf(name)}${ranges.get(name) ?? ''}`;
  const differences = manifest.parts.flatMap((part) => {
    const message = differenceOf(part, found.get(part.name));
    return message === null ? [] : [{ part: part.name, message: `${describe(part.name)} ${message}` }];
  });
  const added = parts
    .filter(({ name }) => !sealed.has(name))
    .map(({ name }) => ({ part: name, message: `${describe(name)} came after it was sealed.` }));
  return [...differences, ...added];
}

function differenceOf(sealed: HashedMember, found: FoundPart | undefined): string | null {
  if (found === undefined) return 'is no longer there.';
  if ('unreadable' in found) return `cannot be read any more: ${found.unreadable}`;
  return found.sha256 === sealed.sha256 && found.bytes === sealed.bytes
    ? null
    : 'is not what it was when it was sealed.';
}

const titles: Readonly<Record<SinglePartName, string>> = {
  'assessment.json': 'What the assessment says of itself (source, assessor, times, figures)',
  'problems.json': 'The list of problems',
  'subjects.json': 'The list of what was decided on, with what was proposed,',
  'decisions.json': 'The list of decisions',
  'drafts.json': 'What was typed and not decided',
  'events.json': 'The list of what happened until it was completed',
  'wire-log.json': 'The list of what was sent',
};

function titleOf(name: string): string {
  if (Object.hasOwn(titles, name)) return titles[name as SinglePartName];
  return name.startsWith('evidence/') ? 'A part of the evidence' : 'A part that Hopcheck does not know';
}

const inWords = new Intl.NumberFormat('en');

/** Which objects a page of evidence holds, counted in the order of reading as far as the pages before it tell. */
function rangesOf(parts: readonly FoundPart[]): ReadonlyMap<string, string> {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const ranges = new Map<string, string>();
  let before = 0;
  for (let page = 0; ; page += 1) {
    const name = evidencePartName(page);
    const part = byName.get(name);
    if (part === undefined || !('objects' in part) || part.objects === undefined) {
      if (before > 0) ranges.set(name, ` (after object ${inWords.format(before)})`);
      return ranges;
    }
    ranges.set(name, ` (objects ${inWords.format(before + 1)} to ${inWords.format(before + part.objects)})`);
    before += part.objects;
  }
}
