import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { bundleManifest, type BundleManifest } from '../../../shared/history/bundle.ts';
import {
  evidencePart,
  evidencePartName,
  singleParts,
  type DocumentPart,
  type EvidencePage,
  type SinglePartName,
  type SingleParts,
} from '../../../shared/history/document.ts';
import { sealManifest, type HashedMember, type SealManifest } from '../../../shared/history/seal.ts';
import { openArchive, type Archive } from './archive.ts';
import { changed, unreadable } from './bundle-errors.ts';
import { allValues } from './bundle-limits.ts';
import {
  demandedMembers,
  isEvidence,
  isMember,
  memberNames,
  memberOfPart,
  partOfMember,
} from './bundle-members.ts';
import { hashFile, hashOf } from './hash-file.ts';
import { parseJsonInTurns, parseVersioned } from './parse-json.ts';

/** A bundle of which every hash, every size and the shape of every part fit. Whether its seal does is another question. */
export interface OpenedBundle {
  /** Octets of the file. */
  readonly size: number;
  /** Of the whole file. */
  readonly sha256: string;
  readonly manifest: BundleManifest;
  /** Null in a capture. `sha256` is that of the text. */
  readonly seal: { readonly text: string; readonly sha256: string; readonly manifest: SealManifest } | null;
  /** The parts of the document without their content, in the order of the bundle. */
  readonly parts: readonly HashedMember[];
  /** Reads a part anew, as it is needed. Throws AppError `bundle-changed` if the file was changed meanwhile. */
  part(name: string): DocumentPart;
  single<Name extends SinglePartName>(name: Name): SingleParts[Name];
  /** Page after page, in the order of reading. */
  evidence(): Iterable<EvidencePage>;
  close(): void;
}

function shapeOf(part: string): z.ZodType {
  return isEvidence(part) ? evidencePart : singleParts[part as SinglePartName];
}

/**
 * Opens a bundle and checks all that can be checked without knowing what it says: every octet by the hash at its end, every member
 * by the manifest, every part by its shape. Throws AppError `bundle-unreadable`, `bundle-changed`, `bundle-too-large` or
 * `bundle-from-newer-version`, and Node's own errors of the file system. The file stays open until `close`.
 */
export async function openBundle(path: string): Promise<OpenedBundle> {
  const archive = await openArchive(path, isMember);
  try {
    const manifest = parseVersioned(
      memberNames.manifest,
      archive.read(memberNames.manifest),
      'hopcheck-bundle',
      bundleManifest,
    );
    checkMembers(archive, manifest);
    const read = readerOf(archive, manifest);
    const seal = sealOf(manifest, read);
    await checkContent(manifest, read);
    return bundleOf(archive, manifest, { read, seal, sha256: await hashFile(path) });
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** Reads a member that is the one of the manifest. */
type Read = (name: string) => Buffer;

function readerOf(archive: Archive, manifest: BundleManifest): Read {
  const hashes = new Map(manifest.members.map((member) => [member.name, member.sha256]));
  return (name) => {
    const content = archive.read(name);
    if (hashOf(content) !== hashes.get(name))
      throw changed(`Its member ${name} is not the one that its manifest tells of.`);
    return content;
  };
}

function bundleOf(
  archive: Archive,
  manifest: BundleManifest,
  { read, seal, sha256 }: Pick<OpenedBundle, 'seal' | 'sha256'> & { readonly read: Read },
): OpenedBundle {
  const parts = manifest.members.flatMap(({ name, ...hashed }) => {
    const part = partOfMember(name);
    return part === null ? [] : [{ name: part, ...hashed }];
  });
  // What was checked when it was opened has the same octets now, or it would have another hash.
  const parse = (part: string): unknown => JSON.parse(read(memberOfPart(part)).toString());
  return {
    size: archive.size,
    sha256,
    manifest,
    seal,
    parts,
    part: (name) => ({ name, text: read(memberOfPart(name)).toString() }),
    single: <Name extends SinglePartName>(name: Name) => parse(name) as SingleParts[Name],
    evidence: function* () {
      const pages = parts.filter(({ name }) => isEvidence(name)).length;
      for (let page = 0; page < pages; page += 1) yield parse(evidencePartName(page)) as EvidencePage;
    },
    close: archive.close,
  };
}

function sealOf({ seal }: BundleManifest, read: Read): OpenedBundle['seal'] {
  if (seal === null) return null;
  const content = read(memberNames.seal);
  const manifest = parseVersioned(memberNames.seal, content, 'hopcheck-seal', sealManifest);
  return { text: content.toString(), sha256: hashOf(content), manifest };
}

/** Whether exactly the members are there that the manifest names, that these are all that a bundle needs, and as long as it says. */
function checkMembers({ members }: Archive, manifest: BundleManifest): void {
  const named = new Map(manifest.members.map(({ name, bytes }) => [name, bytes]));
  const pages = [...named.keys()].filter((name) => isEvidence(partOfMember(name) ?? '')).length;
  const demanded = new Set([
    ...demandedMembers(pages),
    ...(manifest.kind === 'capture' ? [] : [memberNames.seal]),
  ]);
  if ((manifest.kind === 'capture') !== (manifest.seal === null))
    throw unreadable('Its manifest does not say clearly whether it is completed.');
  const strange = [...members.keys()].find((name) => name !== memberNames.manifest && !named.has(name));
  if (strange !== undefined) throw changed(`Its member ${strange} is not in its manifest.`);
  const missing =
    [...demanded].find((name) => !named.has(name)) ?? [...named.keys()].find((name) => !members.has(name));
  if (missing !== undefined) throw changed(`Its member ${missing} is missing.`);
  if (named.size !== manifest.members.length || named.size !== demanded.size)
    throw unreadable('Its manifest names what no such bundle has, or the same twice.');
  const other = [...named].find(([name, bytes]) => members.get(name) !== bytes);
  if (other !== undefined) throw changed(`Its member ${other[0]} has another size than its manifest says.`);
}

/** Reads everything once. In between others get their turn: a large bundle takes seconds. */
async function checkContent({ members }: BundleManifest, read: Read): Promise<void> {
  const budget = { values: allValues };
  for (const { name } of members) {
    const content = read(name);
    const part = partOfMember(name);
    if (part !== null) await parseJsonInTurns(name, content, shapeOf(part), budget);
    await setImmediate();
  }
}
