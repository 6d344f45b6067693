import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nothingToRescue, Rescue } from '../../../electron/backend/rescue.ts';
import type { AssessmentRecord } from '../../../electron/backend/store/records.ts';
import { openStore, type Store } from '../../../electron/backend/store/store.ts';
import { AppError } from '../../../shared/errors.ts';

const pageSize = 4_096;
const toolVersion = '0.4.0';
const now = () => new Date('2026-11-25T08:00:00.000Z');
const keptFolder = 'damaged-2026-11-25T08-00-00-000Z';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hopcheck-rescue-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A data folder as an earlier Hopcheck left it: one assessment completed, one in review with a decision, one withdrawn, and a draft. */
function folderOf(version: number): { readonly folder: string; readonly file: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'hopcheck.db');
  copyFileSync(fileURLToPath(new URL(`store/databases/version-${version}.db`, import.meta.url)), file);
  return { folder, file };
}

function damagePages(file: string, pages: readonly number[], octet = 0xff): void {
  const octets = readFileSync(file);
  for (const page of pages) octets.fill(octet, (page - 1) * pageSize, page * pageSize);
  writeFileSync(file, octets);
}

/** The pages of a table or an index, or of everything. */
function pagesOf(file: string, name: string): readonly number[] {
  const database = new SqliteDatabase(file);
  const pages = database
    .prepare('SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno')
    .pluck()
    .all(name);
  database.close();
  return pages as readonly number[];
}

function rescueOf(folder: string): Rescue {
  return new Rescue({ dataFolder: folder, toolVersion, now });
}

function inStore<T>(folder: string, work: (store: Store) => T): T {
  const store = openStore(folder, { toolVersion });
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** Everything of every assessment, by its id. */
function everythingIn(folder: string) {
  return inStore(folder, (store) => {
    const records = store.assessments().map((record) => {
      const { id } = record;
      const subjects = store.proposals(id);
      return [
        id,
        {
          record,
          entries: store.entries(id),
          problems: store.problems(id),
          wireLog: store.wireLog(id),
          subjects,
          decisions: subjects.map(({ subjectKey }) => store.decisionsOn(id, subjectKey)),
          drafts: subjects.map(({ subjectKey }) => store.draftOn(id, subjectKey)),
        },
      ] as const;
    });
    return new Map(records);
  });
}

const original = (() => {
  let known: ReturnType<typeof everythingIn> | null = null;
  return () => (known ??= everythingIn(folderOf(3).folder));
})();

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'none';
}

/** Some runs of noise within so many octets. */
function damagedRanges(length: number) {
  const range = fc.record({
    at: fc.nat(length - 1),
    noise: fc.uint8Array({ minLength: 1, maxLength: 200 }),
  });
  return fc.array(range, { minLength: 1, maxLength: 6 });
}

