import { setImmediate } from 'node:timers/promises';
import type { SinglePartName } from '../../../shared/history/document.ts';
import type { HashedMember } from '../../../shared/history/seal.ts';
import { canonicalTextInTurns } from '../canonical-json.ts';
import type { StoredRows } from '../store/history-records.ts';
import type { Store } from '../store/store.ts';
import { hashedPart } from './document-parts.ts';

/** What of a walk that has ended changes with its decisions or not at all: by far the most of it. */
const parts = ['decisions.json', 'problems.json', 'subjects.json', 'wire-log.json'] as const;
const tables = ['problem', 'subject', 'decision', 'withdrawal', 'wire_log', 'observed'] as const;

/** The rest of the parts: few words that are hashed in the step that seals them. */
export const unsettledParts: readonly SinglePartName[] = ['assessment.json', 'drafts.json', 'events.json'];

/** Hashes of {@link parts} and {@link tables}. */
export interface HashedSettled {
  readonly parts: readonly HashedMember[];
  readonly rows: StoredRows['tables'];
  /** {@link Store.decisionsMade} before: as long as it is the same, so is everything here. */
  readonly decisionsMade: number;
}

/** Hashes what is settled. Others get their turn in between, so it may be overtaken by a decision. */
export async function hashSettled(store: Store, id: string, signal: AbortSignal): Promise<HashedSettled> {
  const decisionsMade = store.decisionsMade(id);
  const hashedParts: HashedMember[] = [];
  for (const name of parts) {
    const text = await canonicalTextInTurns(store.documentPart(id, name), signal);
    hashedParts.push(hashedPart({ name, text }));
  }
  const rows: Record<string, string | null> = {};
  for (const table of tables) {
    await setImmediate(undefined, { signal });
    rows[table] = store.storedTable(id, table, 0);
  }
  return { parts: hashedParts, rows, decisionsMade };
}
