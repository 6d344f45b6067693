import type { Database } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { Seals } from '../../../../electron/backend/history/seals.ts';
import type { Store } from '../../../../electron/backend/store/store.ts';
import { sealManifest } from '../../../../shared/history/seal.ts';
import { failureOf } from '../store/store-fixture.ts';
import { virtualServerName } from '../../../support/exchange-entries.ts';
import {
  assessor,
  at,
  closing,
  decide,
  emptyDatabase,
  idOf,
  reviewOfDatabase,
  ruling,
  sealInto,
  unprotected,
  walkInto,
  type Review,
} from './history-fixture.ts';

const parts = [
  'assessment.json',
  'decisions.json',
  'drafts.json',
  'events.json',
  'evidence/00000.json',
  'evidence/00001.json',
  'problems.json',
  'subjects.json',
  'wire-log.json',
];

describe('completing', () => {
  test('seals the assessment with the hash of each part, and says so in its events', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    await sealInto(review, idOf(1));
    const seal = review.store.sealOf(idOf(1));
    const manifest = sealManifest.parse(JSON.parse(seal?.manifest ?? ''));
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(manifest).toEqual({
      format: 'hopcheck-seal',
      version: 1,
      sealedAt: at,
      sealedBy: assessor,
      toolVersion: '0.1.0',
      previousSeal: null,
      parts: parts.map((name) => ({ name, sha256: hash, bytes: expect.any(Number) })),
    });
    expect(review.assessments.summary(idOf(1))).toMatchObject({
      state: 'completed',
      completedAt: at,
      seal: seal?.sha256,
    });
    expect(review.history.events(idOf(1))).toMatchObject([
      { kind: 'walk-ended', at, by: 'Ann', detail: { complete: true, problems: 1, subjects: 3 } },
      { kind: 'completed', at, by: assessor, detail: { problemsRead: 1 } },
      { kind: 'sealed', at, by: assessor, detail: { seal: seal?.sha256 } },
    ]);
  });

  test('is refused as long as something is undecided, and changes nothing', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    walkInto(review, idOf(1));
    await expect(review.seals.complete(idOf(1), assessor, 0)).rejects.toMatchObject({
      code: 'undecided-remain',
      message: expect.stringContaining('3 of 3'),
    });
    expect(review.assessments.summary(idOf(1))).toMatchObject({ state: 'in-review', seal: null });
  });

  test('takes in what was decided while the evidence was hashed', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    walkInto(review, idOf(1));
    decide(review, idOf(1));
    const completing = review.seals.complete(idOf(1), assessor, 1);
    const late = virtualServerName('Main', 'EX1', '1');
    review.decisions.record(idOf(1), late, { ...ruling, comments: 'At the last moment.' }, assessor);
    await completing;
    expect(review.store.documentPart(idOf(1), 'decisions.json').at(-1)?.comments).toBe('At the last moment.');
    expect(await review.seals.verify(idOf(1), assessor)).toMatchObject({ outcome: 'intact' });
  });

  test.each([
    ['made', (review: Review, name: string) => review.decisions.record(idOf(1), name, ruling, assessor)],
    [
      'taken back and made anew',
      (review: Review, name: string) => {
        review.decisions.withdraw(idOf(1), name, assessor);
        review.decisions.record(idOf(1), name, ruling, assessor);
      },
    ],
  ])('takes in what was %s while the decisions were hashed', async (_, change) => {
    const review = reviewOfDatabase(emptyDatabase());
    walkInto(review, idOf(1));
    decide(review, idOf(1));
    let reads = 0;
    const store: Store = {
      ...review.store,
      // After the decisions were read to be hashed.
      documentPart: (id, name) => {
        const part = review.store.documentPart(id, name);
        if (name === 'decisions.json' && (reads += 1) === 1)
          change(review, virtualServerName('Main', 'EX1', '1'));
        return part;
      },
    };
    const { opened } = review;
    const seals = new Seals({ store, opened, now: () => new Date(at), toolVersion: '0.1.0', closing });
    await seals.complete(idOf(1), assessor, 1);
    expect(reads).toBe(2);
    expect(await review.seals.verify(idOf(1), assessor)).toMatchObject({ outcome: 'intact' });
  });

  test('is refused if a decision was taken back while the evidence was hashed', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    walkInto(review, idOf(1));
    decide(review, idOf(1));
    const completing = review.seals.complete(idOf(1), assessor, 1);
    review.decisions.withdraw(idOf(1), virtualServerName('Main', 'EX1', '1'), assessor);
    await expect(completing).rejects.toMatchObject({ code: 'undecided-remain' });
    expect(review.assessments.summary(idOf(1)).state).toBe('in-review');
  });

  test('a second time is refused', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    await sealInto(review, idOf(1));
    await expect(review.seals.complete(idOf(1), assessor, 1)).rejects.toMatchObject({
      code: 'assessment-completed',
    });
  });
});

