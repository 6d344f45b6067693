import { describe, expect, test } from 'vitest';
import { virtualServerName } from '../../../support/exchange-entries.ts';
import { failureOf } from '../store/store-fixture.ts';
import {
  assessor,
  at,
  emptyDatabase,
  idOf,
  reviewOfDatabase,
  sealInto,
  walkInto,
  type Review,
} from './history-fixture.ts';

async function sealedReview(): Promise<Review> {
  const review = reviewOfDatabase(emptyDatabase());
  await sealInto(review, idOf(1));
  return review;
}

describe('a correction', () => {
  test('begins with the evidence and the decisions of what it corrects, and is sealed on its own', async () => {
    const review = await sealedReview();
    const { store, history, assessments, seals } = review;
    const before = store.documentOf(idOf(1));
    const newId = history.revise(idOf(1), 'Carl', 'The wrong status.');
    const seal = store.sealOf(idOf(1))?.sha256;
    const { 'events.json': events, ...parts } = store.documentOf(newId);
    const { 'events.json': _events, ...same } = before;
    expect(parts).toEqual({
      ...same,
      'assessment.json': { ...same['assessment.json'], completedAt: null, revision: 2, revises: seal },
      'drafts.json': { subjects: [], bulk: null },
    });
    expect(events).toMatchObject([
      { kind: 'revised', at, by: 'Carl', detail: { reason: 'The wrong status.', revises: seal } },
    ]);
    expect(store.entries(newId)).toEqual(store.entries(idOf(1)));
    expect(store.observed(newId)).toEqual(store.observed(idOf(1)));
    expect(assessments.open(newId).nodes).toEqual(assessments.open(idOf(1)).nodes);
    await seals.complete(newId, 'Carl', 0);
    expect(await seals.verify(newId, 'Carl')).toMatchObject({ outcome: 'intact', previousSeal: seal });
    expect(await seals.verify(idOf(1), 'Carl')).toMatchObject({ outcome: 'intact' });
  });

  test('does not take the decisions of what it corrects for earlier ones', async () => {
    const { history, decisions } = await sealedReview();
    const corrected = history.revise(idOf(1), assessor, 'A slip');
    expect(decisions.earlier(corrected, virtualServerName('Main', 'EX1', '2'))).toEqual([]);
  });

  test('is refused for one in review', () => {
    const review = reviewOfDatabase(emptyDatabase());
    walkInto(review, idOf(1));
    expect(failureOf(() => review.history.revise(idOf(1), assessor, 'A slip'))).toEqual({
      code: 'assessment-busy',
      message: 'This assessment is still in review: change it there. Only a completed one is corrected.',
    });
  });

  test('follows the one before: there is never a second of the same', async () => {
    const { history, seals } = await sealedReview();
    const second = history.revise(idOf(1), assessor, 'A slip');
    expect(failureOf(() => history.revise(idOf(1), assessor, 'A slip')).message).toBe(
      'A correction of this assessment, revision 2, is in review already: go on with that one, or delete it first.',
    );
    await seals.complete(second, assessor, 0);
    expect(failureOf(() => history.revise(idOf(1), assessor, 'A slip')).message).toBe(
      'This assessment was corrected already: correct its revision 2 instead.',
    );
    const third = history.revise(second, assessor, 'Another slip');
    history.delete(third, assessor);
    expect(history.revise(second, assessor, 'Another slip')).toEqual(expect.any(String));
  });
});

describe('deleting', () => {
  const counts = (review: Review) => review.assessments.list().map(({ id }) => id);

  test('removes an assessment in review or completed, and leaves its seal in the chain', async () => {
    const review = await sealedReview();
    walkInto(review, idOf(2));
    const seal = review.store.sealAt(1);
    review.history.delete(idOf(1), assessor);
    review.history.delete(idOf(2), assessor);
    expect(counts(review)).toEqual([]);
    const left = { organization: 'Fabrikam', finishedAt: at, deletedAt: at, deletedBy: assessor };
    expect(review.store.deletions()).toEqual([
      { assessmentId: idOf(2), ...left, completedAt: null },
      { assessmentId: idOf(1), ...left, completedAt: at },
    ]);
    expect(review.store.sealAt(1)).toEqual(seal);
    expect(failureOf(() => review.assessments.open(idOf(1))).code).toBe('not-found');
    expect(failureOf(() => review.history.events(idOf(1))).code).toBe('not-found');
  });

  test('leaves every table without its rows, and those of others alone', async () => {
    const database = emptyDatabase();
    const review = reviewOfDatabase(database);
    await sealInto(review, idOf(1));
    const contents = () =>
      Object.fromEntries(
        [
          'assessment',
          'evidence',
          'problem',
          'subject',
          'decision',
          'withdrawal',
          'draft',
          'event',
          'wire_log',
          'observed',
          'tag',
        ].map((table) => [table, database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all()]),
      );
    const before = contents();
    await sealInto(review, idOf(2));
    review.history.setTags(idOf(2), ['later']);
    review.history.delete(idOf(2), 'Carl');
    expect(contents()).toEqual(before);
    expect(database.prepare('SELECT * FROM deletion').all()).toEqual([
      {
        assessment: idOf(2),
        organization: 'Fabrikam',
        finished_at: at,
        completed_at: at,
        deleted_at: at,
        deleted_by: 'Carl',
      },
    ]);
  });

  test('is refused during the walk', () => {
    const review = reviewOfDatabase(emptyDatabase());
    walkInto(review, idOf(1));
    review.store.beginAssessment({ ...review.store.assessment(idOf(1)), id: idOf(2) });
    expect(failureOf(() => review.history.delete(idOf(2), assessor)).code).toBe('assessment-busy');
  });
});

test('tags are trimmed, each once, in order, and replace those before', async () => {
  const { history, assessments } = await sealedReview();
  expect(history.setTags(idOf(1), ['west', ' 2026 ', 'west', ' '])).toEqual(['2026', 'west']);
  expect(assessments.summary(idOf(1)).tags).toEqual(['2026', 'west']);
  expect(history.setTags(idOf(1), ['east'])).toEqual(['east']);
  expect(assessments.list().map(({ tags }) => tags)).toEqual([['east']]);
});

test('an export is noted with who, when and what', async () => {
  const { history } = await sealedReview();
  history.noteExport(idOf(1), 'Carl', 'Table of virtual servers (CSV)');
  expect(history.events(idOf(1)).at(-1)).toMatchObject({
    kind: 'exported',
    at,
    by: 'Carl',
    detail: { what: 'Table of virtual servers (CSV)' },
  });
});

test('each assessment is said to take what its evidence and its words take', async () => {
  const review = await sealedReview();
  walkInto(review, idOf(2));
  const { assessments } = await review.history.usage();
  const evidence = review.store.entries(idOf(2)).length;
  expect(Object.keys(assessments)).toEqual([idOf(1), idOf(2)]);
  expect(assessments[idOf(2)]).toBeGreaterThan(evidence * 20);
  expect(assessments[idOf(1)]).toBeGreaterThan(assessments[idOf(2)] ?? 0);
});
