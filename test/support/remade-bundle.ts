import { rmSync } from 'node:fs';
import { openArchive } from '../../electron/backend/bundle/archive.ts';
import { writeArchive } from '../../electron/backend/bundle/write-archive.ts';
import { canonicalText } from '../../electron/backend/canonical-json.ts';
import type { BundleManifest } from '../../shared/history/bundle.ts';
import type { SealManifest } from '../../shared/history/seal.ts';
import { hash, manifestOf } from './small-bundle.ts';

/** The members of a bundle as text, by name. */
export type Texts = Record<string, string>;

/** What somebody does who takes a bundle apart: the same path holds a bundle of the changed members, whose hashes all fit. */
export async function remakeBundle(
  path: string,
  change: (texts: Texts) => void,
  changeManifest: (manifest: BundleManifest) => Partial<BundleManifest> = () => ({}),
): Promise<void> {
  const archive = await openArchive(path, () => true);
  const texts = Object.fromEntries(
    [...archive.members.keys()].map((name) => [name, archive.read(name).toString()]),
  );
  archive.close();
  const { members: _members, ...manifest } = JSON.parse(texts['manifest.json'] ?? '') as BundleManifest;
  delete texts['manifest.json'];
  change(texts);
  const made = Object.entries(texts).map(([name, text]) => ({ name, content: Buffer.from(text) }));
  const changed = { ...manifest, ...changeManifest(manifest as BundleManifest) };
  rmSync(path);
  await writeArchive(path, [...made, manifestOf(made, changed)]);
}

/** Changes what a JSON member says. */
export function changeJson<T>(texts: Texts, name: string, change: (value: T) => T): void {
  texts[name] = canonicalText(change(JSON.parse(texts[name] ?? '') as T));
}

/** Makes a seal that fits the changed parts, as somebody can who knows how; returns it for the manifest. */
export function resealed(texts: Texts): string {
  changeJson<SealManifest>(texts, 'seal.json', (seal) => ({
    ...seal,
    parts: seal.parts.map((part) => {
      const text = texts[`record/${part.name}`] ?? '';
      return { name: part.name, sha256: hash(text), bytes: Buffer.byteLength(text) };
    }),
  }));
  return hash(texts['seal.json'] ?? '');
}