describe('verifying', () => {
  test('finds an untouched assessment intact, however often, and notes it', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    await sealInto(review, idOf(1));
    const seal = review.store.sealOf(idOf(1))?.sha256;
    const intact = {
      outcome: 'intact',
      checkedAt: at,
      seal,
      sealedAt: at,
      sealedBy: assessor,
      previousSeal: null,
      chainedHere: true,
      parts: parts.length,
      differences: [],
    };
    expect(await review.seals.verify(idOf(1), 'Carl')).toEqual(intact);
    review.history.noteExport(idOf(1), assessor, 'Table of virtual servers');
    review.history.setTags(idOf(1), ['2026']);
    expect(await review.seals.verify(idOf(1), 'Carl')).toEqual(intact);
    expect(review.history.events(idOf(1)).at(-1)).toMatchObject({
      kind: 'verified',
      at,
      by: 'Carl',
      detail: { outcome: 'intact', seal },
    });
  });

  test('has nothing to check while the assessment is in review', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    walkInto(review, idOf(1));
    const events = review.history.events(idOf(1));
    expect(await review.seals.verify(idOf(1), assessor)).toEqual({
      outcome: 'unsealed',
      checkedAt: at,
      seal: null,
      sealedAt: null,
      sealedBy: null,
      previousSeal: null,
      chainedHere: false,
      parts: 0,
      differences: [],
    });
    expect(review.history.events(idOf(1))).toEqual(events);
  });

  test('of an unknown assessment is refused', async () => {
    const review = reviewOfDatabase(emptyDatabase());
    await expect(review.seals.verify(idOf(1), assessor)).rejects.toMatchObject({ code: 'not-found' });
  });

  /** What Verify says first after a change by hand, and what it notes. */
  async function firstDifference(change: string): Promise<unknown> {
    const original = emptyDatabase();
    await sealInto(reviewOfDatabase(original), idOf(1));
    const database = unprotected(original);
    database.exec(change);
    const review = reviewOfDatabase(database);
    const { outcome, differences } = await review.seals.verify(idOf(1), assessor);
    expect(review.history.events(idOf(1)).at(-1)?.detail).toMatchObject({
      outcome,
      firstDifference: differences[0]?.message,
    });
    return differences[0];
  }

  test.each([
    [
      "UPDATE decision SET comments = 'x' WHERE number = 1",
      'decisions.json',
      'The list of decisions is not what it was when it was sealed.',
    ],
    [
      'DELETE FROM withdrawal',
      'decisions.json',
      'The list of decisions is not what it was when it was sealed.',
    ],
    [
      "UPDATE evidence SET read_at = '2026-01-01T00:00:00.000Z' WHERE page = 1",
      'evidence/00001.json',
      'A part of the evidence (objects 6 to 11) is not what it was when it was sealed.',
    ],
    [
      "UPDATE evidence SET entries = x'00' WHERE page = 0",
      'evidence/00000.json',
      'A part of the evidence cannot be read any more: it does not have the form that Hopcheck gave it.',
    ],
    [
      'DELETE FROM evidence WHERE page = 1',
      'evidence/00001.json',
      'A part of the evidence (after object 5) is no longer there.',
    ],
    [
      'INSERT INTO evidence SELECT assessment, 2, read_at, entry_count, names, entries FROM evidence WHERE page = 1',
      'evidence/00002.json',
      'A part of the evidence (objects 12 to 17) came after it was sealed.',
    ],
    [
      "UPDATE evidence SET names = '[]' WHERE page = 0",
      'stored rows',
      'The rows of the table “evidence” (the evidence) are not, octet for octet, what they were when it was sealed.',
    ],
    [
      "UPDATE seal SET manifest = replace(manifest, 'Bert', 'Carl')",
      'seal',
      expect.stringContaining('not the hash'),
    ],
    [
      'DELETE FROM seal',
      'seal',
      'The assessment is completed, but has no seal: it was lost, or could not be made.',
    ],
    [
      "DELETE FROM event WHERE kind = 'sealed'",
      'events',
      'The events do not tell of this seal as they should.',
    ],
    [
      "UPDATE event SET by = 'Carl' WHERE kind = 'sealed'",
      'events',
      'Event 3 of 3 (sealed) was changed, or does not follow the one before it.',
    ],
    [
      "UPDATE assessment SET source = '{'",
      'assessment.json',
      'What the assessment says of itself (source, assessor, times, figures) cannot be read any more: it does not have the form that Hopcheck gave it.',
    ],
  ])('names the first difference after %s', async (change, part, message) => {
    expect(await firstDifference(change)).toEqual({ part, message });
  });
});

