import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { rowsOf } from './queries.ts';

const preferencesRow = z.object({ text: z.string() });

/** How the window is liked: one text, which only the interface understands. */
export function preferencesTable(database: Database) {
  const kept = rowsOf(database, preferencesRow, 'SELECT text FROM preferences');
  const keep = database.prepare(
    'INSERT INTO preferences VALUES (1, ?) ON CONFLICT DO UPDATE SET text = excluded.text',
  );
  return {
    preferences: (): string | null => kept({})[0]?.text ?? null,
    keepPreferences: (text: string): void => void keep.run(text),
  };
}
