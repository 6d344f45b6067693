import { setImmediate } from 'node:timers/promises';
import {
  evidencePartName,
  type DocumentPart,
  type SinglePartName,
  type SingleParts,
} from '../../../shared/history/document.ts';
import type { HashedMember } from '../../../shared/history/seal.ts';
import { canonicalText, canonicalTextInTurns, sha256Of } from '../canonical-json.ts';
import type { Store } from '../store/store.ts';
import { hashOfPages } from '../store/stored-rows.ts';

/** What of the store a document is read from. */
export type DocumentStore = Pick<
  Store,
  'documentPart' | 'documentOf' | 'evidencePages' | 'evidencePage' | 'storedPage'
>;

/** A part as text, canonical JSON. */
export function documentPart(name: string, content: unknown): DocumentPart {
  return { name, text: canonicalText(content) };
}

/** The name of a part, its hash and how many octets it has. */
export function hashedPart({ name, text }: DocumentPart): HashedMember {
  return { name, sha256: sha256Of(text), bytes: Buffer.byteLength(text) };
}

/** Everything but the evidence, in the order of the names. Others have their turn in between: a large one takes seconds. */
export async function* singleDocumentParts(parts: SingleParts): AsyncGenerator<DocumentPart> {
  for (const name of (Object.keys(parts) as SinglePartName[]).toSorted())
    yield { name, text: await canonicalTextInTurns(parts[name]) };
}

/** The pages of evidence one by one, so that only one is in memory. */
export function* evidenceParts(store: DocumentStore, id: string): Generator<DocumentPart> {
  for (const page of store.evidencePages(id))
    yield documentPart(evidencePartName(page), store.evidencePage(id, page));
}

/** The hashes of the evidence of an assessment: of its parts, and {@link hashOfPages}. */
export interface HashedEvidence {
  readonly parts: readonly HashedMember[];
  readonly rows: string;
}

/** Hashes the evidence of an assessment. Between two pages others get their turn: a large one takes seconds. */
export async function hashEvidence(
  store: DocumentStore,
  id: string,
  signal?: AbortSignal,
): Promise<HashedEvidence> {
  const parts: HashedMember[] = [];
  const pages: string[] = [];
  for (const page of store.evidencePages(id)) {
    parts.push(hashedPart(documentPart(evidencePartName(page), store.evidencePage(id, page))));
    pages.push(store.storedPage(id, page));
    await setImmediate(undefined, { signal });
  }
  return { parts, rows: hashOfPages(pages) };
}
