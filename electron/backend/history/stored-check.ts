import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { SealDifference } from '../../../shared/history/seal.ts';
import { canonicalText } from '../canonical-json.ts';
import type { SealRecord, StoredRows } from '../store/history-records.ts';
import { storedTables } from '../store/stored-rows.ts';
import type { Store } from '../store/store.ts';

const storedRows: z.ZodType<StoredRows> = z.strictObject({
  lastEvent: z.number().int().min(0),
  tables: z.record(z.string(), z.string().nullable()),
});

/** What the tables hold, in words. */
const contents: Readonly<Record<string, string>> = {
  assessment: 'the assessment itself',
  evidence: 'the evidence',
  problem: 'the problems',
  subject: 'what is decided on',
  decision: 'the decisions',
  withdrawal: 'the decisions that were taken back',
  draft: 'what was typed and not decided',
  event: 'the events',
  wire_log: 'what was sent',
  observed: 'what comparisons use',
};

/**
 * Whether the rows of a sealed assessment are, octet for octet, what they were when it was sealed. `evidence` is the hash of its pages
 * as they are now.
 */
export async function storedDifferences(
  store: Pick<Store, 'storedTable'>,
  id: string,
  { stored }: Pick<SealRecord, 'stored'>,
  { evidence, signal }: { readonly evidence: string; readonly signal: AbortSignal },
): Promise<readonly SealDifference[]> {
  const sealed = parsed(stored);
  if (sealed === null)
    return [difference('What was noted of the rows in the database when it was sealed was changed.')];
  const now: Record<string, string | null> = { evidence };
  for (const table of storedTables) {
    now[table] = store.storedTable(id, table, sealed.lastEvent);
    await setImmediate(undefined, { signal });
  }
  return Object.keys({ ...now, ...sealed.tables })
    .filter((table) => sealed.tables[table] !== now[table])
    .map((table) =>
      difference(
        `The rows of the table “${table}”${describe(table)} are not, octet for octet, what they were when it was sealed.`,
      ),
    );
}

function describe(table: string): string {
  const content = contents[table];
  return content === undefined ? '' : ` (${content})`;
}

function parsed(stored: string): StoredRows | null {
  try {
    const rows = storedRows.parse(JSON.parse(stored));
    return canonicalText(rows) === stored ? rows : null;
  } catch {
    return null;
  }
}

function difference(message: string): SealDifference {
  return { part: 'stored rows', message };
}
