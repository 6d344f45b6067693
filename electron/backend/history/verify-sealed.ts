import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import { evidencePartName, singleParts, type SinglePartName } from '../../../shared/history/document.ts';
import type { SealDifference, SealManifest } from '../../../shared/history/seal.ts';
import { canonicalTextInTurns } from '../canonical-json.ts';
import type { SealRecord } from '../store/history-records.ts';
import type { Store } from '../store/store.ts';
import { hashOfPages } from '../store/stored-rows.ts';
import { chainDifferences } from './chain-check.ts';
import { documentPart, hashedPart } from './document-parts.ts';
import { eventDifferences } from './event-check.ts';
import { checkManifest, checkParts, type FoundPart } from './seal-check.ts';
import { storedDifferences } from './stored-check.ts';

/** What checking a sealed assessment found. */
export interface Verified {
  /** Null if it cannot be relied on. */
  readonly manifest: SealManifest | null;
  /** How many parts were hashed. */
  readonly parts: number;
  /** In the order of the parts, then what holds them. */
  readonly differences: readonly SealDifference[];
}

const noSeal: SealDifference = {
  part: 'seal',
  message: 'The assessment is completed, but has no seal: it was lost, or could not be made.',
};

/**
 * Checks a completed assessment: its parts, its seal, the neighbours of the seal in the chain, the events, and the rows as they lie in
 * the database. Null stands for a seal that is missing. Throws AppError only if the assessment is gone or the data folder fails.
 */
export async function verifySealed(
  store: Store,
  id: string,
  seal: SealRecord | null,
  signal: AbortSignal,
): Promise<Verified> {
  if (seal === null) return { manifest: null, parts: 0, differences: [noSeal] };
  const evidence = await findEvidence(store, id, signal);
  const parts = [...evidence.parts, ...(await findSingleParts(store, id, signal))];
  const checked = checkManifest(seal.manifest, seal.sha256);
  const manifest = 'manifest' in checked ? checked.manifest : null;
  return {
    manifest,
    parts: parts.length,
    differences: [
      ...('difference' in checked ? [checked.difference] : checkParts(checked.manifest, parts)),
      ...chainDifferences(store, seal, manifest),
      ...eventDifferences(store, id, seal),
      ...(await storedDifferences(store, id, seal, { evidence: evidence.rows, signal })),
    ],
  };
}

interface FoundEvidence {
  readonly parts: readonly FoundPart[];
  readonly rows: string;
}

async function findEvidence(store: Store, id: string, signal: AbortSignal): Promise<FoundEvidence> {
  const parts: FoundPart[] = [];
  const pages: string[] = [];
  for (const page of store.evidencePages(id)) {
    const name = evidencePartName(page);
    pages.push(store.storedPage(id, page));
    parts.push(
      await found(name, () => {
        const content = store.evidencePage(id, page);
        return { ...hashedPart(documentPart(name, content)), objects: content.entries.length };
      }),
    );
    await setImmediate(undefined, { signal });
  }
  return { parts, rows: hashOfPages(pages) };
}

async function findSingleParts(store: Store, id: string, signal: AbortSignal): Promise<readonly FoundPart[]> {
  const parts: FoundPart[] = [];
  for (const name of Object.keys(singleParts) as SinglePartName[])
    parts.push(
      await found(name, async () => {
        const text = await canonicalTextInTurns(store.documentPart(id, name), signal);
        return hashedPart({ name, text });
      }),
    );
  return parts;
}

/** What was changed may not even be readable any more: that is a finding, not a failure. */
async function found(name: string, read: () => FoundPart | Promise<FoundPart>): Promise<FoundPart> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && (error.code === 'data-damaged' || error.code === 'not-found'))
      return { name, unreadable: 'it does not have the form that Hopcheck gave it.' };
    throw error;
  }
}