describe('a salvage', () => {
  test('of a database with a damaged index loses nothing', () => {
    const { folder, file } = folderOf(3);
    damagePages(file, pagesOf(file, 'decision_by_subject'));
    expect(codeOf(() => openStore(folder, { toolVersion }))).toBe('data-damaged');
    const damaged = readFileSync(file);
    expect(rescueOf(folder).salvage()).toEqual({ lost: [], keptIn: join(folder, keptFolder) });
    expect(everythingIn(folder)).toEqual(original());
    expect(readFileSync(join(folder, keptFolder, 'hopcheck.db')).equals(damaged)).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual([keptFolder, 'hopcheck.db']);
    expect(statSync(join(folder, 'hopcheck.db')).mode & 0o077).toBe(0);
  });

  test('keeps what belongs to no assessment', () => {
    const { folder, file } = folderOf(3);
    const outside = (store: Store) => ({ pins: store.pins(), preferences: store.preferences() });
    const before = inStore(folderOf(3).folder, outside);
    damagePages(file, pagesOf(file, 'decision_by_subject'));
    rescueOf(folder).salvage();
    expect(inStore(folder, outside)).toEqual(before);
    expect(before.pins).toHaveLength(1);
  });

  test.each([0x00, 0xff])(
    'of a database with any page full of %i fails never, and shows as whole only what is whole',
    (octet) => {
      const pages = statSync(folderOf(3).file).size / pageSize;
      let readAgain = 0;
      const dishonest: object[] = [];
      for (let page = 1; page <= pages; page += 1) {
        const { folder, file } = folderOf(3);
        damagePages(file, [page], octet);
        const { lost } = rescueOf(folder).salvage();
        const found = everythingIn(folder);
        for (const [id, assessment] of found) {
          const before = original().get(id);
          if (isDeepStrictEqual(assessment, before)) readAgain += 1;
          else if (
            before !== undefined ||
            assessment.record.complete ||
            assessment.record.state !== 'in-review'
          )
            dishonest.push({ page, id });
        }
        const missing = [...original().keys()].filter((id) => !found.has(id));
        if (missing.length > 0 && lost.length === 0) dishonest.push({ page, missing });
      }
      expect(dishonest).toEqual([]);
      // Of the two assessments of each round, where the page was the other one's or nobody's.
      expect(readAgain).toBeGreaterThan(pages / 2);
    },
    60_000,
  );

  test('of a database with random octets in random places fails never, and all that it keeps can be opened', async () => {
    const sound = readFileSync(folderOf(3).file);
    await fc.assert(
      fc.asyncProperty(damagedRanges(sound.length), async (ranges) => {
        const { folder, file } = folderOf(3);
        const octets = Buffer.from(sound);
        for (const { at, noise } of ranges) octets.set(noise.subarray(0, octets.length - at), at);
        writeFileSync(file, octets);
        rescueOf(folder).salvage();
        expect(everythingIn(folder).size).toBeLessThanOrEqual(original().size);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('puts an assessment of which evidence is lost together anew: incomplete, in review, with its decisions', () => {
    const { folder, file } = folderOf(3);
    const database = new SqliteDatabase(file);
    database.exec(
      "DROP TRIGGER evidence_is_fixed; UPDATE evidence SET entries = CAST(substr(entries, 1, 60) || x'00' || substr(entries, 62) AS BLOB) WHERE assessment = 1",
    );
    database.close();
    damagePages(file, pagesOf(file, 'decision_by_subject'));
    const { lost } = rescueOf(folder).salvage();
    expect(lost).toEqual([
      'The assessment of Northwind Harbor begun on 2026-06-04 08:00 UTC by Ä. Assessor is left out: what can still be read of it is not enough.',
      'The database no longer holds all objects that were read.',
    ]);
    const [completed, inReview] = [...original().values()].toSorted((one, other) =>
      one.record.state.localeCompare(other.record.state),
    );
    expect(completed?.record.state).toBe('completed');
    expect([...everythingIn(folder).values()]).toEqual([inReview]);
  });

  test('of an assessment of which decisions are lost keeps the others, with who decided and when', () => {
    const { folder, file } = folderOf(3);
    const before = [...original().values()].find(({ record }) => record.state === 'completed');
    const database = new SqliteDatabase(file);
    database.exec(
      'DROP TRIGGER decision_is_kept; DELETE FROM decision WHERE number = (SELECT max(decision.number) FROM decision JOIN subject ON subject = subject.number WHERE assessment = 1)',
    );
    database.close();
    damagePages(file, pagesOf(file, 'decision_by_subject'));
    const { lost } = rescueOf(folder).salvage();
    expect(lost).toEqual([
      'The assessment of Northwind Harbor begun on 2026-06-04 08:00 UTC by Ä. Assessor lost a part. It was completed; now it is incomplete and in review, put together anew from what can be read.',
    ]);
    const anew = [...everythingIn(folder).values()].find(({ record }) => !original().has(record.id));
    expect(anew?.record).toMatchObject({
      state: 'in-review',
      complete: false,
      incompleteReason: expect.stringMatching(/damaged and rescued on 2026-11-25 08:00 UTC/),
      finishedAt: before?.record.finishedAt,
      assessor: before?.record.assessor,
      figures: {
        toDecide: before?.record.figures?.toDecide,
        decided: (before?.record.figures?.decided ?? 0) - 1,
      },
    });
    expect(anew?.decisions.flat().length).toBe((before?.decisions.flat().length ?? 0) - 1);
    expect(anew?.entries).toEqual(before?.entries);
    expect(anew?.wireLog).toEqual(before?.wireLog);
    // Those of the organisation say today what they would have said then.
    expect(anew?.problems.map(({ code, distinguishedName }) => [code, distinguishedName])).toEqual([
      ['cut-short', null],
      ...(before?.problems ?? []).map(({ code, distinguishedName }) => [code, distinguishedName]),
    ]);
  });

  test.each([
    ['its end', ['finished_at'], (before: AssessmentRecord) => before.startedAt],
    ['its beginning and its end', ['started_at', 'finished_at'], () => now().toISOString()],
  ])(
    'of an assessment of which a part and the time of %s are lost takes the next time that is known',
    (_, columns, end) => {
      const { folder, file } = folderOf(3);
      const before = [...original().values()].find(({ record }) => record.state === 'completed');
      const database = new SqliteDatabase(file);
      for (const trigger of [
        'assessment_is_sealed',
        'assessment_origin_is_fixed',
        'assessment_outcome_is_fixed',
      ])
        database.exec(`DROP TRIGGER ${trigger}`);
      for (const column of columns)
        database.exec(`UPDATE assessment SET ${column} = '2026-\ufffd' WHERE number = 1`);
      database.exec('DROP TRIGGER decision_is_kept; DELETE FROM decision WHERE subject = 1');
      database.close();
      damagePages(file, pagesOf(file, 'decision_by_subject'));
      expect(rescueOf(folder).salvage().lost).toEqual([expect.stringContaining('lost a part')]);
      const anew = [...everythingIn(folder).values()].find(({ record }) => !original().has(record.id));
      expect(anew?.record.finishedAt).toBe(before && end(before.record));
      expect(anew?.entries).toEqual(before?.entries);
    },
  );

  test('takes a decision for lost of which not even the status before can be told', () => {
    const { folder, file } = folderOf(3);
    const database = new SqliteDatabase(file);
    database.exec("DROP TRIGGER decision_is_fixed; UPDATE decision SET previous_status = 'opeo'");
    database.close();
    damagePages(file, pagesOf(file, 'decision_by_subject'));
    const { lost } = rescueOf(folder).salvage();
    expect(lost).toContain('The database no longer holds all decisions.');
    expect([...everythingIn(folder).values()].flatMap(({ decisions }) => decisions.flat())).toEqual([]);
  });

  test('keeps withdrawals in their places and drafts', () => {
    const { folder, file } = folderOf(3);
    const before = [...original().values()].find(({ record }) => record.state === 'in-review');
    const database = new SqliteDatabase(file);
    database.exec(
      "UPDATE assessment SET figures = json_set(figures, '$.toDecide', 1000) WHERE state = 'in-review'",
    );
    database.close();
    damagePages(file, pagesOf(file, 'decision_by_subject'));
    rescueOf(folder).salvage();
    const anew = [...everythingIn(folder).values()].find(({ record }) => !original().has(record.id));
    expect({ decisions: anew?.decisions, drafts: anew?.drafts }).toEqual({
      decisions: before?.decisions,
      drafts: before?.drafts,
    });
    expect(before?.decisions.flat().map(({ withdrawn }) => withdrawn?.by ?? null)).toEqual([
      null,
      'B. Assessor',
    ]);
    expect(before?.drafts.filter((draft) => draft !== null)).toHaveLength(1);
  });

  test('keeps what was typed for several objects', () => {
    const { folder, file } = folderOf(3);
    const id = [...original().values()].find(({ record }) => record.state === 'in-review')?.record.id ?? '';
    const draft = {
      status: 'open' as const,
      justification: 'Half a sen',
      comments: '',
      findingDetails: null,
      severityOverride: { severity: 'high' as const, justification: 'All of them.' },
    };
    inStore(folder, (store) => store.saveBulkDraft(id, { ...draft, savedAt: now().toISOString() }));
    const database = new SqliteDatabase(file);
    database.exec(
      "UPDATE assessment SET figures = json_set(figures, '$.toDecide', 1000) WHERE state = 'in-review'",
    );
    database.close();
    damagePages(file, pagesOf(file, 'decision_by_subject'));
    rescueOf(folder).salvage();
    const drafts = inStore(folder, (store) =>
      store.assessments().map((record) => [record.id === id, store.bulkDraft(record.id)]),
    );
    expect(drafts).toEqual([
      [false, draft],
      [false, null],
    ]);
  });

  test.each([
    ['is no database', 'This is a letter, not a database. '.repeat(300)],
    ['is a few letters', 'hello'],
  ])('of a file that %s begins anew, says that nothing could be read, and keeps the file', (_, text) => {
    const { folder, file } = folderOf(3);
    writeFileSync(file, text);
    const { lost } = rescueOf(folder).salvage();
    expect(lost).toContain('The database no longer holds all assessments.');
    expect(everythingIn(folder)).toEqual(new Map());
    expect(readFileSync(join(folder, keptFolder, 'hopcheck.db'), 'utf8')).toBe(text);
  });

  test.each([1, 2, 3])('knows what version %i kept', (version) => {
    const { folder, file } = folderOf(version);
    const before = everythingIn(folderOf(version).folder);
    damagePages(file, pagesOf(file, 'decision_by_subject'));
    expect(rescueOf(folder).salvage().lost).toEqual([]);
    expect(everythingIn(folder)).toEqual(before);
  });

  test('reads what is in the log only, and keeps the log with the damaged file', () => {
    const { folder, file } = folderOf(3);
    const database = new SqliteDatabase(file);
    database.pragma('journal_mode = WAL');
    database.exec(
      "INSERT INTO preferences VALUES (1, 'in the log') ON CONFLICT DO UPDATE SET text = excluded.text",
    );
    const target = temporaryFolder();
    for (const name of ['hopcheck.db', 'hopcheck.db-wal'])
      copyFileSync(join(folder, name), join(target, name));
    const [index] = pagesOf(file, 'decision_by_subject');
    database.close();
    damagePages(join(target, 'hopcheck.db'), [index ?? 0]);
    rescueOf(target).salvage();
    expect(inStore(target, (store) => store.preferences())).toBe('in the log');
    expect(readdirSync(join(target, keptFolder)).toSorted()).toEqual(['hopcheck.db', 'hopcheck.db-wal']);
  });
});

describe('a backup', () => {
  /** A damaged data folder with a sound backup. */
  async function withBackup() {
    const { folder, file } = folderOf(3);
    const store = openStore(folder, { toolVersion });
    await store.keepBackup(now());
    store.close();
    const before = everythingIn(folder);
    damagePages(file, pagesOf(file, 'evidence'));
    return { folder, file, before };
  }
  /** By its name: beside it is the backup that was made before the migration, which dates from the day of the test. */
  const backup = 'hopcheck-2026-11-25T08-00-00-000Z.db';

  test('is put in the place of the database, which is kept', async () => {
    const { folder, file, before } = await withBackup();
    const damaged = readFileSync(file);
    const rescue = rescueOf(folder);
    const kept = readFileSync(join(folder, 'backups', backup));
    expect(rescue.restore(backup)).toEqual({
      lost: [
        'This is how everything was on 2026-11-25 08:00 UTC. What was done later is in the damaged files only.',
      ],
      keptIn: join(folder, keptFolder),
    });
    expect(everythingIn(folder)).toEqual(before);
    expect(readFileSync(join(folder, keptFolder, 'hopcheck.db')).equals(damaged)).toBe(true);
    expect(readFileSync(join(folder, 'backups', backup)).equals(kept)).toBe(true);
  });

  test.each([
    ['is not there', 'missing.db', 'not-found'],
    ['lies elsewhere', '../hopcheck.db', 'not-found'],
    ['is damaged', 'damaged.db', 'data-damaged'],
  ])('that %s is refused, and nothing changes', async (_, name, code) => {
    const { folder, file } = await withBackup();
    writeFileSync(join(folder, 'backups', 'damaged.db'), 'hello');
    const before = readFileSync(file);
    expect(codeOf(() => rescueOf(folder).restore(name))).toBe(code);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(['backups', 'hopcheck.db']);
  });

  test('that was sound and is not any more is refused, although its size and time are as before', async () => {
    const { folder, file } = await withBackup();
    const rescue = rescueOf(folder);
    const path = join(folder, 'backups', backup);
    const sound = async () => (await rescue.backups()).find(({ name }) => name === backup)?.sound;
    const { atime, mtime } = statSync(path);
    utimesSync(path, atime, mtime);
    const { mtime: settled } = statSync(path);
    expect(await sound()).toBe(true);
    damagePages(path, [5, 6, 7, 8]);
    utimesSync(path, atime, settled);
    expect(await sound()).toBe(true);
    const before = readFileSync(file);
    expect(codeOf(() => rescue.restore(backup))).toBe('data-damaged');
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test('a sound backend has nothing to rescue', () => {
  const { 'rescue.look': look, 'rescue.restore': restore, 'rescue.salvage': salvage } = nothingToRescue;
  expect([() => look({}), () => restore({ backup: 'x' }), () => salvage({})].map(codeOf)).toEqual([
    'bad-request',
    'bad-request',
    'bad-request',
  ]);
});
