import { createHash } from 'node:crypto';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { canonicalText } from '../../electron/backend/canonical-json.ts';
import { eventHash } from '../../electron/backend/store/event-table.ts';
import { databaseFileName, openStore, type Store } from '../../electron/backend/store/store.ts';
import type { SingleParts } from '../../shared/history/document.ts';
import type { EventKind } from '../../shared/history/event.ts';

/** An assessment as far as it can be foretold: all but random ids, and hashes that hold them. */
export interface Kept {
  readonly walk: string;
  readonly revision: number;
  readonly revises: string | null;
  readonly assessor: string;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly incompleteReason: string | null;
  /** The name of the file that it was imported from. */
  readonly origin: string | null;
  /** A hash over the entries of each page of evidence. */
  readonly pages: readonly string[];
  /** When they were read, each time once. */
  readonly readAt: readonly string[];
  readonly problems: SingleParts['problems.json'];
  readonly subjects: SingleParts['subjects.json'];
  readonly decisions: SingleParts['decisions.json'];
  readonly drafts: SingleParts['drafts.json'];
  readonly tags: readonly string[];
  readonly events: readonly { readonly kind: EventKind; readonly at: string; readonly by: string }[];
  readonly toDecide: number;
  readonly decided: number;
  readonly seal: string | null;
}

/** What a data folder holds, by id, and those that were deleted from it. */
export interface KeptFolder {
  readonly assessments: ReadonlyMap<string, Kept>;
  readonly deleted: ReadonlySet<string>;
}

/** Reads a data folder that nobody has open. Throws if it cannot be opened as it is. */
export function keptIn(dataFolder: string): KeptFolder {
  return { assessments: assessmentsIn(dataFolder), deleted: new Set(deletedFrom(dataFolder)) };
}

function assessmentsIn(dataFolder: string): ReadonlyMap<string, Kept> {
  const store = openStore(dataFolder, { toolVersion: '0.0.0-test' });
  try {
    return new Map(store.assessments().map(({ id }) => [id, kept(store, id)]));
  } finally {
    store.close();
  }
}

function kept(store: Store, id: string): Kept {
  const { origin, tags, seal, figures } = store.assessment(id);
  const parts = store.documentOf(id);
  const { walk, revision, revises, assessor, startedAt, completedAt, incompleteReason } =
    parts['assessment.json'];
  const pages = store.evidencePages(id).map((page) => store.evidencePage(id, page));
  return {
    walk,
    revision,
    revises,
    assessor,
    startedAt,
    completedAt,
    incompleteReason,
    origin: origin?.fileName ?? null,
    pages: pages.map(({ entries }) => sha256(canonicalText(entries))),
    readAt: [...new Set(pages.map(({ readAt }) => readAt))],
    problems: parts['problems.json'],
    subjects: parts['subjects.json'],
    decisions: parts['decisions.json'],
    drafts: parts['drafts.json'],
    tags,
    events: chainedEvents(store, id),
    toDecide: figures?.toDecide ?? -1,
    decided: figures?.decided ?? -1,
    seal,
  };
}

/** Throws if one of them does not follow the one before it. */
function chainedEvents(store: Store, id: string): Kept['events'] {
  let previous: string | null = null;
  return store.events(id).map((event) => {
    if (eventHash(previous, event) !== event.sha256)
      throw new Error(`The events of ${id} do not follow each other.`);
    previous = event.sha256;
    return { kind: event.kind, at: event.at, by: event.by };
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What SQLite and the chain of seals say of the database of a data folder that nobody has open: what {@link sound} says. */
export function soundnessOf(dataFolder: string) {
  return reading(dataFolder, (database) => {
    const chain = database
      .prepare<[], { position: number; sha256: string; manifest: string }>(
        'SELECT position, sha256, manifest FROM seal WHERE position IS NOT NULL ORDER BY position',
      )
      .all();
    const count = (sql: string) => database.prepare(sql).pluck().get();
    const ofNone = 'assessment NOT IN (SELECT id FROM assessment)';
    return {
      integrity: database.pragma('integrity_check', { simple: true }),
      foreignKeys: database.pragma('foreign_key_check'),
      walking: count("SELECT count(*) FROM assessment WHERE state = 'walking'"),
      strayEvents: count(`SELECT count(*) FROM event WHERE ${ofNone}`),
      straySeals: count(`SELECT count(*) FROM seal WHERE position IS NULL AND ${ofNone}`),
      completedWithoutSeal: count(
        "SELECT count(*) FROM assessment WHERE state = 'completed' AND id NOT IN (SELECT assessment FROM seal)",
      ),
      brokenChain: chain
        .filter(({ position, manifest }, at) => {
          const { previousSeal } = JSON.parse(manifest) as { previousSeal: string | null };
          return position !== at + 1 || previousSeal !== (chain[at - 1]?.sha256 ?? null);
        })
        .map(({ position }) => position),
    };
  });
}

/** What {@link soundnessOf} finds where nothing is half there. */
export const sound: ReturnType<typeof soundnessOf> = {
  integrity: 'ok',
  foreignKeys: [],
  walking: 0,
  strayEvents: 0,
  straySeals: 0,
  completedWithoutSeal: 0,
  brokenChain: [],
};

function deletedFrom(dataFolder: string): readonly string[] {
  return reading(dataFolder, (database) =>
    database.prepare<[], string>('SELECT assessment FROM deletion').pluck().all(),
  );
}

function reading<T>(dataFolder: string, read: (database: SqliteDatabase.Database) => T): T {
  const database = new SqliteDatabase(join(dataFolder, databaseFileName));
  try {
    return read(database);
  } finally {
    database.close();
  }
}