describe('the chain', () => {
  /** Three sealed assessments. */
  async function chained(): Promise<Database> {
    const database = emptyDatabase();
    const review = reviewOfDatabase(database);
    for (const count of [1, 2, 3]) await sealInto(review, idOf(count));
    return database;
  }
  const verdicts = async (database: Database, counts: readonly number[] = [1, 2, 3]) => {
    const { seals } = reviewOfDatabase(database);
    const found = [];
    for (const count of counts) {
      const { differences } = await seals.verify(idOf(count), assessor);
      found.push(differences.map(({ part, message }) => `${part}: ${message}`));
    }
    return found;
  };

  test('goes from each seal to the one before', async () => {
    const database = await chained();
    const { store } = reviewOfDatabase(database);
    const seals = [1, 2, 3].map((count) => store.sealOf(idOf(count)));
    expect(seals.map((seal) => seal?.position)).toEqual([1, 2, 3]);
    expect(
      seals.map((seal) => (JSON.parse(seal?.manifest ?? '') as { previousSeal: unknown }).previousSeal),
    ).toEqual([null, seals[0]?.sha256, seals[1]?.sha256]);
    expect(await verdicts(database)).toEqual([[], [], []]);
  });

  test('is missed a seal that is taken out of its middle, together with its assessment', async () => {
    const database = unprotected(await chained());
    database.exec(`DELETE FROM seal WHERE position = 2; DELETE FROM event WHERE assessment = '${idOf(2)}';
      DELETE FROM assessment WHERE id = '${idOf(2)}'; UPDATE seal SET position = 2 WHERE position = 3`);
    expect(await verdicts(database, [1, 3])).toEqual([
      ['chain: The seal after this one in the chain of this data folder was made after another.'],
      [
        'chain: The seal before this one in the chain of this data folder is another than when this one was made.',
      ],
    ]);
  });

  test('shows two seals that changed places', async () => {
    const database = unprotected(await chained());
    database.exec(`UPDATE seal SET position = 9 WHERE position = 1; UPDATE seal SET position = 1 WHERE position = 2;
      UPDATE seal SET position = 2 WHERE position = 9`);
    const [first, second, third] = await verdicts(database);
    expect([first?.length, second?.length, third?.length]).toEqual([2, 2, 1]);
  });

  test('holds after an assessment in its middle was deleted as it should be', async () => {
    const database = await chained();
    reviewOfDatabase(database).history.delete(idOf(2), assessor);
    expect(await verdicts(database, [1, 3])).toEqual([[], []]);
    await sealInto(reviewOfDatabase(database), idOf(4));
    expect(await verdicts(database, [1, 3, 4])).toEqual([[], [], []]);
  });
});

describe('what was completed before there were seals', () => {
  /** As an older version left it: no events, no seal. */
  async function completedBefore(): Promise<Database> {
    const original = emptyDatabase();
    await sealInto(reviewOfDatabase(original), idOf(1));
    const database = unprotected(original);
    database.exec('DELETE FROM seal; DELETE FROM event');
    return database;
  }

  test('is sealed once, says so, and stays intact whatever happens to it later', async () => {
    const review = reviewOfDatabase(await completedBefore());
    review.history.noteExport(idOf(1), assessor, 'Table');
    await review.seals.sealUnsealed();
    await review.seals.sealUnsealed();
    review.history.noteExport(idOf(1), assessor, 'Table');
    expect(review.history.events(idOf(1))).toMatchObject([
      { kind: 'exported' },
      {
        kind: 'sealed',
        at,
        by: 'Hopcheck 0.1.0',
        detail: { reason: expect.stringContaining('before Hopcheck had seals') },
      },
      { kind: 'exported' },
    ]);
    expect(await review.seals.verify(idOf(1), assessor)).toMatchObject({
      outcome: 'intact',
      differences: [],
    });
  });

  test('is sealed with what it is compared by, so that a change of that is found, too', async () => {
    const database = await completedBefore();
    database.exec('DELETE FROM observed');
    const review = reviewOfDatabase(database);
    await review.seals.sealUnsealed();
    database.exec(`UPDATE observed SET objects = x'00'`);
    expect((await review.seals.verify(idOf(1), assessor)).differences.map(({ message }) => message)).toEqual([
      'The rows of the table “observed” (what comparisons use) are not, octet for octet, what they were when it was sealed.',
    ]);
  });

  test('is not called changed while it waits for its seal', async () => {
    const review = reviewOfDatabase(await completedBefore());
    const sealing = review.seals.sealUnsealed();
    await expect(review.seals.verify(idOf(1), assessor)).rejects.toMatchObject({
      code: 'assessment-busy',
      message: 'This assessment is just being sealed. Try again in a moment.',
    });
    await sealing;
    expect(await review.seals.verify(idOf(1), assessor)).toMatchObject({ outcome: 'intact' });
  });

  test('is sealed although another one cannot be, or is deleted meanwhile', async () => {
    const original = emptyDatabase();
    for (const count of [1, 2, 3]) await sealInto(reviewOfDatabase(original), idOf(count));
    const database = unprotected(original);
    database.exec(`DELETE FROM seal; DELETE FROM event;
      UPDATE evidence SET entries = x'00' WHERE assessment = (SELECT number FROM assessment WHERE id = '${idOf(1)}')`);
    const review = reviewOfDatabase(database);
    const sealing = review.seals.sealUnsealed();
    review.history.delete(idOf(2), assessor);
    await expect(sealing).rejects.toMatchObject({ code: 'data-damaged' });
    expect(review.store.unsealed()).toEqual([idOf(1)]);
  });

  test('cannot be corrected until it is sealed', async () => {
    const review = reviewOfDatabase(await completedBefore());
    expect(failureOf(() => review.history.revise(idOf(1), assessor, 'A slip'))).toEqual({
      code: 'assessment-busy',
      message: 'This assessment is just being sealed. Try again in a moment.',
    });
    await review.seals.sealUnsealed();
    expect(review.history.revise(idOf(1), assessor, 'A slip')).toEqual(expect.any(String));
  });
});

describe('what lost its seal', () => {
  test.each([
    ['with the event that tells of it', "DELETE FROM event WHERE kind = 'sealed'"],
    ['alone', ''],
  ])('%s, is sealed anew, and is never again called intact', async (_, change) => {
    const original = emptyDatabase();
    await sealInto(reviewOfDatabase(original), idOf(1));
    const database = unprotected(original);
    database.exec(`DELETE FROM seal; ${change}`);
    const review = reviewOfDatabase(database);
    const now = () => new Date('2026-04-01T08:00:00.000Z');
    await new Seals({ ...review, now, toolVersion: '0.1.0', closing }).sealUnsealed();
    expect(review.history.events(idOf(1)).at(-1)).toMatchObject({
      kind: 'sealed',
      detail: { reason: 'Its seal was lost: it was sealed anew, and what came before is not proven.' },
    });
    expect((await review.seals.verify(idOf(1), assessor)).differences).toEqual([
      {
        part: 'events',
        message: 'It lost its seal and was sealed anew: whether it was changed before that cannot be told.',
      },
    ]);
  });
});

test('Verify finds the number changed up to which the events were sealed', async () => {
  const original = emptyDatabase();
  await sealInto(reviewOfDatabase(original), idOf(1));
  // Its first event has the next number.
  await sealInto(reviewOfDatabase(original), idOf(2));
  const database = unprotected(original);
  database.exec(
    `UPDATE seal SET stored = replace(stored, '"lastEvent":3', '"lastEvent":4') WHERE position = 1`,
  );
  expect((await reviewOfDatabase(database).seals.verify(idOf(1), assessor)).outcome).toBe('changed');
});
